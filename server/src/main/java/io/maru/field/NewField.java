package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field to be made; see {@link FieldDefinition}. */
public record NewField(
        @Nullable String key,
        @Nullable FieldType type,
        @Nullable LocalizedText name,
        @Nullable LocalizedText help,
        @Nullable FieldSettings settings,
        @Nullable List<@Nullable FieldOption> options) {}
