package io.maru.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of a text, as it is found.
 *
 * @param position of its first part among all parts of the text, from 0
 * @param parts in their order; more than one where something is made of others
 * @param whole what is made of its parts, as one; null when that is nothing of its own
 * @param run what it is written together with from here on, in Korean; null for nothing
 */
record Word(
        int position,
        List<Part> parts,
        @Nullable String whole,
        Kind kind,
        @Nullable Run run) {

    /**
     * Nouns written together, without their particle. They may be divided differently in another place.
     *
     * @param words how many words, this one included
     */
    record Run(String text, int words) {}

    enum Kind {
        PLAIN,
        /** A noun made of nouns, which is written together or apart. */
        COMPOUND,
        /** Joined by signs, as in {@code user@example.com}. */
        JOINED,
        /** What looks like a ticket's key, which means one thing only. */
        KEY
    }

    /**
     * @param start where it stands in the text
     * @param surface as it is written, in small letters without accents
     * @param stem what its forms have in common
     */
    record Part(int start, int end, String surface, String stem) {}

    int start() {
        return parts.getFirst().start();
    }

    int end() {
        return parts.getLast().end();
    }
}
