package io.maru.desk;

import io.maru.field.Conditions;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldOption;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.Form;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.field.NewField;
import io.maru.field.NewForm;
import io.maru.field.NewFormField;
import io.maru.platform.ConfigurationText;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A form as text, with the fields it is made of; it names no desk, so that another one can read it. */
record FormText(List<Section> sections, @Nullable List<Field> fields) {

    private static final String KIND = "form";
    private static final int FORMAT = 1;

    record Section(
            @Nullable LocalizedText title,
            @Nullable LocalizedText help,
            @Nullable Integer columns,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen,
            List<Question> fields) {}

    /** @param field key */
    record Question(
            String field,
            @Nullable Boolean required,
            @Nullable LocalizedText label,
            @Nullable LocalizedText help,
            @Nullable JsonNode defaultValue,
            @Nullable JsonNode preset,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen) {}

    record Field(
            String key,
            FieldType type,
            LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<FieldOption> options) {}

    static String write(Form form) {
        List<Section> sections = form.sections().stream().map(FormText::section).toList();
        List<Field> fields = form.fields().stream()
                .map(FormField::field)
                .filter(field -> !field.system())
                .map(field -> new Field(
                        field.key(), field.type(), field.name(), field.help(), field.settings(), field.options()))
                .toList();
        return ConfigurationText.write(KIND, FORMAT, new FormText(sections, fields));
    }

    private static Section section(FormSection section) {
        return new Section(
                section.title(),
                section.help(),
                section.columns(),
                section.conditions().visibleWhen(),
                section.conditions().requiredWhen(),
                section.conditions().readOnlyWhen(),
                section.fields().stream().map(FormText::question).toList());
    }

    private static Question question(FormField asked) {
        FieldDefinition field = asked.field();
        return new Question(
                field.key(),
                asked.required(),
                asked.label().without(field.name()),
                asked.help().without(field.help()),
                asked.defaultValue(),
                asked.preset(),
                asked.conditions().visibleWhen(),
                asked.conditions().requiredWhen(),
                asked.conditions().readOnlyWhen());
    }

    static FormText read(String text) {
        return ConfigurationText.read(text, KIND, FORMAT, FormText.class, "/text");
    }

    /**
     * The fields that a desk lacks.
     *
     * @param known of the desk, by key
     * @throws Invalid when a field of the desk is of another kind
     */
    List<NewField> missing(Map<String, FieldDefinition> known) {
        List<Violation> violations = new ArrayList<>();
        List<NewField> missing = new ArrayList<>();
        for (Field field : Objects.requireNonNullElse(fields, List.<Field>of())) {
            FieldDefinition existing = known.get(field.key());
            if (existing == null) {
                List<FieldOption> options = Objects.requireNonNullElse(field.options(), List.of());
                missing.add(new NewField(
                        field.key(),
                        field.type(),
                        field.name(),
                        field.help(),
                        field.settings(),
                        new ArrayList<>(options)));
            } else if (existing.type() != field.type()) {
                violations.add(Violation.of("/text", "field_of_another_type", field.key()));
            }
        }
        Invalid.throwIfAny(violations);
        return missing;
    }

    /** @throws Invalid when it asks for a field that is neither the desk's nor described in the text */
    NewForm form(Map<String, FieldDefinition> known) {
        List<Violation> violations = new ArrayList<>();
        List<NewForm.@Nullable Section> made = new ArrayList<>();
        for (Section section : sections) {
            List<@Nullable NewFormField> asked = new ArrayList<>();
            for (Question question : section.fields()) {
                FieldDefinition field = known.get(question.field());
                if (field == null) {
                    violations.add(Violation.of("/text", "field_not_described", question.field()));
                    continue;
                }
                asked.add(new NewFormField(
                        field.id(),
                        Objects.requireNonNullElse(question.required(), false),
                        question.label(),
                        question.help(),
                        question.defaultValue(),
                        new Conditions(question.visibleWhen(), question.requiredWhen(), question.readOnlyWhen()),
                        question.preset()));
            }
            made.add(new NewForm.Section(
                    section.title(),
                    section.help(),
                    Objects.requireNonNullElse(section.columns(), 1),
                    new Conditions(section.visibleWhen(), section.requiredWhen(), section.readOnlyWhen()),
                    asked));
        }
        Invalid.throwIfAny(violations);
        return new NewForm(made, false);
    }
}
