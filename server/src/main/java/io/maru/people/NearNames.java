package io.maru.people;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that somebody may have meant who mistyped one, letter by letter: a Hangul syllable has two or three of them. */
final class NearNames {

    /** What is shorter is near to nearly every name. */
    private static final int FEWEST_LETTERS = 4;

    /** One mistake in so many letters. */
    private static final int LETTERS_A_MISTAKE = 3;

    private record Near(long id, int distance, String name) {}

    private final String typed;
    private final LevenshteinDistance distance;

    NearNames(String typed) {
        this.typed = letters(typed);
        this.distance = new LevenshteinDistance(this.typed.length() / LETTERS_A_MISTAKE);
    }

    /** Whether there is enough of it to be mistyped. */
    boolean possible() {
        return typed.length() >= FEWEST_LETTERS;
    }

    /**
     * The nearest first.
     *
     * @param names by id
     */
    List<Long> among(Map<Long, String> names, int most) {
        return names.entrySet().stream()
                .flatMap(each -> {
                    OptionalInt found = distance(letters(each.getValue()));
                    return found.isPresent()
                            ? Stream.of(new Near(each.getKey(), found.getAsInt(), each.getValue()))
                            : Stream.empty();
                })
                .sorted(Comparator.comparingInt(Near::distance)
                        .thenComparing(Near::name)
                        .thenComparingLong(Near::id))
                .limit(most)
                .map(Near::id)
                .toList();
    }

    /** From the name, its beginning or one of its words, whichever is nearest; empty when all are too far. */
    private OptionalInt distance(String name) {
        String beginning = name.substring(0, Math.min(name.length(), typed.length()));
        return Stream.concat(Stream.of(name, beginning), Arrays.stream(name.split(" ")))
                .distinct()
                .flatMapToInt(part -> IntStream.of(distance.apply(typed, part)))
                .filter(apart -> apart >= 0)
                .min();
    }

    private static String letters(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    }
}
