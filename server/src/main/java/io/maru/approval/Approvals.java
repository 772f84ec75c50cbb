package io.maru.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.approval.ApprovalStore.RoundRow;
import io.maru.approval.ApprovalStore.StepRow;
import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.approval.ApprovalView.TicketApprovals;
import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.Page;
import io.maru.platform.PlainText;
import io.maru.platform.Refused;
import io.maru.platform.Violation;
import io.maru.ticket.Channel;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Comment;
import io.maru.workflow.StatusApproval.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with approvals: look, decide, ask, withdraw, choose who decides. */
@Service
public class Approvals {

    private static final int LONGEST_COMMENT = 2000;
    private static final int MOST_APPROVERS = 50;
    private static final int MOST_AT_ONCE = 100;

    private final ApprovalStore store;
    private final Rounds rounds;
    private final ApprovalViews views;
    private final LineSteps lineSteps;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Absences absences;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Approvals(
            ApprovalStore store,
            Rounds rounds,
            ApprovalViews views,
            LineSteps lineSteps,
            TicketProcess tickets,
            Persons persons,
            Absences absences,
            MessageSource messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.views = views;
        this.lineSteps = lineSteps;
        this.tickets = tickets;
        this.persons = persons;
        this.absences = absences;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a person's list of approvals holds. */
    public enum Scope {
        WAITING,
        DECIDED,
        REFERENCED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // ------------------------------------------------------------------ looking

    /** @throws NotFound when this person may not see the ticket */
    @Transactional(readOnly = true)
    public TicketApprovals ofTicket(CurrentPerson current, String key) {
        return views.ofTicket(current, tickets.visible(current, key));
    }

    /** One's own votes, and those of people for whom one stands in now. */
    @Transactional(readOnly = true)
    public Page<ApprovalView.ApprovalItem> page(
            CurrentPerson current, Scope scope, @Nullable String after, @Nullable Integer limit) {
        int most = Page.limit(limit);
        Page<VoteRow> page = switch (scope) {
            case WAITING -> store.waiting(current.id(), actingFor(current), Cursor.decode(after, 2), most);
            case DECIDED -> store.decided(current.id(), Cursor.decode(after, 2), most);
            case REFERENCED -> store.referenced(current.id(), Cursor.decode(after, 1), most);
        };
        return new Page<>(views.items(current, page.items()), page.next());
    }

    /** How many votes wait for this person. */
    @Transactional(readOnly = true)
    public int countWaiting(CurrentPerson current) {
        return store.countWaiting(current.id(), actingFor(current));
    }

    private Set<Long> actingFor(CurrentPerson current) {
        Set<Long> persons = new HashSet<>(absences.absentFor(current.id()));
        persons.add(current.id());
        return persons;
    }

    // ------------------------------------------------------------------ deciding

    /** @param comment as the step asks for it */
    public record NewDecision(Decision decision, @Nullable String comment) {}

    /** Decides a vote of one's own or of somebody for whom one stands in. What is decided stands. */
    @Transactional
    public TicketApprovals decide(CurrentPerson current, long voteId, NewDecision decision) {
        Facts ticket = decide(current, voteId, decision, null);
        return views.ofTicket(current, tickets.read(ticket.id()));
    }

    /** Decides several, each for itself: what happens to one does not touch the others. */
    public List<ApprovalView.DecisionResult> decideAll(
            CurrentPerson current, List<Long> voteIds, NewDecision decision) {
        if (voteIds.size() > MOST_AT_ONCE) {
            throw Invalid.at("/ids", "too_many", MOST_AT_ONCE);
        }
        List<ApprovalView.DecisionResult> results = new ArrayList<>();
        for (long id : new LinkedHashSet<>(voteIds)) {
            try {
                transaction.executeWithoutResult(status -> decide(current, id, decision, null));
                results.add(new ApprovalView.DecisionResult(id, true, null));
            } catch (Invalid refused) {
                results.add(new ApprovalView.DecisionResult(id, false, views.text(current, refused.violations())));
            } catch (Failure refused) {
                results.add(new ApprovalView.DecisionResult(
                        id,
                        false,
                        messages.getMessage(
                                "problem." + refused.code() + ".detail",
                                refused.arguments(),
                                current.language().locale())));
            }
        }
        return results;
    }

    /** @param channel null for the face this person works at */
    Facts decide(CurrentPerson current, long voteId, NewDecision wanted, @Nullable Channel channel) {
        VoteRow seen = store.vote(voteId).orElseThrow(NotFound::new);
        long ticketId = store.requireRound(seen.roundId()).ticketId();
        Facts ticket = tickets.lock(ticketId);
        VoteRow vote = store.vote(voteId).orElseThrow(NotFound::new);
        RoundRow round = store.requireRound(vote.roundId());
        StepRow step = store.step(vote.stepId()).orElseThrow();
        if (!views.mayDecide(current.id(), vote, absences.substitutes(Set.of(vote.personId())))) {
            if (tickets.maySee(current, ticketId)) {
                throw new NotPermitted();
            }
            throw new NotFound();
        }
        if (vote.decision() != null) {
            throw new Refused("approval_decided");
        }
        if (vote.removed()
                || !round.state().underWay()
                || step.state().ended()
                || ticket.statusId() != round.statusId()) {
            throw new Refused("approval_over");
        }
        if (step.state() == StepState.PENDING) {
            throw new Refused("approval_not_yet");
        }
        if (!round.approval().ownRequest() && ticket.reporterId() == current.id()) {
            throw new Refused("approval_own_request");
        }
        String comment = comment(wanted, step.definition().comment());
        Channel by = channel != null
                ? channel
                : Channel.of(
                        current,
                        current.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId())
                                ? Channel.WORKSPACE
                                : Channel.PORTAL);
        if (!store.decide(vote.id(), wanted.decision(), current.id(), comment, by, clock.instant())) {
            throw new Refused("approval_decided");
        }
        rounds.note(
                round,
                current.id(),
                by,
                Rounds.entry("decided")
                        .with("decision", wanted.decision().key())
                        .with("kind", step.definition().kind().key())
                        .with("step", step.position() + 1)
                        .with("for", vote.personId() == current.id() ? null : vote.personId())
                        .with("comment", comment));
        rounds.publish(ApprovalEvent.Kind.DECIDED, round, Set.of(current.id()));
        rounds.settle(round, ticket, current.id());
        return ticket;
    }

    private static String comment(NewDecision wanted, Comment asked) {
        String comment = wanted.comment() == null ? "" : PlainText.lines(wanted.comment());
        boolean required =
                asked == Comment.ALWAYS || asked == Comment.ON_REJECTION && wanted.decision() == Decision.REJECTED;
        if (required && comment.isEmpty()) {
            throw Invalid.at("/comment", "required");
        }
        if (PlainText.length(comment) > LONGEST_COMMENT) {
            throw Invalid.at("/comment", "too_long", LONGEST_COMMENT);
        }
        return comment;
    }

    // ------------------------------------------------------------------ asking and withdrawing

    /** Begins a round again, after one was withdrawn or the approval came to the status later than the ticket. */
    @Transactional
    public TicketApprovals ask(CurrentPerson current, String key) {
        Facts ticket = tickets.lockVisible(current, key);
        views.requireMayRun(current, ticket);
        StatusApproval approval = views.askable(ticket).orElseThrow(() -> new Refused("approval_not_asked_here"));
        rounds.open(ticket, approval, current.id());
        return views.ofTicket(current, tickets.read(ticket.id()));
    }

    /** Ends the round that is under way without an outcome. The ticket stays where it is. */
    @Transactional
    public TicketApprovals withdraw(CurrentPerson current, String key, @Nullable String comment) {
        Facts ticket = tickets.lockVisible(current, key);
        views.requireMayRun(current, ticket);
        String said = comment == null ? "" : PlainText.lines(comment);
        if (PlainText.length(said) > LONGEST_COMMENT) {
            throw Invalid.at("/comment", "too_long", LONGEST_COMMENT);
        }
        rounds.withdraw(underWay(ticket), current.id(), views.channel(current, ticket), said);
        return views.ofTicket(current, tickets.read(ticket.id()));
    }

    private RoundRow underWay(Facts ticket) {
        return store.underWay(List.of(ticket.id())).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("approval_over"));
    }

