package io.maru.search;

import io.maru.search.Word.Part;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vector in the making, within what PostgreSQL can hold: 256 positions a lexeme, positions up to 16383, a megabyte in all. What
 * is added first stays; what comes when it is full is found no more.
 */
final class DocumentVector {

    private static final int MOST_POSITIONS = 255;
    private static final int LAST_POSITION = 16_000;
    private static final int MOST_BYTES = 600_000;

    /** Between two texts, so that no phrase goes from one into the other. */
    private static final int GAP = 10;

    private static final class Places {
        private final StringBuilder written = new StringBuilder();
        private int count;
    }

    private final Map<String, Places> lexemes = new LinkedHashMap<>();
    private int bytes;
    private int next = 1;

    /** A fact, or a word whose place does not matter. */
    void add(String lexeme) {
        places(lexeme);
    }

    /** The words of a text. */
    void add(List<Word> words, TextField field, boolean internal) {
        String sign = internal ? Lexemes.INTERNAL : "";
        int last = next;
        for (Word word : words) {
            int position = next + word.position();
            if (word.whole() != null) {
                add(sign + word.whole(), position, field);
            }
            if (word.run() != null) {
                add(sign + word.run().text(), position, field);
            }
            for (Part part : word.parts()) {
                add(sign + part.surface(), position, field);
                if (!part.stem().equals(part.surface())) {
                    add(sign + part.stem(), position, field);
                }
                if (field == TextField.SUMMARY) {
                    add(Lexemes.SUMMARY + part.surface());
                    add(Lexemes.SUMMARY + part.stem());
                }
                last = position++;
            }
            if (field == TextField.SUMMARY && word.whole() != null) {
                add(Lexemes.SUMMARY + word.whole());
            }
            if (field == TextField.SUMMARY && word.run() != null) {
                add(Lexemes.SUMMARY + word.run().text());
            }
        }
        next = last + GAP;
    }

    /** A word in the summary's weight that is not written there: the ticket's key. */
    void addKey(String lexeme) {
        add(lexeme, next, TextField.SUMMARY);
        next += GAP;
    }

    private void add(String lexeme, int position, TextField field) {
        Places places = places(lexeme);
        if (places != null && places.count < MOST_POSITIONS && position <= LAST_POSITION) {
            places.written
                    .append(places.count == 0 ? ':' : ',')
                    .append(position)
                    .append(field.weight());
            places.count++;
            bytes += 2;
        }
    }

    private @Nullable Places places(String lexeme) {
        Places known = lexemes.get(lexeme);
        if (known == null && bytes < MOST_BYTES) {
            known = new Places();
            lexemes.put(lexeme, known);
            bytes += lexeme.getBytes(StandardCharsets.UTF_8).length + 4;
        }
        return known;
    }

    /** As PostgreSQL reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(lexemes.size() * 16);
        lexemes.forEach((lexeme, places) ->
                text.append(Lexemes.quoted(lexeme)).append(places.written).append(' '));
        return text.toString();
    }
}
