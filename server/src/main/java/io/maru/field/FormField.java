package io.maru.field;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field on a form.
 *
 * @param label the form's own wording where it has one, else the field's name
 * @param help as {@code label}
 * @param defaultValue what the form shows before anything is entered; written as an answer would be
 */
public record FormField(
        FieldDefinition field,
        boolean required,
        LocalizedText label,
        LocalizedText help,
        @Nullable JsonNode defaultValue) {}
