package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.List;

/**
 * Questions that stand together.
 *
 * @param title empty for a section that has none
 * @param columns 1 or 2, where there is room for two
 * @param conditions hold for each of its fields
 */
public record FormSection(
        LocalizedText title, LocalizedText help, int columns, Conditions conditions, List<FormField> fields) {

    public FormSection {
        fields = List.copyOf(fields);
    }

    /** The same with these fields in place of its own. */
    public FormSection with(List<FormField> others) {
        return new FormSection(title, help, columns, conditions, others);
    }

    /** Fields that depend on nothing together. */
    public static FormSection of(List<FormField> fields) {
        return new FormSection(LocalizedText.EMPTY, LocalizedText.EMPTY, 1, Conditions.NONE, fields);
    }
}
