package io.maru.approval;

import io.maru.approval.ApprovalStore.Hindrance;
import io.maru.approval.ApprovalStore.RoundRow;
import io.maru.approval.ApprovalStore.StepRow;
import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.ticket.Channel;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.ticket.TicketsMoved;
import io.maru.workflow.Status;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs rounds: opens one when a ticket enters a status in which somebody decides, or a transition asks for it; withdraws it
 * when the ticket leaves by another way, or it is asked for anew; and carries out what {@link Round} judges. Always in the transaction of the caller, who holds the ticket
 * locked: votes on one ticket are one after the other.
 */
@Component
class Rounds {

    /** The module as the ticket knows it, and what its entries in the history are called. */
    static final String APPROVAL = "approval";

    private final ApprovalStore store;
    private final Approvers approvers;
    private final Thresholds thresholds;
    private final TicketProcess tickets;
    private final Workflows workflows;
    private final Persons persons;
    private final Absences absences;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate nested;
    private final Clock clock;

    Rounds(
            ApprovalStore store,
            Approvers approvers,
            Thresholds thresholds,
            TicketProcess tickets,
            Workflows workflows,
            Persons persons,
            Absences absences,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.approvers = approvers;
        this.thresholds = thresholds;
        this.tickets = tickets;
        this.workflows = workflows;
        this.persons = persons;
        this.absences = absences;
        this.events = events;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    @EventListener
    void on(TicketsMoved moved) {
        List<Long> left = moved.moves().stream()
                .filter(move -> move.fromStatusId() != null && move.entered())
                .map(TicketsMoved.Move::ticketId)
                .toList();
        if (!left.isEmpty()) {
            endPresent(left, moved.personId());
        }
        for (TicketsMoved.Move move : moved.moves()) {
            approvalOf(move.workflowId(), move.toStatusId())
                    .filter(approval -> approval.beginsWith(move.transition(), move.entered()))
                    .ifPresent(approval -> open(tickets.read(move.ticketId()), approval, moved.personId()));
        }
    }

    /** Their rounds say nothing any more of where these tickets stand; one that is under way is withdrawn. */
    private void endPresent(List<Long> ticketIds, long personId) {
        store.makePast(ticketIds).stream()
                .filter(round -> round.state().underWay())
                .forEach(round -> withdraw(round, personId, Channel.APPROVAL, ""));
    }

    /** Who decides in a status of a workflow as it is published now. */
    Optional<StatusApproval> approvalOf(long workflowId, long statusId) {
        Workflow workflow = workflows.workflow(workflowId);
        return workflow.statuses().stream()
                .filter(status -> status.id() == statusId)
                .findFirst()
                .flatMap(workflow::approval);
    }

    /** Begins a round for the status in which a ticket stands, in the place of any other. */
    void open(Facts ticket, StatusApproval approval, long personId) {
        endPresent(List.of(ticket.id()), personId);
        RoundRow round = store.insertRound(
                ticket.id(),
                ticket.deskId(),
                ticket.workflowId(),
                ticket.statusId(),
                approval,
                approval.composed() ? RoundState.COMPOSING : RoundState.RUNNING,
                personId,
                clock.instant());
        note(round, personId, Channel.APPROVAL, entry("asked").with("round", round.number()));
        if (!approval.composed()) {
            begin(round, ticket, approval.steps(), personId);
        }
    }

    /** Names the approvers of a round and asks the first of them. */
    void begin(RoundRow round, Facts ticket, List<StatusApproval.Step> steps, long personId) {
        for (int i = 0; i < steps.size(); i++) {
            StatusApproval.Step step = steps.get(i);
            long stepId = store.insertStep(round.id(), i, step);
            store.insertVotes(round.id(), stepId, approvers.asked(round.approval(), step, ticket), null);
        }
        settle(store.requireRound(round.id()), ticket, personId);
    }

    /** Ends a round without an outcome. */
    void withdraw(RoundRow round, long personId, Channel channel, String comment) {
        Instant now = clock.instant();
        for (StepRow step : store.steps(List.of(round.id()))) {
            if (!step.state().ended()) {
                store.endStep(step.id(), StepState.UNREACHED, false, now);
            }
        }
        store.endRound(round.id(), RoundState.WITHDRAWN, personId, now);
        setGuests(round.ticketId());
        note(round, personId, channel, entry("withdrawn").with("comment", comment));
        publish(ApprovalEvent.Kind.WITHDRAWN, round, Set.of(personId));
    }

    /** Carries out what a round comes to by its votes. */
    void settle(RoundRow round, Facts ticket, long personId) {
        List<StepRow> steps = store.steps(List.of(round.id()));
        Map<Long, List<VoteRow>> votes = store.votes(List.of(round.id())).stream()
                .filter(vote -> !vote.removed())
                .collect(Collectors.groupingBy(VoteRow::stepId));
        Round judged = judgeable(round, ticket, steps, votes);
        Round.Outcome outcome = judged.judged();
        Instant now = clock.instant();
        for (int i = 0; i < steps.size(); i++) {
            StepRow step = steps.get(i);
            StepState state = outcome.steps().get(i);
            boolean unattended =
                    state == StepState.OPEN && judged.steps().get(i).unattended();
            if (state == StepState.OPEN && step.state() == StepState.PENDING) {
                StatusApproval approval = round.approval();
                store.openStep(
                        step.id(),
                        unattended,
                        later(now, approval.remindAfterHours()),
                        later(now, approval.escalateAfterHours()),
                        now);
                publish(ApprovalEvent.Kind.ASKED, round, undecided(votes.get(step.id())));
            } else if (state == StepState.OPEN && step.unattended() != unattended) {
                store.setUnattended(step.id(), unattended);
            } else if (state.ended() && !step.state().ended()) {
                store.endStep(step.id(), state, i == outcome.decidedBy(), now);
                if (state == StepState.NOTED) {
                    publish(ApprovalEvent.Kind.REFERENCED, round, undecided(votes.get(step.id())));
                }
            }
            if (unattended && !step.unattended()) {
                note(round, personId, Channel.APPROVAL, entry("unattended").with("step", i + 1));
                publish(ApprovalEvent.Kind.UNATTENDED, round, Set.of());
            }
        }
        if (outcome.state() == RoundState.RUNNING) {
            setGuests(round.ticketId());
            return;
        }
        long decider = lastDecider(votes).orElse(personId);
        store.endRound(round.id(), outcome.state(), decider, now);
        setGuests(round.ticketId());
        note(
                round,
                decider,
                Channel.APPROVAL,
                entry(outcome.state().key())
                        .with("round", round.number())
                        .with("final", outcome.decidedBy() >= 0 ? outcome.decidedBy() + 1 : null));
        boolean approved = outcome.state() == RoundState.APPROVED;
        publish(approved ? ApprovalEvent.Kind.APPROVED : ApprovalEvent.Kind.REJECTED, round, Set.of(decider));
        move(
                round,
                decider,
                approved ? round.approval().approved() : round.approval().rejected());
    }

    /** What was decided stands, whether the ticket can follow it or not; if not, it is said why. */
    private void move(RoundRow round, long decider, String transition) {
        List<Hindrance> hindrances;
        try {
            CurrentPerson actor = persons.acting(decider);
            nested.executeWithoutResult(status -> tickets.take(actor, round.ticketId(), transition, Channel.APPROVAL));
            return;
        } catch (Invalid refused) {
            hindrances = refused.violations().stream()
                    .map(violation -> new Hindrance(
                            violation.pointer(),
                            violation.code(),
                            violation.arguments().stream().map(Object::toString).toList()))
                    .toList();
        } catch (Failure refused) {
            hindrances = List.of(new Hindrance("", "approval_transition_impossible", List.of()));
        }
        store.setHindrances(round.id(), hindrances);
        note(round, decider, Channel.APPROVAL, entry("hindered").with("transition", transition));
    }

    private Round judgeable(RoundRow round, Facts ticket, List<StepRow> steps, Map<Long, List<VoteRow>> votes) {
        Set<Long> present = new HashSet<>(persons.active(votes.values().stream()
                .flatMap(List::stream)
                .filter(vote -> vote.decision() == null)
                .map(VoteRow::personId)
                .collect(Collectors.toSet())));
        if (!round.approval().ownRequest()) {
            present.remove(ticket.reporterId());
        }
        return new Round(steps.stream()
                .map(step -> new Round.Step(
                        step.definition().kind(),
                        step.definition().rule(),
                        Objects.requireNonNullElse(step.definition().needed(), 1),
                        step.definition().refusalEnds(),
                        step.definition().skipWithoutApprover(),
                        step.state().ended()
                                ? step.finalStep()
                                : thresholds.below(step.definition().finalWhen(), ticket),
                        votes.getOrDefault(step.id(), List.of()).stream()
                                .map(vote -> new Round.Vote(present.contains(vote.personId()), vote.decision()))
                                .toList(),
                        step.state().ended() ? step.state() : null))
                .toList());
    }

    private static Optional<Long> lastDecider(Map<Long, List<VoteRow>> votes) {
        return votes.values().stream()
                .flatMap(List::stream)
                .filter(vote -> vote.decidedAt() != null)
                .max(Comparator.comparing(VoteRow::decidedAt).thenComparing(VoteRow::id))
                .map(VoteRow::decidedBy);
    }

    private static Set<Long> undecided(@Nullable List<VoteRow> votes) {
        return votes == null
                ? Set.of()
                : votes.stream()
                        .filter(vote -> vote.decision() == null)
                        .map(VoteRow::personId)
                        .collect(Collectors.toSet());
    }

    /**
     * Lets those read the ticket who are named in the round that is under way, with who stands in for them, and for good
     * those who have decided or were given it to read.
     */
    void setGuests(long ticketId) {
        List<RoundRow> rounds = store.ofTicket(ticketId);
        List<Long> ids = rounds.stream().map(RoundRow::id).toList();
        Map<Long, RoundState> states = rounds.stream().collect(Collectors.toMap(RoundRow::id, RoundRow::state));
        Set<Long> noted = store.steps(ids).stream()
                .filter(step -> step.state() == StepState.NOTED)
                .map(StepRow::id)
                .collect(Collectors.toSet());
        Set<Long> guests = new HashSet<>();
        Set<Long> deciding = new HashSet<>();
        for (VoteRow vote : store.votes(ids)) {
            if (vote.removed()) {
                continue;
            }
            if (vote.decidedBy() != null) {
                guests.add(vote.decidedBy());
                guests.add(vote.personId());
            } else if (noted.contains(vote.stepId())) {
                guests.add(vote.personId());
            } else if (Objects.requireNonNull(states.get(vote.roundId())).underWay()) {
                deciding.add(vote.personId());
                if (vote.escalatedTo() != null) {
                    deciding.add(vote.escalatedTo());
                }
            }
        }
        guests.addAll(deciding);
        absences.substitutes(deciding).values().forEach(guests::addAll);
        tickets.setGuests(ticketId, APPROVAL, guests);
    }

    private static @Nullable Instant later(Instant now, @Nullable Integer hours) {
        return hours == null ? null : now.plus(Duration.ofHours(hours));
    }

    void publish(ApprovalEvent.Kind kind, RoundRow round, Set<Long> personIds) {
        events.publishEvent(new ApprovalEvent(kind, round.ticketId(), round.id(), personIds));
    }

    void note(RoundRow round, long personId, Channel channel, Entry entry) {
        tickets.note(personId, round.ticketId(), channel, APPROVAL, entry.members);
    }

    static Entry entry(String event) {
        return new Entry().with("event", event);
    }

    /** What is written into the history: ids, not names. */
    static final class Entry {

        private final Map<String, Object> members = new LinkedHashMap<>();

        Entry with(String member, @Nullable Object value) {
            if (value != null && !"".equals(value)) {
                members.put(member, value);
            }
            return this;
        }
    }

    /** The status in which a round is held, if its workflow still has it. */
    Optional<Status> status(RoundRow round) {
        try {
            return Optional.of(workflows.status(round.statusId()));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    static List<StatusApproval.Step> concat(List<StatusApproval.Step> first, List<StatusApproval.Step> second) {
        List<StatusApproval.Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
