package io.maru.workflow.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.WorkflowDefinition;
import io.maru.workflow.WorkflowDraft;
import io.maru.workflow.WorkflowDrafts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A desk's workflows for those who shape them, with all texts in both languages. */
@RestController
@RequestMapping("/api/desks/{deskKey}/workflows/{id}")
class WorkflowDraftController {

    /** @param pointer into the definition */
    record Problem(String pointer, String code, String message) {}

    /** @param tickets how many are in it now */
    record VanishingStatus(String key, String name, StatusCategory category, long tickets) {}

    /**
     * What publishing the draft would do.
     *
     * @param vanishing statuses that the draft no longer has and that tickets are in
     */
    record Review(List<Problem> problems, List<VanishingStatus> vanishing) {}

    private static final String YAML = "application/yaml;charset=UTF-8";

    private final WorkflowDrafts drafts;
    private final MessageSource messages;

    WorkflowDraftController(WorkflowDrafts drafts, MessageSource messages) {
        this.drafts = drafts;
        this.messages = messages;
    }

    @GetMapping("/draft")
    ResponseEntity<WorkflowDraft> readWorkflowDraft(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return versioned(drafts.draft(me, deskKey, id));
    }

    @GetMapping(path = "/draft.yaml", produces = YAML)
    String exportWorkflowDraft(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return drafts.exported(me, deskKey, id);
    }

    @GetMapping(path = "/versions/{number}.yaml", produces = YAML)
    String exportWorkflowVersion(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id, @PathVariable int number) {
        return drafts.exported(me, deskKey, id, number);
    }

    /** @param text a workflow as it was exported */
    record WorkflowText(String text) {}

    /** Makes a text the draft. */
    @PostMapping("/draft/import")
    ResponseEntity<WorkflowDraft> importWorkflowDraft(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody WorkflowText imported) {
        return versioned(drafts.imported(me, deskKey, id, Version.required(ifMatch), imported.text()));
    }

    /** @param status key of a status of the published version */
    record StatusCount(String status, long tickets) {}

    @GetMapping("/tickets-per-status")
    List<StatusCount> countTicketsPerStatus(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return drafts.ticketsPerStatus(me, deskKey, id).entrySet().stream()
                .map(each -> new StatusCount(each.getKey(), each.getValue()))
                .toList();
    }

    @PutMapping("/draft")
    ResponseEntity<WorkflowDraft> saveWorkflowDraft(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody WorkflowDefinition definition) {
        return versioned(drafts.save(me, deskKey, id, Version.required(ifMatch), definition));
    }

    @DeleteMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardWorkflowDraft(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        drafts.discard(me, deskKey, id, Version.required(ifMatch));
    }

    @GetMapping("/draft/review")
    Review reviewWorkflowDraft(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        WorkflowDrafts.Review review = drafts.review(me, deskKey, id);
        return new Review(
                review.problems().stream()
                        .map(problem -> new Problem(
                                problem.pointer(),
                                problem.code(),
                                messages.getMessage(
                                        "violation." + problem.code(),
                                        problem.argumentsIn(me.language()),
                                        me.language().locale())))
                        .toList(),
                shown(me, review.vanishing()));
    }

    /** Answers the workflow as it is published then. */
    @PostMapping("/publications")
    ResponseEntity<WorkflowDraft> publishWorkflow(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody WorkflowDrafts.Publication publication) {
        drafts.publish(me, deskKey, id, Version.required(ifMatch), publication);
        return versioned(drafts.draft(me, deskKey, id));
    }

    @GetMapping("/versions")
    List<WorkflowDrafts.PublishedVersion> listWorkflowVersions(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return drafts.versions(me, deskKey, id);
    }

    /** A version as it was published, its statuses called as they are called now. */
    @GetMapping("/versions/{number}")
    WorkflowDefinition readWorkflowVersion(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id, @PathVariable int number) {
        return drafts.version(me, deskKey, id, number);
    }

    /** Makes an earlier version the draft. */
    @PostMapping("/versions/{number}/draft")
    ResponseEntity<WorkflowDraft> restoreWorkflowVersion(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @PathVariable int number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return versioned(drafts.restore(me, deskKey, id, number, Version.required(ifMatch)));
    }

    /** Statuses that publications took away, for as long as tickets are on their way out of them. */
    @GetMapping("/vanished-statuses")
    List<VanishingStatus> listVanishedStatuses(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return shown(me, drafts.moving(me, deskKey, id));
    }

    private static List<VanishingStatus> shown(CurrentPerson me, List<WorkflowDrafts.VanishingStatus> statuses) {
        return statuses.stream()
                .map(each -> new VanishingStatus(
                        each.status().key(),
                        each.status().name().in(me.language()),
                        each.status().category(),
                        each.tickets()))
                .toList();
    }

    private static ResponseEntity<WorkflowDraft> versioned(WorkflowDraft draft) {
        return ResponseEntity.ok().eTag(Version.etag(draft.version())).body(draft);
    }
}