    // ------------------------------------------------------------------ who decides

    /** The first steps of a line, as the reporter chooses them. */
    public record ComposedLine(List<LineStep> steps) {}

    /** Names the first approvers of a round whose status leaves that to the reporter, and asks them. */
    @Transactional
    public TicketApprovals compose(CurrentPerson current, String key, ComposedLine line) {
        Facts ticket = tickets.lockVisible(current, key);
        views.requireMayRun(current, ticket);
        RoundRow round = underWay(ticket);
        if (round.state() != RoundState.COMPOSING) {
            throw new Refused("approval_composed");
        }
        List<Violation> violations = new ArrayList<>();
        List<StatusApproval.Step> steps = lineSteps.checked(line.steps(), "/steps", violations);
        if (!round.approval().ownRequest()) {
            for (int i = 0; i < line.steps().size(); i++) {
                LineStep step = line.steps().get(i);
                if (step.kind() != Kind.REFERENCE && step.personIds().contains(ticket.reporterId())) {
                    violations.add(Violation.of("/steps/" + i + "/personIds", "approver_is_reporter"));
                }
            }
        }
        List<StatusApproval.Step> all = Rounds.concat(steps, round.approval().steps());
        if (violations.isEmpty() && all.stream().noneMatch(step -> step.kind() == Kind.APPROVE)) {
            violations.add(Violation.of("/steps", "approval_without_approver"));
        }
        Invalid.throwIfAny(violations);
        store.setRunning(round.id());
        rounds.note(
                round,
                current.id(),
                views.channel(current, ticket),
                Rounds.entry("composed").with("steps", steps.size()));
        rounds.begin(store.requireRound(round.id()), ticket, all, current.id());
        return views.ofTicket(current, tickets.read(ticket.id()));
    }

