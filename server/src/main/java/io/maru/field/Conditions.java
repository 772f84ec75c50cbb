package io.maru.field;

import org.jspecify.annotations.Nullable;

/**
 * On what a part of a form depends: expressions over the other answers, and null where it depends on nothing.
 *
 * @param visibleWhen it is there at all; what is not there has no answer
 * @param requiredWhen it must be answered
 * @param readOnlyWhen its answer is shown and stays as it is
 */
public record Conditions(
        @Nullable String visibleWhen,
        @Nullable String requiredWhen,
        @Nullable String readOnlyWhen) {

    public static final Conditions NONE = new Conditions(null, null, null);

    public Conditions {
        visibleWhen = blankToNull(visibleWhen);
        requiredWhen = blankToNull(requiredWhen);
        readOnlyWhen = blankToNull(readOnlyWhen);
    }

    private static @Nullable String blankToNull(@Nullable String expression) {
        return expression == null || expression.isBlank() ? null : expression.strip();
    }
}
