package io.maru.workflow.web;

import io.maru.desk.TicketType;
import io.maru.platform.Language;
import io.maru.workflow.Position;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How work flows, to be read, in one language.
 *
 * @param deskKey the desk whose administrators shape it
 * @param shared whether other desks may follow it too
 * @param ticketTypes the kinds of work that follow it on the desk that asks
 */
public record WorkflowResource(
        long id,
        String deskKey,
        boolean shared,
        String name,
        int version,
        Set<TicketType> ticketTypes,
        String initial,
        List<StatusResource> statuses,
        List<TransitionResource> transitions) {

    /**
     * @param position null where nobody gave it a place in the diagram
     * @param approval whether somebody decides while a ticket is in it
     */
    public record StatusResource(
            String key,
            String name,
            String customerName,
            StatusCategory category,
            @Nullable Position position,
            boolean approval) {}

    /**
     * @param from keys of statuses; empty for any
     * @param conditions null, as the other rules, for those who do not configure the desk
     */
    public record TransitionResource(
            String key,
            String name,
            List<String> from,
            String to,
            boolean customer,
            boolean onCustomerComment,
            List<ScreenField> screen,
            Transition.Style style,
            @Nullable List<Rule> conditions,
            @Nullable List<Rule> validators,
            @Nullable List<Rule> postFunctions,
            @Nullable String shortcut) {}

    /** @param withRules whether the reader shapes it */
    public static WorkflowResource of(
            Workflow workflow, String deskKey, Set<TicketType> ticketTypes, Language language, boolean withRules) {
        return new WorkflowResource(
                workflow.id(),
                deskKey,
                workflow.shared(),
                workflow.name().in(language),
                workflow.version(),
                ticketTypes,
                workflow.initial(),
                workflow.statuses().stream()
                        .map(status -> new StatusResource(
                                status.key(),
                                status.name().in(language),
                                status.customerName().in(language),
                                status.category(),
                                workflow.positions().get(status.key()),
                                workflow.approval(status).isPresent()))
                        .toList(),
                workflow.transitions().stream()
                        .map(transition -> new TransitionResource(
                                transition.key(),
                                transition.name().in(language),
                                transition.from(),
                                transition.to(),
                                transition.customer(),
                                transition.onCustomerComment(),
                                transition.screen(),
                                transition.style(),
                                withRules ? transition.conditions() : null,
                                withRules ? transition.validators() : null,
                                withRules ? transition.postFunctions() : null,
                                transition.shortcut()))
                        .toList());
    }
}