    /** @param personIds who is to decide the step from now on; who has decided stays */
    public record ApproverChange(List<Long> personIds) {}

    /** Changes who decides a step that has not ended. */
    @Transactional
    public TicketApprovals changeApprovers(CurrentPerson current, String key, long stepId, ApproverChange change) {
        Facts ticket = tickets.lockVisible(current, key);
        current.requireOnDesk(Permission.APPROVAL_ADMINISTER, ticket.deskId());
        StepRow step = store.step(stepId).orElseThrow(NotFound::new);
        RoundRow round = store.requireRound(step.roundId());
        if (round.ticketId() != ticket.id()) {
            throw new NotFound();
        }
        if (!round.state().underWay() || step.state().ended()) {
            throw new Refused("approval_over");
        }
        Set<Long> wanted = new LinkedHashSet<>(change.personIds());
        List<VoteRow> votes = store.votes(List.of(round.id())).stream()
                .filter(vote -> vote.stepId() == stepId && !vote.removed())
                .toList();
        Set<Long> named = votes.stream().map(VoteRow::personId).collect(Collectors.toSet());
        Set<Long> added = new LinkedHashSet<>(wanted);
        added.removeAll(named);
        List<VoteRow> removed = votes.stream()
                .filter(vote -> vote.decision() == null && !wanted.contains(vote.personId()))
                .toList();
        List<Violation> violations = new ArrayList<>();
        if (wanted.isEmpty()) {
            violations.add(Violation.of("/personIds", "required"));
        } else if (wanted.size() > MOST_APPROVERS) {
            violations.add(Violation.of("/personIds", "too_many", MOST_APPROVERS));
        } else if (!persons.active(added).containsAll(added)) {
            violations.add(Violation.of("/personIds", "unknown"));
        } else if (step.definition().kind() != Kind.REFERENCE
                && !round.approval().ownRequest()
                && added.contains(ticket.reporterId())) {
            violations.add(Violation.of("/personIds", "approver_is_reporter"));
        }
        Invalid.throwIfAny(violations);
        removed.forEach(vote -> store.removeVote(vote.id(), current.id(), clock.instant()));
        store.insertVotes(round.id(), stepId, added, current.id());
        if (!added.isEmpty() || !removed.isEmpty()) {
            if (step.state() == StepState.OPEN) {
                store.askUndecided(stepId, clock.instant());
                rounds.publish(ApprovalEvent.Kind.ASKED, round, added);
            }
            rounds.settle(round, ticket, current.id());
            rounds.note(
                    round,
                    current.id(),
                    views.channel(current, ticket),
                    Rounds.entry("approvers_changed")
                            .with("step", step.position() + 1)
                            .with("added", added.isEmpty() ? null : added)
                            .with(
                                    "removed",
                                    removed.isEmpty()
                                            ? null
                                            : removed.stream()
                                                    .map(VoteRow::personId)
                                                    .toList()));
        }
        return views.ofTicket(current, tickets.read(ticket.id()));
    }

    /** The vote, for somebody who administers approvals on its desk. */
    Optional<VoteRow> administered(CurrentPerson current, long voteId) {
        return store.vote(voteId).map(vote -> {
            RoundRow round = store.requireRound(vote.roundId());
            if (!tickets.maySee(current, round.ticketId())) {
                throw new NotFound();
            }
            current.requireOnDesk(Permission.APPROVAL_ADMINISTER, round.deskId());
            return vote;
        });
    }
}
