package io.maru.automation.web;

import io.maru.automation.AutomationHooks;
import io.maru.automation.AutomationRules;
import io.maru.automation.AutomationRules.AutomationDraft;
import io.maru.automation.AutomationRules.AutomationRule;
import io.maru.automation.AutomationRules.AutomationRuleChange;
import io.maru.automation.AutomationRules.AutomationVersion;
import io.maru.automation.AutomationRules.NewAutomationRule;
import io.maru.automation.AutomationRuns;
import io.maru.automation.AutomationRuns.AutomationRecord;
import io.maru.automation.AutomationRuns.AutomationRun;
import io.maru.automation.AutomationRuns.AutomationTrial;
import io.maru.automation.RuleDefinition;
import io.maru.automation.RuleLibrary;
import io.maru.automation.RuleLibrary.ReadyRule;
import io.maru.automation.RunState;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.platform.Page;
import io.maru.platform.Violation;
import io.maru.platform.web.Version;
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

/** Rules of automation over HTTP, for those who work with them and those who shape them. */
@RestController
@RequestMapping("/api/automation")
class AutomationController {

    private static final String YAML = "application/yaml;charset=UTF-8";

    private final AutomationRules rules;
    private final AutomationRuns runs;
    private final AutomationHooks hooks;
    private final RuleLibrary library;
    private final MessageSource messages;

    AutomationController(
            AutomationRules rules,
            AutomationRuns runs,
            AutomationHooks hooks,
            RuleLibrary library,
            MessageSource messages) {
        this.rules = rules;
        this.runs = runs;
        this.hooks = hooks;
        this.library = library;
        this.messages = messages;
    }

    /** @param desk null for those of the installation */
    @GetMapping("/rules")
    List<AutomationRule> listAutomationRules(CurrentPerson me, @RequestParam(required = false) @Nullable String desk) {
        return desk == null ? rules.ofInstallation(me) : rules.ofDesk(me, desk);
    }

    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    AutomationRule createAutomationRule(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewAutomationRule wanted) {
        return rules.find(me, rules.create(me, idempotencyKey, wanted));
    }

    @GetMapping("/rules/{id}")
    ResponseEntity<AutomationRule> readAutomationRule(CurrentPerson me, @PathVariable long id) {
        return versioned(rules.find(me, id));
    }

    @PatchMapping("/rules/{id}")
    ResponseEntity<AutomationRule> changeAutomationRule(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody AutomationRuleChange change) {
        return versioned(rules.change(me, id, Version.required(ifMatch), change));
    }

    @GetMapping("/rules/{id}/versions")
    List<AutomationVersion> listAutomationVersions(CurrentPerson me, @PathVariable long id) {
        return rules.versions(me, id);
    }

    /**
     * Ready rules to begin with.
     *
     * @param desk for which desk; null for a rule of the installation
     */
    @GetMapping("/library")
    List<ReadyRule> listReadyRules(CurrentPerson me, @RequestParam(required = false) @Nullable String desk) {
        return library.all(me, desk);
    }

    /** @param pointer into the definition */
    record AutomationProblem(String pointer, String code, String message) {}

    /**
     * A draft, or what is published when there is none.
     *
     * @param version what a change of it is based on; 0 when there is none yet
     * @param problems why it cannot be published
     */
    record AutomationDraftView(
            RuleDefinition definition,
            long version,
            @Nullable Instant changedAt,
            @Nullable PersonReference changedBy,
            List<AutomationProblem> problems) {}

    @GetMapping("/rules/{id}/draft")
    AutomationDraftView readAutomationDraft(CurrentPerson me, @PathVariable long id) {
        return view(me, rules.draft(me, id));
    }

    @PutMapping("/rules/{id}/draft")
    AutomationDraftView saveAutomationDraft(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RuleDefinition definition) {
        return view(me, rules.save(me, id, Version.required(ifMatch), definition));
    }

    @DeleteMapping("/rules/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardAutomationDraft(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        rules.discard(me, id, Version.required(ifMatch));
    }

    @GetMapping(path = "/rules/{id}/draft.yaml", produces = YAML)
    String exportAutomationRule(CurrentPerson me, @PathVariable long id) {
        return rules.exported(me, id);
    }

    /** @param text a rule as it was exported */
    record AutomationText(String text) {}

    /** Makes a text the draft. */
    @PostMapping("/rules/{id}/draft/import")
    AutomationDraftView importAutomationRule(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody AutomationText imported) {
        return view(me, rules.imported(me, id, Version.required(ifMatch), imported.text()));
    }

    /** Makes what was published once the draft. */
    @PostMapping("/rules/{id}/versions/{number}/draft")
    AutomationDraftView takeBackAutomationRule(
            CurrentPerson me,
            @PathVariable long id,
            @PathVariable int number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return view(me, rules.takeBack(me, id, Version.required(ifMatch), number));
    }

    /** @param note why, for the list of versions */
    record AutomationPublication(@Nullable String note) {}

    /** Puts the draft in force. */
    @PostMapping("/rules/{id}/publication")
    ResponseEntity<AutomationRule> publishAutomationRule(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody AutomationPublication publication) {
        return versioned(rules.publish(me, id, Version.required(ifMatch), publication.note()));
    }

    /** @param ticketKey with which it is tried; null for a rule that runs without a ticket */
    record AutomationTrialRequest(@Nullable String ticketKey) {}

    /** What the draft would do with a ticket; nothing of it stays. */
    @PostMapping("/rules/{id}/trial")
    AutomationTrial tryAutomationRule(
            CurrentPerson me, @PathVariable long id, @RequestBody AutomationTrialRequest wanted) {
        return runs.trial(me, id, wanted.ticketKey());
    }

    /** @param secret what only the other system and this one know */
    record AutomationSecret(String secret) {}

    /** Makes the secret by which another system may call the rule; the one before is worth nothing any more. */
    @PostMapping("/rules/{id}/secret")
    AutomationSecret makeAutomationSecret(CurrentPerson me, @PathVariable long id) {
        return new AutomationSecret(hooks.makeSecret(me, id));
    }

    /** Newest first. */
    @GetMapping("/rules/{id}/runs")
    Page<AutomationRun> listAutomationRuns(
            CurrentPerson me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable RunState state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return runs.of(me, id, state, after, limit);
    }

    @GetMapping("/rules/{id}/runs/{run}")
    AutomationRecord readAutomationRun(CurrentPerson me, @PathVariable long id, @PathVariable long run) {
        return runs.record(me, id, run);
    }

    /** Lets a run that failed run once more, in a moment. */
    @PostMapping("/rules/{id}/runs/{run}/again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void runAutomationAgain(CurrentPerson me, @PathVariable long id, @PathVariable long run) {
        runs.again(me, id, run);
    }

    private static ResponseEntity<AutomationRule> versioned(AutomationRule rule) {
        return ResponseEntity.ok().eTag(Version.etag(rule.version())).body(rule);
    }

    private AutomationDraftView view(CurrentPerson me, AutomationDraft draft) {
        return new AutomationDraftView(
                draft.definition(),
                draft.version(),
                draft.changedAt(),
                draft.changedBy(),
                draft.problems().stream().map(problem -> problem(me, problem)).toList());
    }

    private AutomationProblem problem(CurrentPerson me, Violation problem) {
        return new AutomationProblem(
                problem.pointer(),
                problem.code(),
                messages.getMessage(
                        "violation." + problem.code(),
                        problem.argumentsIn(me.language()),
                        me.language().locale()));
    }
}
