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
 * @param preset for a field that is kept from the person: what is written in their place
 */
public record FormField(
        FieldDefinition field,
        boolean required,
        LocalizedText label,
        LocalizedText help,
        @Nullable JsonNode defaultValue,
        Conditions conditions,
        @Nullable JsonNode preset) {

    /** One that depends on nothing. */
    public FormField(
            FieldDefinition field,
            boolean required,
            LocalizedText label,
            LocalizedText help,
            @Nullable JsonNode defaultValue) {
        this(field, required, label, help, defaultValue, Conditions.NONE, null);
    }

    /** Whether the person who fills in the form knows nothing of it. */
    public boolean hidden() {
        return preset != null;
    }

    FormField optional() {
        return new FormField(field, false, label, help, defaultValue, conditions, preset);
    }
}
