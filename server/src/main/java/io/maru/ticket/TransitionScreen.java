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
import io.maru.workflow.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a transition asks of a ticket, as a form of one section. What it does not ask for, its conditions can name all the
 * same: the ticket's answers.
 */
record TransitionScreen(List<FormField> fields, List<FieldDefinition> beside, Map<String, JsonNode> known) {

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
        List<FormField> asked = new ArrayList<>();
        for (ScreenField field : transition.screen()) {
            FieldDefinition definition = field.ticketsOwn() ? own(field.field()) : definitions.get(field.field());
            if (definition != null) {
                FormField question = worded.get(field.field());
                asked.add(new FormField(
                        definition,
                        field.required(),
                        field.label().or(question == null ? definition.name() : question.label()),
                        field.help().or(question == null ? definition.help() : question.help()),
                        field.defaultValue(),
                        new Conditions(field.visibleWhen(), field.requiredWhen(), null),
                        null));
            }
        }
        return new TransitionScreen(asked, fields, draft.answers(fields));
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
        return fields.stream().anyMatch(field -> !field.conditions().equals(Conditions.NONE));
    }

    FormAnswers.FormState state(CurrentPerson current, FormAnswers formAnswers, Map<String, JsonNode> given) {
        return formAnswers.state(sections(), beside, known, asTexts(given), current);
    }

    /** Tells what must be answered and is not, and what was answered and is not asked for. */
    void check(
            CurrentPerson current, FormAnswers formAnswers, Map<String, JsonNode> given, List<Violation> violations) {
        formAnswers.accept(sections(), beside, known, asTexts(given), "/fields", violations, current);
    }

    private List<FormSection> sections() {
        return List.of(FormSection.of(fields));
    }

    private Map<String, JsonNode> asTexts(Map<String, JsonNode> given) {
        Map<String, JsonNode> texts = new HashMap<>(given);
        fields.stream()
                .filter(TransitionScreen::isTicketsOwn)
                .map(question -> question.field().key())
                .forEach(key -> texts.computeIfPresent(
                        key, (name, value) -> value.isNumber() ? TicketDraft.json(value.asString()) : value));
        return texts;
    }
}
