package io.maru.approval;

import io.maru.approval.ApprovalStore.RoundRow;
import io.maru.approval.ApprovalStore.StepRow;
import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.people.AbsenceChanged;
import io.maru.people.Absences;
import io.maru.people.Persons;
import io.maru.ticket.Channel;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to what time brings: approvers who leave or go away, reminders and escalations. Several servers may do it at once; each
 * ticket that somebody is changing is left for the next time.
 */
@Component
class ApprovalWatch {

    private static final int AT_A_TIME = 200;

    private final ApprovalStore store;
    private final Rounds rounds;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Absences absences;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApprovalWatch(
            ApprovalStore store,
            Rounds rounds,
            TicketProcess tickets,
            Persons persons,
            Absences absences,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.tickets = tickets;
        this.persons = persons;
        this.absences = absences;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        noticeAbsences(absences.absent());
        noticeDepartures();
        Instant now = clock.instant();
        store.dueReminders(now, AT_A_TIME).forEach(this::remind);
        store.dueEscalations(now, AT_A_TIME).forEach(this::escalate);
        store.deleteLinksExpiredBefore(now.minus(Duration.ofDays(90)));
    }

    /** In the transaction that changes the absence, so that who stands in from now on sees the tickets at once. */
    @EventListener
    void on(AbsenceChanged changed) {
        noticeAbsences(absences.absent());
    }

    private void noticeAbsences(Set<Long> absent) {
        Map<Long, Set<Long>> now = absences.substitutes(absent);
        Map<Long, Set<Long>> before = store.standingIn();
        Set<Long> changed = new HashSet<>(now.keySet());
        changed.addAll(before.keySet());
        changed.removeIf(person -> now.getOrDefault(person, Set.of()).equals(before.getOrDefault(person, Set.of())));
        if (changed.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            changed.forEach(person -> store.setStandingIn(person, now.getOrDefault(person, Set.of())));
            store.ticketsWaitingFor(changed).forEach(rounds::setGuests);
        });
    }

    /** A step is judged without who is no longer active; if nobody is left, it says so. */
    private void noticeDepartures() {
        Set<Long> waitedFor = store.waitedFor();
        Set<Long> gone = new HashSet<>(waitedFor);
        gone.removeAll(persons.active(waitedFor));
        if (gone.isEmpty()) {
            return;
        }
        for (long ticketId : store.ticketsWaitingFor(gone)) {
            whenFree(ticketId, (ticket, round) -> rounds.settle(round, ticket, round.openedBy()));
        }
    }

    private void remind(long stepId, long ticketId) {
        whenFree(ticketId, (ticket, round) -> {
            if (store.takeReminder(stepId, clock.instant())) {
                Set<Long> waiting =
                        waiting(round, stepId).stream().map(VoteRow::personId).collect(Collectors.toSet());
                note(round, stepId, "reminded", waiting);
                rounds.publish(ApprovalEvent.Kind.REMINDED, round, waiting);
            }
        });
    }

    /** Lets the managers of those who have not decided decide in their place. */
    private void escalate(long stepId, long ticketId) {
        whenFree(ticketId, (ticket, round) -> {
            if (!store.takeEscalation(stepId, clock.instant())) {
                return;
            }
            List<VoteRow> waiting = waiting(round, stepId);
            Map<Long, Long> managers = new HashMap<>(
                    persons.managers(waiting.stream().map(VoteRow::personId).collect(Collectors.toSet())));
            if (!round.approval().ownRequest()) {
                managers.values().removeIf(manager -> manager == ticket.reporterId());
            }
            for (VoteRow vote : waiting) {
                Long manager = managers.get(vote.personId());
                if (manager != null) {
                    store.escalate(vote.id(), manager);
                }
            }
            rounds.setGuests(ticketId);
            Set<Long> asked = new HashSet<>(managers.values());
            note(round, stepId, "escalated", asked);
            rounds.publish(ApprovalEvent.Kind.ESCALATED, round, asked);
        });
    }

    private List<VoteRow> waiting(RoundRow round, long stepId) {
        return store.votes(List.of(round.id())).stream()
                .filter(vote -> vote.stepId() == stepId && vote.waiting())
                .toList();
    }

    private void note(RoundRow round, long stepId, String event, Set<Long> persons) {
        StepRow step = store.step(stepId).orElseThrow();
        rounds.note(
                round,
                round.openedBy(),
                Channel.APPROVAL,
                Rounds.entry(event).with("step", step.position() + 1).with("persons", persons));
    }

    private void whenFree(long ticketId, BiConsumer<Facts, RoundRow> work) {
        transaction.executeWithoutResult(status -> tickets.lockFree(ticketId)
                .ifPresent(ticket -> store.underWay(List.of(ticketId)).stream()
                        .findFirst()
                        .ifPresent(round -> work.accept(ticket, round))));
    }
}
