package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.maru.field.Conditions;
import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something a transition asks for.
 *
 * @param field {@code resolution}, {@code assignee} or the key of a field
 * @param required must be answered
 * @param label in place of what the field is called; empty for that
 * @param help as {@code label}
 * @param visibleWhen an expression: asked for only then
 * @param requiredWhen an expression: must be answered then, too
 * @param readOnlyWhen an expression: only shown then
 * @param defaultValue what the screen shows where the ticket holds nothing
 * @param preset is written, and the person who takes the transition is not asked
 * @param section begins with this field; null for one that goes on with the section before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenField(
        String field,
        boolean required,
        LocalizedText label,
        LocalizedText help,
        @Nullable String visibleWhen,
        @Nullable String requiredWhen,
        @Nullable String readOnlyWhen,
        @Nullable JsonNode defaultValue,
        @Nullable JsonNode preset,
        @Nullable ScreenSection section) {

    // Also reads older and hand-written documents, in which what is empty is left out.
    public ScreenField(
            String field,
            boolean required,
            @Nullable LocalizedText label,
            @Nullable LocalizedText help,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen,
            @Nullable JsonNode defaultValue,
            @Nullable JsonNode preset,
            @Nullable ScreenSection section) {
        Conditions conditions = new Conditions(visibleWhen, requiredWhen, readOnlyWhen);
        this.field = field;
        this.required = required;
        this.label = label == null ? LocalizedText.EMPTY : label;
        this.help = help == null ? LocalizedText.EMPTY : help;
        this.visibleWhen = conditions.visibleWhen();
        this.requiredWhen = conditions.requiredWhen();
        this.readOnlyWhen = conditions.readOnlyWhen();
        this.defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
        this.preset = preset == null || preset.isNull() ? null : preset;
        this.section = section;
    }

    /** In the field's own words and depending on nothing. */
    public ScreenField(String field, boolean required) {
        this(field, required, null, null, null, null, null, null, null, null);
    }

    @JsonIgnore
    public Conditions conditions() {
        return new Conditions(visibleWhen, requiredWhen, readOnlyWhen);
    }

    /** Whether it is part of every ticket and no field of the desk. */
    public boolean ticketsOwn() {
        return field.equals("resolution") || field.equals("assignee");
    }

    /** Whether whoever takes the transition has to answer it. */
    boolean mustBeAnswered() {
        return required && preset == null;
    }
}
