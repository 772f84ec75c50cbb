package io.maru.ticket;

import io.maru.field.Conditions;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.workflow.ScreenField;
import io.maru.workflow.ScreenSection;
import io.maru.workflow.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a transition asks of a ticket, as a form. What it does not ask for, its conditions can name all the same: the
 * ticket's answers.
 */
record TransitionScreen(List<FormSection> sections, List<FieldDefinition> beside, Map<String, JsonNode> known) {

    /** Of most transitions. */
    static final TransitionScreen NONE = new TransitionScreen(List.of(), List.of(), Map.of());

    private static final long NOT_A_FIELD = 0;

    /**
     * @param questions of the ticket, in the words of its form
     * @param fields of its desk
     */
    static TransitionScreen of(
            Transition transition, List<FormField> questions, List<FieldDefinition> fields, TicketDraft draft) {
        Map<String, FormField> worded = questions.stream()
                .collect(Collectors.toMap(question -> question.field().key(), Function.identity()));
        Map<String, FieldDefinition> definitions =
                fields.stream().collect(Collectors.toMap(FieldDefinition::key, Function.identity()));
        Map<String, JsonNode> known = draft.answers(fields);
        List<FormSection> sections = new ArrayList<>();
        FormSection section = FormSection.of(List.of());
        List<FormField> asked = new ArrayList<>();
        for (ScreenField field : transition.screen()) {
            ScreenSection begun = field.section();
            if (begun != null) {
                sections.add(section.with(asked));
                section = new FormSection(begun.title(), begun.help(), begun.columns(), begun.conditions(), List.of());
                asked.clear();
            }
            FieldDefinition definition = field.ticketsOwn() ? own(field.field()) : definitions.get(field.field());
            if (definition != null) {
                FormField question = worded.get(field.field());
                asked.add(new FormField(
                        definition,
                        field.required(),
                        field.label().or(question == null ? definition.name() : question.label()),
                        field.help().or(question == null ? definition.help() : question.help()),
                        known.getOrDefault(definition.key(), field.defaultValue()),
                        field.conditions(),
                        field.preset()));
            }
        }
        sections.add(section.with(asked));
        sections.removeIf(each -> each.fields().isEmpty());
        return new TransitionScreen(sections, fields, known);
    }

    /** The resolution and the assignee are asked for like fields, and are none. */
    private static FieldDefinition own(String key) {
        return new FieldDefinition(
                NOT_A_FIELD,
                null,
                key,
                FieldType.SHORT_TEXT,
                LocalizedText.EMPTY,
                LocalizedText.EMPTY,
                FieldSettings.NONE,
                List.of(),
                true,
                1);
    }

    static boolean isTicketsOwn(FormField question) {
        return question.field().id() == NOT_A_FIELD;
    }

    boolean conditional() {
        return sections.stream()
                .anyMatch(section -> !section.conditions().equals(Conditions.NONE)
                        || section.fields().stream()
                                .anyMatch(field -> !field.conditions().equals(Conditions.NONE)));
    }

    /** How it stands before anything is entered: with what the ticket holds, and what it shows where that is nothing. */
    FormAnswers.FormState beginning(CurrentPerson current, FormAnswers formAnswers) {
        Map<String, JsonNode> shown = new HashMap<>(known);
        fields().forEach(question -> {
            JsonNode value = question.hidden() ? question.preset() : question.defaultValue();
            if (value != null) {
                shown.put(question.field().key(), value);
            }
        });
        return formAnswers.standing(sections, beside, shown, current);
    }

    FormAnswers.FormState state(CurrentPerson current, FormAnswers formAnswers, Map<String, JsonNode> given) {
        return formAnswers.state(sections, beside, known, asTexts(given), current);
    }

    /**
     * Tells what must be answered and is not, and what was answered and is not asked for.
     *
     * @return what the transition is to write: what was given, and what is preset
     */
    Map<String, JsonNode> accept(
            CurrentPerson current, FormAnswers formAnswers, Map<String, JsonNode> given, List<Violation> violations) {
        Map<String, JsonNode> kept =
                formAnswers.accept(sections, beside, known, asTexts(given), "/fields", violations, current);
        Map<String, JsonNode> values = new HashMap<>(given);
        fields().filter(FormField::hidden)
                .map(question -> question.field().key())
                .forEach(key -> {
                    values.remove(key);
                    if (kept.containsKey(key)) {
                        values.put(key, kept.get(key));
                    }
                });
        return values;
    }

    private Stream<FormField> fields() {
        return sections.stream().flatMap(section -> section.fields().stream());
    }

    private Map<String, JsonNode> asTexts(Map<String, JsonNode> given) {
        Map<String, JsonNode> texts = new HashMap<>(given);
        fields().filter(TransitionScreen::isTicketsOwn)
                .map(question -> question.field().key())
                .forEach(key -> texts.computeIfPresent(
                        key, (name, value) -> value.isNumber() ? TicketDraft.json(value.asString()) : value));
        return texts;
    }
}
