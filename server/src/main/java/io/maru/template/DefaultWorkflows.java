package io.maru.template;

import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import io.maru.workflow.NewWorkflow;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.Transition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workflows that every new desk begins with, as their file says them. */
record DefaultWorkflows(List<TemplateWorkflow> workflows) {

    record TemplateWorkflow(
            LocalizedText name,
            Set<TicketType> ticketTypes,
            String initial,
            List<NewWorkflow.NewStatus> statuses,
            List<TemplateTransition> transitions) {

        NewWorkflow workflow() {
            return new NewWorkflow(
                    name,
                    initial,
                    statuses,
                    transitions.stream().map(TemplateTransition::transition).toList(),
                    ticketTypes);
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
            @Nullable List<Rule> postFunctions) {

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
                    postFunctions);
        }
    }
}
