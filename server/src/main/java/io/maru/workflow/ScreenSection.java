package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.maru.field.Conditions;
import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Where questions of a transition's screen begin to stand together: with the field that has it, up to the next that has
 * one.
 *
 * @param title empty for a section that has none
 * @param columns 1 or 2, where there is room for two
 * @param visibleWhen an expression: the section is asked for only then
 * @param requiredWhen an expression: all of it must be answered then
 * @param readOnlyWhen an expression: all of it is only shown then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenSection(
        LocalizedText title,
        LocalizedText help,
        int columns,
        @Nullable String visibleWhen,
        @Nullable String requiredWhen,
        @Nullable String readOnlyWhen) {

    // Also reads hand-written documents, in which what is empty is left out.
    public ScreenSection(
            @Nullable LocalizedText title,
            @Nullable LocalizedText help,
            int columns,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen) {
        Conditions conditions = new Conditions(visibleWhen, requiredWhen, readOnlyWhen);
        this.title = title == null ? LocalizedText.EMPTY : title;
        this.help = help == null ? LocalizedText.EMPTY : help;
        this.columns = columns == 0 ? 1 : columns;
        this.visibleWhen = conditions.visibleWhen();
        this.requiredWhen = conditions.requiredWhen();
        this.readOnlyWhen = conditions.readOnlyWhen();
    }

    @JsonIgnore
    public Conditions conditions() {
        return new Conditions(visibleWhen, requiredWhen, readOnlyWhen);
    }
}
