package io.maru.sla.web;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.platform.web.Version;
import io.maru.sla.PolicyDefinition;
import io.maru.sla.PolicyTemplates;
import io.maru.sla.SlaPolicies;
import io.maru.sla.SlaPolicies.NewPolicy;
import io.maru.sla.SlaPolicies.PolicyChange;
import io.maru.sla.SlaPolicies.PolicyDraft;
import io.maru.sla.SlaPolicies.PolicyVersion;
import io.maru.sla.SlaPolicies.PolicyView;
import io.maru.sla.SlaPolicies.RecalculationView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Policies over HTTP, for those who work with them and those who shape them. */
@RestController
@RequestMapping("/api/sla/policies")
class SlaPolicyController {

    private static final String YAML = "application/yaml;charset=UTF-8";

    private final SlaPolicies policies;
    private final MessageSource messages;

    SlaPolicyController(SlaPolicies policies, MessageSource messages) {
        this.policies = policies;
        this.messages = messages;
    }

    /** @param desk null for those of the installation */
    @GetMapping
    List<PolicyView> listSlaPolicies(CurrentPerson me, @RequestParam(required = false) @Nullable String desk) {
        return desk == null ? policies.ofInstallation(me) : policies.ofDesk(me, desk);
    }

    record PolicyTemplate(PolicyTemplates key, LocalizedText name) {}

    /** What a policy can begin with. */
    @GetMapping("/templates")
    List<PolicyTemplate> listSlaPolicyTemplates(CurrentPerson me) {
        return policies.templates().stream()
                .map(each -> new PolicyTemplate(each, each.title()))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PolicyView createSlaPolicy(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewPolicy wanted) {
        return policies.find(me, policies.create(me, idempotencyKey, wanted));
    }

    @GetMapping("/{id}")
    ResponseEntity<PolicyView> readSlaPolicy(CurrentPerson me, @PathVariable long id) {
        return versioned(policies.find(me, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<PolicyView> changeSlaPolicy(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PolicyChange change) {
        return versioned(policies.change(me, id, Version.required(ifMatch), change));
    }

    @GetMapping("/{id}/versions")
    List<PolicyVersion> listSlaPolicyVersions(CurrentPerson me, @PathVariable long id) {
        return policies.versions(me, id);
    }

    /** @param pointer into the definition */
    record PolicyProblem(String pointer, String code, String message) {}

    /**
     * A draft, or what is published when there is none.
     *
     * @param version what a change of it is based on; 0 when there is none yet
     * @param problems why it cannot be published
     */
    record PolicyDraftView(
            PolicyDefinition definition,
            long version,
            @Nullable Instant changedAt,
            @Nullable PersonReference changedBy,
            List<PolicyProblem> problems) {}

    @GetMapping("/{id}/draft")
    PolicyDraftView readSlaPolicyDraft(CurrentPerson me, @PathVariable long id) {
        return view(me, policies.draft(me, id));
    }

    @PutMapping("/{id}/draft")
    PolicyDraftView saveSlaPolicyDraft(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PolicyDefinition definition) {
        return view(me, policies.save(me, id, Version.required(ifMatch), definition));
    }

    @DeleteMapping("/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardSlaPolicyDraft(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        policies.discard(me, id, Version.required(ifMatch));
    }

    @GetMapping(path = "/{id}/draft.yaml", produces = YAML)
    String exportSlaPolicy(CurrentPerson me, @PathVariable long id) {
        return policies.exported(me, id);
    }

    /** @param text a policy as it was exported */
    record PolicyText(String text) {}

    /** Makes a text the draft. */
    @PostMapping("/{id}/draft/import")
    PolicyDraftView importSlaPolicy(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PolicyText imported) {
        return view(me, policies.imported(me, id, Version.required(ifMatch), imported.text()));
    }

    /** Makes what was published once the draft. */
    @PostMapping("/{id}/versions/{number}/draft")
    PolicyDraftView takeBackSlaPolicy(
            CurrentPerson me,
            @PathVariable long id,
            @PathVariable int number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return view(me, policies.takeBack(me, id, Version.required(ifMatch), number));
    }

    /** @param note why, for the list of versions */
    record PolicyPublication(@Nullable String note) {}

    /** Puts the draft in force. */
    @PostMapping("/{id}/publication")
    ResponseEntity<PolicyView> publishSlaPolicy(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PolicyPublication publication) {
        return versioned(policies.publish(me, id, Version.required(ifMatch), publication.note()));
    }

    /** How far the clocks are that are counted anew since it was last published. */
    @GetMapping("/{id}/recalculation")
    RecalculationView readSlaRecalculation(CurrentPerson me, @PathVariable long id) {
        return policies.recalculation(me, id);
    }

    /** @param paused whether it waits, or goes on */
    record RecalculationPause(boolean paused) {}

    @PutMapping("/{id}/recalculation")
    RecalculationView pauseSlaRecalculation(
            CurrentPerson me, @PathVariable long id, @RequestBody RecalculationPause wanted) {
        return policies.pause(me, id, wanted.paused());
    }

    private static ResponseEntity<PolicyView> versioned(PolicyView policy) {
        return ResponseEntity.ok().eTag(Version.etag(policy.version())).body(policy);
    }

    private PolicyDraftView view(CurrentPerson me, PolicyDraft draft) {
        return new PolicyDraftView(
                draft.definition(),
                draft.version(),
                draft.changedAt(),
                draft.changedBy(),
                draft.problems().stream().map(problem -> problem(me, problem)).toList());
    }

    private PolicyProblem problem(CurrentPerson me, Violation problem) {
        return new PolicyProblem(
                problem.pointer(),
                problem.code(),
                messages.getMessage(
                        "violation." + problem.code(),
                        problem.argumentsIn(me.language()),
                        me.language().locale()));
    }
}
