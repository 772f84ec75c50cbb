package io.maru.field;

import java.util.List;

/** The questions of a request type, section by section. */
public record Form(long id, List<FormSection> sections) {

    public Form {
        sections = List.copyOf(sections);
    }

    /** All of its fields, in order. */
    public List<FormField> fields() {
        return sections.stream().flatMap(section -> section.fields().stream()).toList();
    }

    /** Whether what it asks depends on what is answered. */
    public boolean conditional() {
        return sections.stream()
                .anyMatch(section -> !section.conditions().equals(Conditions.NONE)
                        || section.fields().stream()
                                .anyMatch(field -> !field.conditions().equals(Conditions.NONE)
                                        || field.field().type() == FieldType.COMPUTED));
    }
}
