package io.maru.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How words and other facts stand in a document's vector, and how they are asked for. What is not a word begins with a sign that
 * no word has.
 */
final class Lexemes {

    /** Of a word in an internal note, or in the name of a file that came with one. */
    static final String INTERNAL = "!";

    /** Of a word in the summary, so that those who ask for it there read no other tickets. */
    static final String SUMMARY = "^";

    /** As powers of two in seconds: about 3 days, 12 days, 7 weeks, 6 months. */
    static final List<Integer> STRETCHES = List.of(18, 20, 22, 24);

    private Lexemes() {}

    static String desk(long deskId) {
        return "#d" + deskId;
    }

    static String person(long personId) {
        return "#p" + personId;
    }

    static String type(String type) {
        return "#t" + type;
    }

    /** The stretch of time that an instant is in, of so many powers of two seconds. */
    static String stretch(int power, long epochSecond) {
        return "#" + power + "/" + (epochSecond >> power);
    }

    /** The same of one desk, so that those who work on few read nothing of the others. */
    static String stretch(int power, long epochSecond, long deskId) {
        return stretch(power, epochSecond) + "/" + deskId;
    }

    /** As PostgreSQL reads it. No word of ours has a quote or a backslash, and yet. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** At least one of these. */
    static String any(Stream<String> lexemes) {
        return lexemes.map(Lexemes::quoted).collect(Collectors.joining("|", "(", ")"));
    }

    /**
     * The stretch of an instant and the one before.
     *
     * @param deskIds of these desks; none for all
     */
    static String recently(int power, Instant until, Set<Long> deskIds) {
        long second = until.getEpochSecond();
        return any(LongStream.of(second, second - (1L << power))
                .boxed()
                .flatMap(each -> deskIds.isEmpty()
                        ? Stream.of(stretch(power, each))
                        : deskIds.stream().map(desk -> stretch(power, each, desk))));
    }

    /** When that begins. */
    static Instant beginning(int power, Instant until) {
        return Instant.ofEpochSecond(((until.getEpochSecond() >> power) - 1) << power);
    }

    /** Where a question is asked. */
    enum Scope {
        /** What everybody who may see the ticket may read. */
        OPEN,
        /** Internal notes and their files, too. */
        EVERYTHING,
        /** The summary alone. */
        SUMMARY
    }

    /**
     * A question as a {@code tsquery}.
     *
     * @param weights where it must be written; none for anywhere
     */
    static String asked(TextQuestion question, Scope scope, String weights) {
        return switch (question) {
            case TextQuestion.All all -> joined(all.of(), "&", scope, weights);
            case TextQuestion.Any any -> joined(any.of(), "|", scope, weights);
            case TextQuestion.Not not -> "!" + asked(not.what(), scope, weights);
            case TextQuestion.Lexeme(String text, TextQuestion.Ending ending) -> {
                boolean beginning = ending != TextQuestion.Ending.WHOLE;
                yield switch (scope) {
                    case OPEN -> word(text, beginning, weights);
                    case EVERYTHING ->
                        "(" + word(text, beginning, weights) + "|" + word(INTERNAL + text, beginning, weights) + ")";
                    case SUMMARY -> word(SUMMARY + text, beginning, "");
                };
            }
            case TextQuestion.Phrase phrase ->
                switch (scope) {
                    case OPEN -> phrase(phrase, "", weights);
                    case EVERYTHING ->
                        "(" + phrase(phrase, "", weights) + "|" + phrase(phrase, INTERNAL, weights) + ")";
                    case SUMMARY ->
                        "(" + phrase(phrase, "", TextField.SUMMARY.weight() + "") + "&"
                                + phrase.words().stream()
                                        .limit(phrase.words().size() - 1)
                                        .map(word -> quoted(SUMMARY + word))
                                        .collect(Collectors.joining("&"))
                                + ")";
                };
            case TextQuestion.Nothing nothing -> throw new IllegalArgumentException("Nothing is asked");
        };
    }

    private static String joined(List<TextQuestion> questions, String sign, Scope scope, String weights) {
        return questions.stream().map(each -> asked(each, scope, weights)).collect(Collectors.joining(sign, "(", ")"));
    }

    private static String word(String lexeme, boolean beginning, String weights) {
        return quoted(lexeme) + (beginning || !weights.isEmpty() ? ":" : "") + (beginning ? "*" : "") + weights;
    }

    private static String phrase(TextQuestion.Phrase phrase, String sign, String weights) {
        int last = phrase.words().size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(at -> word(sign + phrase.words().get(at), at == last && phrase.beginning(), weights))
                .collect(Collectors.joining("<->", "(", ")"));
    }
}
