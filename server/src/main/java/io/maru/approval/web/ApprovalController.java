package io.maru.approval.web;

import io.maru.approval.ApprovalLinks;
import io.maru.approval.ApprovalView;
import io.maru.approval.Approvals;
import io.maru.approval.Decision;
import io.maru.people.CurrentPerson;
import io.maru.people.PeopleProperties;
import io.maru.platform.Page;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Approvals over HTTP: one's own, and those of a ticket, for whoever may see it. */
@RestController
@RequestMapping("/api")
class ApprovalController {

    record Count(int waiting) {}

    record BulkDecision(
            List<Long> ids, Decision decision, @Nullable String comment) {}

    record Withdrawal(@Nullable String comment) {}

    record DecisionLink(URI url, Instant expiresAt) {}

    private final Approvals approvals;
    private final ApprovalLinks links;
    private final PeopleProperties properties;

    ApprovalController(Approvals approvals, ApprovalLinks links, PeopleProperties properties) {
        this.approvals = approvals;
        this.links = links;
        this.properties = properties;
    }

    @GetMapping("/approvals")
    Page<ApprovalView.ApprovalItem> listApprovals(
            CurrentPerson current,
            @RequestParam(required = false, defaultValue = "waiting") Approvals.Scope scope,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return approvals.page(current, scope, after, limit);
    }

    @GetMapping("/approvals/count")
    Count countApprovals(CurrentPerson current) {
        return new Count(approvals.countWaiting(current));
    }

    /** Decides several, each for itself. */
    @PostMapping("/approvals/decisions")
    List<ApprovalView.DecisionResult> decideApprovals(CurrentPerson current, @RequestBody BulkDecision wanted) {
        return approvals.decideAll(
                current, wanted.ids(), new Approvals.NewDecision(wanted.decision(), wanted.comment()));
    }

    @PostMapping("/approvals/{id}/decision")
    ApprovalView.TicketApprovals decideApproval(
            CurrentPerson current, @PathVariable long id, @RequestBody Approvals.NewDecision decision) {
        return approvals.decide(current, id, decision);
    }

    /** Makes a link to hand to the approver; an earlier one stops working. */
    @PostMapping("/approvals/{id}/link")
    @ResponseStatus(HttpStatus.CREATED)
    DecisionLink createApprovalLink(CurrentPerson current, @PathVariable long id) {
        ApprovalLinks.Link link = links.create(current, id);
        return new DecisionLink(link.at(properties.linkBase()), link.expiresAt());
    }

    @GetMapping("/tickets/{key}/approvals")
    ApprovalView.TicketApprovals ticketApprovals(CurrentPerson current, @PathVariable String key) {
        return approvals.ofTicket(current, key);
    }

    /** Asks for an approval again. */
    @PostMapping("/tickets/{key}/approvals")
    ApprovalView.TicketApprovals askForApproval(CurrentPerson current, @PathVariable String key) {
        return approvals.ask(current, key);
    }

    @PostMapping("/tickets/{key}/approvals/withdrawal")
    ApprovalView.TicketApprovals withdrawApproval(
            CurrentPerson current, @PathVariable String key, @RequestBody Withdrawal withdrawal) {
        return approvals.withdraw(current, key, withdrawal.comment());
    }

    /** Names the first approvers of a round. */
    @PutMapping("/tickets/{key}/approvals/line")
    ApprovalView.TicketApprovals composeApproval(
            CurrentPerson current, @PathVariable String key, @RequestBody Approvals.ComposedLine line) {
        return approvals.compose(current, key, line);
    }

    @PutMapping("/tickets/{key}/approvals/steps/{stepId}/approvers")
    ApprovalView.TicketApprovals changeApprovers(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable long stepId,
            @RequestBody Approvals.ApproverChange change) {
        return approvals.changeApprovers(current, key, stepId, change);
    }

    /** What there is to decide; decides nothing. */
    @GetMapping("/approval-links/{token}")
    ApprovalLinks.LinkPage approvalLink(@PathVariable String token) {
        return links.page(token);
    }

    /** Decides once. */
    @PostMapping("/approval-links/{token}")
    ApprovalLinks.LinkPage useApprovalLink(@PathVariable String token, @RequestBody Approvals.NewDecision decision) {
        return links.decide(token, decision);
    }
}
