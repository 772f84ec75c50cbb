package io.maru.workflow;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.field.FormConditions;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Judges what the screens of transitions say of their fields, and on what that depends, when a workflow is published. */
@Component
class ScreenConditions {

    private static final int LABEL_LENGTH = 200;
    private static final int HELP_LENGTH = 2_000;

    private final FormConditions conditions;
    private final FieldValues fieldValues;

    ScreenConditions(FormConditions conditions, FieldValues fieldValues) {
        this.conditions = conditions;
        this.fieldValues = fieldValues;
    }

    /** @param fields of the desk, which conditions can name beside the ticket's own resolution and assignee */
    List<Violation> violations(List<Transition> transitions, List<FieldDefinition> fields) {
        List<FieldDefinition> nameable = new ArrayList<>(List.of(own("resolution"), own("assignee")));
        Set<String> disabled = fields.stream()
                .filter(field -> !field.active())
                .map(FieldDefinition::key)
                .collect(Collectors.toSet());
        fields.stream()
                .filter(field ->
                        nameable.stream().noneMatch(known -> known.key().equals(field.key())))
                .toList()
                .forEach(nameable::add);
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < transitions.size(); i++) {
            List<FormConditions.Part> parts = new ArrayList<>();
            for (int j = 0; j < transitions.get(i).screen().size(); j++) {
                ScreenField asked = transitions.get(i).screen().get(j);
                String at = "/transitions/" + i + "/screen/" + j;
                if (disabled.contains(asked.field())) {
                    violations.add(Violation.of(at + "/field", "field_disabled"));
                }
                LocalizedText.text(asked.label(), LABEL_LENGTH, at + "/label", violations);
                LocalizedText.text(asked.help(), HELP_LENGTH, at + "/help", violations);
                parts.add(new FormConditions.Part(at, List.of(asked.field()), asked.conditions()));
                checkValue(asked, asked.defaultValue(), fields, at + "/defaultValue", violations);
                checkValue(asked, asked.preset(), fields, at + "/preset", violations);
                ScreenSection section = asked.section();
                if (section != null) {
                    checkWording(section, at + "/section", violations);
                    parts.add(new FormConditions.Part(
                            at + "/section", fieldsOfSection(transitions.get(i).screen(), j), section.conditions()));
                }
            }
            conditions.check(nameable, parts, violations);
        }
        return violations;
    }

    private static List<String> fieldsOfSection(List<ScreenField> screen, int first) {
        int end = first + 1;
        while (end < screen.size() && screen.get(end).section() == null) {
            end++;
        }
        return screen.subList(first, end).stream().map(ScreenField::field).toList();
    }

    private static void checkWording(ScreenSection section, String at, List<Violation> violations) {
        LocalizedText.text(section.title(), LABEL_LENGTH, at + "/title", violations);
        LocalizedText.text(section.help(), HELP_LENGTH, at + "/help", violations);
        if (section.columns() < 1 || section.columns() > 2) {
            violations.add(Violation.of(at + "/columns", "out_of_bounds", 1, 2));
        }
    }

    /** What the screen answers by itself has to be an answer. */
    private void checkValue(
            ScreenField asked,
            @Nullable JsonNode value,
            List<FieldDefinition> fields,
            String pointer,
            List<Violation> violations) {
        if (value == null || asked.ticketsOwn()) {
            return;
        }
        fields.stream()
                .filter(field -> field.key().equals(asked.field()))
                .findFirst()
                .ifPresent(field -> fieldValues.accept(field, value, pointer, violations, Language.EN, ZoneOffset.UTC));
    }

    private static FieldDefinition own(String key) {
        return new FieldDefinition(
                0,
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
}
