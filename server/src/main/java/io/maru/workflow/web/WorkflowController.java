package io.maru.workflow.web;

import io.maru.desk.Desks;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The workflows that a desk's work can follow, and which it does. */
@RestController
class WorkflowController {

    /** @param shared whether other desks may follow it too */
    record Sharing(boolean shared) {}

    private final Workflows workflows;
    private final Desks desks;

    WorkflowController(Workflows workflows, Desks desks) {
        this.workflows = workflows;
        this.desks = desks;
    }

    /** The desk's own and those that others share. */
    @GetMapping("/api/desks/{deskKey}/workflows")
    List<WorkflowResource> listWorkflows(CurrentPerson me, @PathVariable String deskKey) {
        return workflows.ofDesk(me, deskKey).stream()
                .map(workflow -> resource(me, deskKey, workflow))
                .toList();
    }

    /** Which workflow each kind of work follows from now on; null for one that the desk does not do any more. */
    @PutMapping("/api/desks/{deskKey}/workflow-assignments")
    Map<TicketType, Long> assignWorkflows(
            CurrentPerson me, @PathVariable String deskKey, @RequestBody Map<TicketType, @Nullable Long> assignments) {
        return workflows.assign(me, deskKey, assignments);
    }

    @PutMapping("/api/desks/{deskKey}/workflows/{id}/sharing")
    WorkflowResource shareWorkflow(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id, @RequestBody Sharing sharing) {
        return resource(me, deskKey, workflows.share(me, deskKey, id, sharing.shared()));
    }

    private WorkflowResource resource(CurrentPerson me, String deskKey, Workflow workflow) {
        long deskId = desks.visible(me, deskKey).id();
        return WorkflowResource.of(
                workflow,
                desks.require(workflow.deskId()).key(),
                workflows.ticketTypes(deskId, workflow),
                me.language(),
                me.mayOnDesk(Permission.DESK_CONFIGURE, workflow.deskId()));
    }
}
