package io.maru.search;

import io.maru.search.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody looks for. Written as people are used to: all words must be found, in any order and form; {@code "some words"}
 * one after the other as they stand; {@code -word} not at all; {@code one OR another}; {@code beginning*}.
 */
sealed interface TextQuestion {

    /** What is longer is no question. */
    int LONGEST = 1000;

    record All(List<TextQuestion> of) implements TextQuestion {}

    record Any(List<TextQuestion> of) implements TextQuestion {}

    record Not(TextQuestion what) implements TextQuestion {}

    /** One word. */
    record Lexeme(String text, Ending ending) implements TextQuestion {
        Lexeme(String text) {
            this(text, Ending.WHOLE);
        }

        /** Whether another word is what is looked for. */
        boolean isMet(String word) {
            return ending == Ending.WHOLE ? word.equals(text) : word.startsWith(text);
        }
    }

    enum Ending {
        WHOLE,
        /** Any word that begins so. */
        BEGINNING,
        /** Still being typed: words that begin so and are likely. */
        UNFINISHED
    }

    /** Words one after the other; of the last perhaps only the beginning. */
    record Phrase(List<String> words, boolean beginning) implements TextQuestion {}

    /** What cannot be looked for: nothing, or words that are everywhere. */
    record Nothing() implements TextQuestion {}

    Pattern TERM = Pattern.compile(
            "(-?)(?:[\"\\u201c\\u201d]([^\"\\u201c\\u201d]*)[\"\\u201c\\u201d]?|([^\\s\"\\u201c\\u201d]+))(\\*?)");

    /** As much of a text as is a question. */
    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /**
     * Reads any text; nothing is a mistake.
     *
     * @param typing whether the last word may be unfinished
     */
    static TextQuestion of(String text, boolean typing, TextAnalyzer analyzer) {
        String asked = TextAnalyzer.composed(text);
        // All at once: what a word is depends on those around it.
        List<Word> words = analyzer.words(asked);
        Matcher terms = TERM.matcher(asked);
        List<TextQuestion> all = new ArrayList<>();
        boolean something = false;
        boolean or = false;
        while (terms.find()) {
            String term = terms.group(3);
            if ("OR".equals(term) || "|".equals(term)) {
                or = !all.isEmpty();
                continue;
            }
            int start = term == null ? terms.start(2) : terms.start(3);
            int end = term == null
                    ? terms.end(2)
                    : terms.start(3) + term.replaceAll("\\*+$", "").length();
            List<Word> written = words.stream()
                    .filter(word -> word.start() >= start && word.start() < end)
                    .toList();
            boolean starred = terms.end() > end && asked.charAt(terms.end() - 1) == '*';
            TextQuestion one = term == null
                    ? phrase(written, starred)
                    : words(
                            written,
                            end,
                            starred
                                    ? Ending.BEGINNING
                                    : typing && terms.end() == asked.length() ? Ending.UNFINISHED : Ending.WHOLE);
            if (one instanceof Nothing) {
                continue;
            }
            if (!terms.group(1).isEmpty()) {
                all.add(new Not(one));
            } else if (or && !(all.getLast() instanceof Not)) {
                all.add(new Any(List.of(all.removeLast(), one)));
                something = true;
            } else {
                all.add(one);
                something = true;
            }
            or = false;
        }
        return something ? all(all) : new Nothing();
    }

    private static TextQuestion all(List<TextQuestion> questions) {
        return questions.size() == 1 ? questions.getFirst() : new All(List.copyOf(questions));
    }

    private static TextQuestion words(List<Word> words, int end, Ending ending) {
        List<TextQuestion> all = new ArrayList<>();
        for (int at = 0; at < words.size(); ) {
            Word word = words.get(at);
            int together = word.run() == null ? 1 : Math.min(word.run().words(), words.size() - at);
            // What ends before the text does, as before a particle, is finished.
            Ending here = at + together == words.size() && words.getLast().end() == end ? ending : Ending.WHOLE;
            List<TextQuestion> each = new ArrayList<>();
            for (Word one : words.subList(at, at + together)) {
                each.add(word(one, one == words.getLast() ? here : Ending.WHOLE));
            }
            all.add(
                    word.run() == null
                            ? each.getFirst()
                            : new Any(List.of(new Lexeme(word.run().text(), here), all(each))));
            at += together;
        }
        return all.isEmpty() ? new Nothing() : all(all);
    }

    private static TextQuestion word(Word word, Ending ending) {
        List<TextQuestion> parts = new ArrayList<>();
        for (Part part : word.parts()) {
            parts.add(part(part, part == word.parts().getLast() ? ending : Ending.WHOLE));
        }
        return switch (word.kind()) {
            case KEY -> new Lexeme(whole(word), ending);
            case PLAIN -> all(parts);
            case JOINED ->
                word.whole() == null ? all(parts) : new Any(List.of(new Lexeme(whole(word), ending), all(parts)));
            case COMPOUND -> {
                List<String> apart = word.parts().stream().map(Part::surface).toList();
                yield new Any(List.of(new Lexeme(whole(word), ending), new Phrase(apart, ending != Ending.WHOLE)));
            }
        };
    }

    private static TextQuestion part(Part part, Ending ending) {
        if (ending != Ending.WHOLE && part.surface().length() > shortest(part)) {
            Lexeme begun = new Lexeme(part.surface(), ending);
            return begun.isMet(part.stem()) ? begun : new Any(List.of(new Lexeme(part.stem()), begun));
        }
        // Of Korean it may be a noun that only looks like a form of a verb.
        return part.stem().equals(part.surface()) || shortest(part) > 0
                ? new Lexeme(part.stem())
                : new Any(List.of(new Lexeme(part.stem()), new Lexeme(part.surface())));
    }

    /** One letter of an alphabet, or one digit, begins too much to be of use; a syllable of Hangul does not. */
    private static int shortest(Part part) {
        return part.surface().charAt(0) < 0x1100 ? 1 : 0;
    }

    private static TextQuestion phrase(List<Word> written, boolean beginning) {
        List<String> words = written.stream()
                .flatMap(word -> word.parts().stream())
                .map(Part::surface)
                .toList();
        return switch (words.size()) {
            case 0 -> new Nothing();
            case 1 -> new Lexeme(words.getFirst(), beginning ? Ending.BEGINNING : Ending.WHOLE);
            default -> new Phrase(words, beginning);
        };
    }

    private static String whole(Word word) {
        return Objects.requireNonNull(word.whole());
    }
}
