package io.maru.workflow.web;

import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Language;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How work flows on a desk, to be read, in the caller's language. */
@RestController
class WorkflowController {

    record StatusResource(String key, String name, String customerName, StatusCategory category) {}

    /**
     * @param from keys of statuses; empty for any
     * @param conditions null, as the other rules, for those who do not configure the desk
     */
    record TransitionResource(
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
            @Nullable List<Rule> postFunctions) {}

    record WorkflowResource(
            long id,
            String name,
            int version,
            Set<TicketType> ticketTypes,
            String initial,
            List<StatusResource> statuses,
            List<TransitionResource> transitions) {}

    private final Workflows workflows;

    WorkflowController(Workflows workflows) {
        this.workflows = workflows;
    }

    @GetMapping("/api/desks/{deskKey}/workflows")
    List<WorkflowResource> listWorkflows(CurrentPerson me, @PathVariable String deskKey) {
        return workflows.ofDesk(me, deskKey).stream()
                .map(workflow ->
                        resource(workflow, me.language(), me.mayOnDesk(Permission.DESK_CONFIGURE, workflow.deskId())))
                .toList();
    }

    private WorkflowResource resource(Workflow workflow, Language language, boolean withRules) {
        return new WorkflowResource(
                workflow.id(),
                workflow.name().in(language),
                workflow.version(),
                workflows.ticketTypes(workflow),
                workflow.initial(),
                workflow.statuses().stream()
                        .map(status -> new StatusResource(
                                status.key(),
                                status.name().in(language),
                                status.customerName().in(language),
                                status.category()))
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
                                withRules ? transition.postFunctions() : null))
                        .toList());
    }
}
