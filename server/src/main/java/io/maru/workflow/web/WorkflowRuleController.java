package io.maru.workflow.web;

import io.maru.field.FieldType;
import io.maru.people.CurrentPerson;
import io.maru.workflow.RuleParameter;
import io.maru.workflow.RuleType;
import io.maru.workflow.RuleTypes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What rules a transition can have, for those who design workflows, in the caller's language. */
@RestController
class WorkflowRuleController {

    record RuleChoiceResource(String key, String name) {}

    /**
     * @param many whether it is a list
     * @param choices empty unless the type is {@code choice}
     * @param fieldTypes what the named field must hold; empty for anything
     */
    record RuleParameterResource(
            String name,
            String label,
            RuleParameter.Type type,
            boolean required,
            boolean many,
            List<RuleChoiceResource> choices,
            Set<FieldType> fieldTypes) {}

    record RuleTypeResource(
            String key, RuleType.Kind kind, String name, String help, List<RuleParameterResource> parameters) {}

    private final RuleTypes types;
    private final MessageSource messages;

    WorkflowRuleController(RuleTypes types, MessageSource messages) {
        this.types = types;
        this.messages = messages;
    }

    @GetMapping("/api/workflow-rules")
    List<RuleTypeResource> listWorkflowRules(CurrentPerson me) {
        return types.all(me).stream()
                .map(type -> resource(type, me.language().locale()))
                .toList();
    }

    private RuleTypeResource resource(RuleType type, Locale locale) {
        String message = "rule." + type.kind().key() + "." + type.key();
        return new RuleTypeResource(
                type.key(),
                type.kind(),
                text(message + ".name", locale),
                text(message + ".help", locale),
                type.parameters().stream()
                        .map(parameter -> new RuleParameterResource(
                                parameter.name(),
                                text("rule.parameter." + parameter.name(), locale),
                                parameter.type(),
                                parameter.required(),
                                parameter.many(),
                                parameter.choices().stream()
                                        .map(choice -> new RuleChoiceResource(
                                                choice, text("rule.choice." + parameter.name() + "." + choice, locale)))
                                        .toList(),
                                parameter.fieldTypes()))
                        .toList());
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
