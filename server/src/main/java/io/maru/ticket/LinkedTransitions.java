package io.maru.ticket;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Failure;
import io.maru.ticket.Tickets.TransitionRequest;
import java.io.Serializable;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets tickets follow the step of one that they are linked to. It happens after that step, each in a transaction of its own:
 * two tickets that are linked to each other would otherwise wait for each other's rows. What is planned is written with the
 * step and done at least once; doing it twice changes nothing, since the second time the transition leads nowhere.
 */
@Component
class LinkedTransitions {

    static final TaskDescriptor<Planned> TASK = TaskDescriptor.of("ticket-linked-transition", Planned.class);

    /** How many tickets a step may go through, one following the other. */
    private static final int DEPTH_MAXIMUM = 5;

    private static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance();

    private final TicketStore store;
    private final TicketWriter writer;
    private final TicketTransitions transitions;
    private final Persons persons;
    private final TransactionTemplate transaction;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    LinkedTransitions(
            TicketStore store,
            TicketWriter writer,
            @Lazy TicketTransitions transitions,
            Persons persons,
            TransactionTemplate transaction,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.transitions = transitions;
        this.persons = persons;
        this.transaction = transaction;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * What is to be done: a row of the scheduler.
     *
     * @param ticketId whose step it follows
     * @param linkedKey of the ticket that follows
     * @param depth how many have followed before it
     */
    record Planned(long personId, long ticketId, String linkedKey, String transition, int depth)
            implements Serializable {}

    /** In the transaction of the step that is followed. */
    void plan(CurrentPerson actor, Ticket ticket, TransitionEffects.LinkedStep step) {
        int depth = DEPTH.isBound() ? DEPTH.get() : 0;
        store.allLinks(ticket.id()).stream()
                .filter(link -> link.type() == step.link())
                .filter(link -> step.outward() == null || step.outward() == link.outward())
                .forEach(link -> scheduler
                        .getObject()
                        .scheduleIfNotExists(
                                TASK.instance(ticket.id() + "-" + ticket.version() + "-" + link.key() + "-"
                                                + step.transition())
                                        .data(new Planned(
                                                actor.id(), ticket.id(), link.key(), step.transition(), depth + 1))
                                        .build(),
                                clock.instant()));
    }

    /** Takes the transition if it is there to be taken by the person who began; else the first ticket's history says so. */
    void run(Planned planned) {
        CurrentPerson actor = persons.acting(planned.personId());
        boolean taken = planned.depth() <= DEPTH_MAXIMUM
                && ScopedValue.where(DEPTH, planned.depth())
                        .call(() -> Boolean.TRUE.equals(transaction.execute(status -> take(actor, planned))));
        if (!taken) {
            transaction.executeWithoutResult(status -> writer.note(
                    actor,
                    store.require(planned.ticketId()),
                    Channel.WORKSPACE,
                    TicketChanged.Kind.CHANGED,
                    new HistoryEntry.Change(
                            "linked_transition", null, TicketDraft.json(Map.of("transition", planned.transition())))));
        }
    }

    private boolean take(CurrentPerson actor, Planned planned) {
        Ticket linked = store.visibleForUpdate(actor, planned.linkedKey()).orElse(null);
        if (linked == null || !actor.mayOnDesk(Permission.TICKET_TRANSITION, linked.deskId())) {
            return false;
        }
        try {
            transitions.take(
                    actor,
                    linked,
                    linked.version(),
                    new TransitionRequest(planned.transition(), null, null),
                    Channel.WORKSPACE,
                    false);
            return true;
        } catch (Failure refused) {
            // Refused before anything was written.
            return false;
        }
    }
}
