package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a field; null leaves it as it is.
 *
 * @param options all of them in their new order; one that is left out can no longer be chosen
 * @param active whether it can be put on forms
 * @param indexed whether its answers are to be found quickly; said again after a failure, it is tried again
 */
public record FieldChange(
        @Nullable LocalizedText name,
        @Nullable LocalizedText help,
        @Nullable FieldSettings settings,
        @Nullable List<@Nullable FieldOption> options,
        @Nullable Boolean active,
        @Nullable Boolean indexed) {}
