package io.maru.template;

import io.maru.people.CurrentPerson;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.workflow.Workflow;
import io.maru.workflow.WorkflowDefinition;
import io.maru.workflow.WorkflowDrafts;
import io.maru.workflow.Workflows;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a further workflow of a desk can begin with. */
@Service
public class WorkflowTemplates {

    /** The workflows that every new desk begins with, each with the kinds of work that follow it. */
    static final List<WorkflowFile.TemplateWorkflow> OF_EVERY_DESK =
            TemplateFiles.workflows("workflows").workflows();

    /** The first of them is the plainest there can be. */
    private static final List<WorkflowFile.TemplateWorkflow> FURTHER =
            TemplateFiles.workflows("further-workflows").workflows();

    private final Workflows workflows;
    private final WorkflowDrafts drafts;
    private final Idempotency idempotency;

    WorkflowTemplates(Workflows workflows, WorkflowDrafts drafts, Idempotency idempotency) {
        this.workflows = workflows;
        this.drafts = drafts;
        this.idempotency = idempotency;
    }

    public record Template(String key, LocalizedText name, LocalizedText description) {}

    public List<Template> all() {
        return templates()
                .map(template -> new Template(
                        template.key(),
                        template.name(),
                        template.description() == null ? LocalizedText.EMPTY : template.description()))
                .toList();
    }

    /** A workflow of any desk whose workflows this person may read as a whole. */
    public record Source(String deskKey, long workflowId) {}

    /**
     * @param name null for the template's or the copied workflow's
     * @param template key of a template; without it and without {@code copyOf} the plainest
     */
    public record WantedWorkflow(
            @Nullable LocalizedText name,
            @Nullable String template,
            @Nullable Source copyOf) {}

    /**
     * Makes a further workflow, which nothing follows yet. A copy that names what its new desk does not have becomes a draft
     * to be mended.
     */
    @Transactional
    public Workflow create(CurrentPerson me, String deskKey, WantedWorkflow wanted, @Nullable String idempotencyKey) {
        String id = idempotency.once(
                me.id(),
                idempotencyKey,
                "workflow.create",
                Map.of("desk", deskKey, "workflow", wanted),
                () -> Long.toString(make(me, deskKey, wanted).id()));
        return workflows.workflow(Long.parseLong(id));
    }

    private Workflow make(CurrentPerson me, String deskKey, WantedWorkflow wanted) {
        WorkflowDefinition beginning = wanted.copyOf() == null
                ? template(wanted.template())
                : drafts.published(
                        me, wanted.copyOf().deskKey(), wanted.copyOf().workflowId());
        LocalizedText name = wanted.name() == null || wanted.name().isEmpty() ? beginning.name() : wanted.name();
        return drafts.begin(
                me,
                deskKey,
                new WorkflowDefinition(name, beginning.initial(), beginning.statuses(), beginning.transitions()),
                FURTHER.getFirst().definition());
    }

    private static WorkflowDefinition template(@Nullable String key) {
        if (key == null) {
            return FURTHER.getFirst().definition();
        }
        return templates()
                .filter(template -> template.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Invalid.at("/template", "template_unknown"))
                .definition();
    }

    private static Stream<WorkflowFile.TemplateWorkflow> templates() {
        return Stream.concat(FURTHER.stream(), OF_EVERY_DESK.stream());
    }
}
