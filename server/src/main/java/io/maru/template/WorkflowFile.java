package io.maru.template;

import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import io.maru.workflow.NewWorkflow;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.Transition;
import io.maru.workflow.WorkflowDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workflows as a template file says them. */
record WorkflowFile(List<TemplateWorkflow> workflows) {

    /**
     * @param key names the template
     * @param ticketTypes the kinds of work that follow it on a new desk; none when an administrator chooses it
     */
    record TemplateWorkflow(
            String key,
            LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable Set<TicketType> ticketTypes,
            String initial,
            List<NewWorkflow.NewStatus> statuses,
            List<TemplateTransition> transitions) {

        NewWorkflow workflow() {
            return new NewWorkflow(
                    name,
                    initial,
                    statuses,
                    transitions.stream().map(TemplateTransition::transition).toList(),
                    Objects.requireNonNullElse(ticketTypes, Set.of()));
        }

        WorkflowDefinition definition() {
            NewWorkflow workflow = workflow();
            return new WorkflowDefinition(
                    workflow.name(), workflow.initial(), workflow.statuses(), workflow.transitions());
        }
    }

    record TemplateTransition(
            String key,
            LocalizedText name,
            List<String> from,
            String to,
            @Nullable Boolean customer,
            @Nullable Boolean onCustomerComment,
            @Nullable List<ScreenField> screen,
            @Nullable Map<String, String> set,
            Transition.@Nullable Style style,
            @Nullable List<Rule> conditions,
            @Nullable List<Rule> validators,
            @Nullable List<Rule> postFunctions,
            @Nullable String shortcut) {

        Transition transition() {
            return new Transition(
                    key,
                    name,
                    from,
                    to,
                    Objects.requireNonNullElse(customer, false),
                    Objects.requireNonNullElse(onCustomerComment, false),
                    screen,
                    set,
                    style,
                    conditions,
                    validators,
                    postFunctions,
                    shortcut);
        }
    }
}
