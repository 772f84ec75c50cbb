package io.maru.template.web;

import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.template.WorkflowTemplates;
import io.maru.workflow.Workflow;
import io.maru.workflow.web.WorkflowResource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workflows are made from templates and from each other. */
@RestController
class WorkflowTemplateController {

    record WorkflowTemplateSummary(String key, String name, String description) {}

    private final WorkflowTemplates templates;
    private final Desks desks;

    WorkflowTemplateController(WorkflowTemplates templates, Desks desks) {
        this.templates = templates;
        this.desks = desks;
    }

    @GetMapping("/api/workflow-templates")
    List<WorkflowTemplateSummary> listWorkflowTemplates(CurrentPerson me) {
        return templates.all().stream()
                .map(template -> new WorkflowTemplateSummary(
                        template.key(),
                        template.name().in(me.language()),
                        template.description().in(me.language())))
                .toList();
    }

    @PostMapping("/api/desks/{deskKey}/workflows")
    @ResponseStatus(HttpStatus.CREATED)
    WorkflowResource createWorkflow(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody WorkflowTemplates.WantedWorkflow wanted) {
        Workflow workflow = templates.create(me, deskKey, wanted, idempotencyKey);
        return WorkflowResource.of(workflow, desks.require(workflow.deskId()).key(), Set.of(), me.language(), true);
    }
}
