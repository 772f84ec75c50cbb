package io.maru.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A text with places such as {@code {{ticket.key}}} that are filled when it is used. What is put into a place is text and never a
 * template or an expression itself. It is immutable and can be filled by many threads.
 */
public final class Template {

    /** The longest text that a template becomes, in characters; what is beyond is cut off. */
    public static final int LONGEST_RESULT = 200_000;

    private final List<Part> parts;

    /** A piece of a template. */
    sealed interface Part {

        record Words(String text) implements Part {}

        /** @param source as it was written */
        record Place(String source, Expression expression) implements Part {}
    }

    Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The names that its places use. */
    public Set<String> used() {
        return parts.stream()
                .filter(Part.Place.class::isInstance)
                .flatMap(place -> ((Part.Place) place).expression().used().stream())
                .collect(Collectors.toSet());
    }

    /**
     * The text with its places filled; an undecided place is empty.
     *
     * @param values by name; a name that is missing has no value
     * @param words what a value is called
     */
    public String fill(Map<String, ?> values, Function<Object, String> words) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(
                    switch (part) {
                        case Part.Words plain -> plain.text();
                        case Part.Place place ->
                            place.expression().value(values).map(words).orElse("");
                    });
            if (filled.length() > LONGEST_RESULT) {
                return filled.substring(0, filled.offsetByCodePoints(0, filled.codePointCount(0, LONGEST_RESULT) - 1));
            }
        }
        return filled.toString();
    }

    /** What its one place stands for, as it is; empty when that is undecided, or when it is more than one place. */
    public Optional<Object> value(Map<String, ?> values) {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Place place
                ? place.expression().value(values)
                : Optional.empty();
    }
}
