package io.maru.workflow;

import io.maru.field.Conditions;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.FormConditions;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Judges the conditions on the screens of transitions when a workflow is published. */
@Component
class ScreenConditions {

    private static final int LABEL_LENGTH = 200;
    private static final int HELP_LENGTH = 2_000;

    private final FormConditions conditions;

    ScreenConditions(FormConditions conditions) {
        this.conditions = conditions;
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
                parts.add(new FormConditions.Part(
                        at, List.of(asked.field()), new Conditions(asked.visibleWhen(), asked.requiredWhen(), null)));
            }
            conditions.check(nameable, parts, violations);
        }
        return violations;
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
