package io.maru.field;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A field to stand on a form; see {@link FormField}. Empty wording means the field's own. */
public record NewFormField(
        long fieldId,
        boolean required,
        @Nullable LocalizedText label,
        @Nullable LocalizedText help,
        @Nullable JsonNode defaultValue,
        Conditions conditions,
        @Nullable JsonNode preset) {

    /** One that depends on nothing. */
    public NewFormField(
            long fieldId,
            boolean required,
            @Nullable LocalizedText label,
            @Nullable LocalizedText help,
            @Nullable JsonNode defaultValue) {
        this(fieldId, required, label, help, defaultValue, Conditions.NONE, null);
    }
}
