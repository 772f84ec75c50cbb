package io.maru.search;

import io.maru.search.Word.Part;
import io.maru.ticket.TicketTexts.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows where in a text somebody's words were found. */
@Component
class Highlights {

    /** Of a longer text only the beginning is looked through. */
    static final int LOOKED_THROUGH = 200_000;

    private static final int BEFORE = 50;
    private static final int LENGTH = 180;

    /** @param found whether it is one of the words looked for */
    record Piece(String text, boolean found) {}

    private final TextAnalyzer analyzer;

    Highlights(TextAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** The words that a question looks for; those that must not be there are none. */
    static List<TextQuestion.Lexeme> wanted(TextQuestion question) {
        List<TextQuestion.Lexeme> wanted = new ArrayList<>();
        collect(question, wanted);
        return wanted;
    }

    private static void collect(TextQuestion question, List<TextQuestion.Lexeme> wanted) {
        switch (question) {
            case TextQuestion.All(List<TextQuestion> of) -> of.forEach(each -> collect(each, wanted));
            case TextQuestion.Any(List<TextQuestion> of) -> of.forEach(each -> collect(each, wanted));
            case TextQuestion.Lexeme lexeme -> wanted.add(lexeme);
            case TextQuestion.Phrase(List<String> words, boolean beginning) -> {
                for (int at = 0; at < words.size(); at++) {
                    boolean begun = beginning && at == words.size() - 1;
                    wanted.add(new TextQuestion.Lexeme(
                            words.get(at), begun ? TextQuestion.Ending.BEGINNING : TextQuestion.Ending.WHOLE));
                }
            }
            case TextQuestion.Not not -> {
                // Not there.
            }
            case TextQuestion.Nothing nothing -> {
                // Not there either.
            }
        }
    }

    /** A whole text, in pieces. */
    List<Piece> pieces(String text, List<TextQuestion.Lexeme> wanted) {
        String shown = TextAnalyzer.composed(text);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Word word : analyzer.words(shown)) {
            boolean whole = word.whole() != null && isWanted(word.whole(), wanted)
                    || word.run() != null && isWanted(word.run().text(), wanted);
            for (Part part : word.parts()) {
                boolean found = whole || isWanted(part.surface(), wanted) || isWanted(part.stem(), wanted);
                if (found && part.end() > at) {
                    add(pieces, shown.substring(at, Math.max(at, part.start())), false);
                    add(pieces, shown.substring(Math.max(at, part.start()), part.end()), true);
                    at = part.end();
                }
            }
        }
        add(pieces, shown.substring(at), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean found) {
        if (text.isEmpty()) {
            return;
        }
        if (!pieces.isEmpty() && pieces.getLast().found() == found) {
            pieces.add(new Piece(pieces.removeLast().text() + text, found));
        } else {
            pieces.add(new Piece(text, found));
        }
    }

    private static boolean isWanted(String lexeme, List<TextQuestion.Lexeme> wanted) {
        return wanted.stream().anyMatch(each -> each.isMet(lexeme));
    }

    /**
     * A few words around the place in a text where most of what is looked for is; empty when none of it is written there as it
     * is looked for.
     */
    Optional<List<Piece>> excerpt(Text text, List<TextQuestion.Lexeme> wanted) {
        String shown = TextAnalyzer.composed(
                text.text().substring(0, Math.min(text.text().length(), LOOKED_THROUGH)));
        int place = place(shown.toLowerCase(Locale.ROOT), wanted);
        return place < 0 ? Optional.empty() : around(place, shown, wanted);
    }

    /** The first words of a text, when some of what is looked for is among them in whatever form. */
    Optional<List<Piece>> beginning(Text text, List<TextQuestion.Lexeme> wanted) {
        return around(
                0,
                TextAnalyzer.composed(
                        text.text().substring(0, Math.min(text.text().length(), 2 * LENGTH))),
                wanted);
    }

    private Optional<List<Piece>> around(int place, String shown, List<TextQuestion.Lexeme> wanted) {
        int start = start(shown, Math.max(0, place - BEFORE));
        int end = end(shown, Math.min(shown.length(), start + LENGTH));
        List<Piece> pieces = pieces(shown.substring(start, end).replaceAll("\\s+", " "), wanted);
        if (pieces.stream().noneMatch(Piece::found)) {
            return Optional.empty();
        }
        if (start > 0) {
            pieces.addFirst(new Piece("… ", false));
        }
        if (end < shown.length()) {
            pieces.add(new Piece(" …", false));
        }
        return Optional.of(pieces);
    }

    /** Where the words begin to be dense, as far as they are written like their stems. */
    private static int place(String text, List<TextQuestion.Lexeme> wanted) {
        int best = -1;
        int most = 0;
        for (TextQuestion.Lexeme each : wanted) {
            int at = text.indexOf(each.text());
            if (at >= 0) {
                Set<String> near = new HashSet<>();
                for (TextQuestion.Lexeme other : wanted) {
                    int there = text.indexOf(other.text(), Math.max(0, at - BEFORE));
                    if (there >= 0 && there < at + LENGTH - BEFORE) {
                        near.add(other.text());
                    }
                }
                if (near.size() > most) {
                    most = near.size();
                    best = at;
                }
            }
        }
        return best;
    }

    private static int start(String text, int from) {
        if (from == 0) {
            return 0;
        }
        int space = text.indexOf(' ', from);
        int start = space >= 0 && space < from + 20 ? space + 1 : from;
        return Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    }

    private static int end(String text, int to) {
        if (to == text.length()) {
            return to;
        }
        int space = text.lastIndexOf(' ', to);
        int end = space > to - 20 ? space : to;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
