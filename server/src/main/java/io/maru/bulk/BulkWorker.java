package io.maru.bulk;

import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.Failure;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.WaitingWork;
import io.maru.ticket.TicketChanges;
import io.maru.ticket.TicketChanges.Before;
import io.maru.ticket.TicketChanges.PutBack;
import io.maru.ticket.Tickets;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out jobs, ticket by ticket. Each ticket is taken, changed and written down in one transaction, so that it is changed
 * once whatever stops a server; all servers share the work, and the jobs take turns.
 */
@Component
class BulkWorker {

    static final String CHANNEL = "bulk";

    private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);

    /** After so many tickets it is another job's turn, and the person's rights are read anew. */
    private static final int TURN = 20;

    private static final int THREADS = 2;

    /** How long a job waits that no server was told of, such as one that a killed server left. */
    private static final Duration UNASKED = Duration.ofSeconds(2);

    private final BulkStore store;
    private final TicketChanges changes;
    private final Tickets tickets;
    private final Persons persons;
    private final Reasons reasons;
    private final TransactionTemplate transaction;
    private final Clock clock;

    // A ticket that is stopped midway is as it was.
    private final WaitingWork work = new WaitingWork("bulk-worker", UNASKED, true);

    BulkWorker(
            BulkStore store,
            TicketChanges changes,
            Tickets tickets,
            Persons persons,
            Reasons reasons,
            TransactionTemplate transaction,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.changes = changes;
        this.tickets = tickets;
        this.persons = persons;
        this.reasons = reasons;
        this.transaction = transaction;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(THREADS, () -> {
            Map<Long, Long> places = new HashMap<>();
            return () -> workSome(places);
        });
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /**
     * Gives each running job its turn.
     *
     * @param places up to which place this thread has gone through a job
     * @return whether any ticket was dealt with
     */
    boolean workSome(Map<Long, Long> places) {
        List<Job> jobs = store.running();
        places.keySet().retainAll(jobs.stream().map(Job::id).toList());
        boolean any = false;
        for (Job job : jobs) {
            any |= turn(job, places);
        }
        return any;
    }

    private boolean turn(Job job, Map<Long, Long> places) {
        CurrentPerson person;
        try {
            person = persons.acting(job.personId(), job.channel());
        } catch (NotFound inactive) {
            store.cancel(job.id(), clock.instant());
            return false;
        }
        long place = places.getOrDefault(job.id(), 0L);
        boolean any = false;
        for (int each = 0; !work.stopped() && each < TURN; each++) {
            Long dealtWith = next(job, person, place);
            if (dealtWith == null && place > 0) {
                // Those that another server had taken and let go of.
                dealtWith = next(job, person, 0);
            }
            if (dealtWith == null) {
                store.finish(job.id(), clock.instant());
                break;
            }
            place = dealtWith;
            any = true;
        }
        places.put(job.id(), place);
        return any;
    }

    /** @return the place of the ticket that was dealt with; null when none waits behind this one */
    private @Nullable Long next(Job job, CurrentPerson person, long after) {
        Claimed claimed = new Claimed();
        try {
            transaction.executeWithoutResult(status -> {
                BulkStore.Item item = store.claim(job.id(), after).orElse(null);
                claimed.item = item;
                if (item != null) {
                    carryOut(job, person, item);
                }
            });
            return claimed.item == null ? null : claimed.item.position();
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | CannotCreateTransactionException noFault) {
            throw noFault;
        } catch (Failure refused) {
            BulkStore.Item item = Objects.requireNonNull(claimed.item);
            return refuse(job, item, reasons.of(refused, deskOf(person, item)));
        } catch (RuntimeException unexpected) {
            if (claimed.item == null || work.stopped()) {
                throw unexpected;
            }
            LOG.error("A ticket could not be changed in job {}", job.id(), unexpected);
            return refuse(job, claimed.item, reasons.of("bulk.reason.unexpected"));
        }
    }

    /** What a transaction was about that did not come to its end. */
    private static final class Claimed {
        private BulkStore.@Nullable Item item;
    }

    private void carryOut(Job job, CurrentPerson person, BulkStore.Item item) {
        Before before = item.before();
        if (job.undoesId() != null && before != null) {
            PutBack putBack = changes.putBack(person, item.ticketId(), before);
            LocalizedText kept = putBack.kept().isEmpty() ? null : reasons.of(putBack.kept());
            if (putBack.changed()) {
                store.changed(job.id(), item.position(), null, kept);
            } else {
                store.stays(job.id(), item.position(), kept == null ? Outcome.UNCHANGED : Outcome.REFUSED, kept);
            }
        } else {
            Before held = changes.change(person, item.ticketId(), job.changes());
            if (held == null) {
                store.stays(job.id(), item.position(), Outcome.UNCHANGED, null);
            } else {
                store.changed(job.id(), item.position(), held.restorable() ? held : null, null);
            }
        }
    }

    private long refuse(Job job, BulkStore.Item item, LocalizedText reason) {
        store.stays(job.id(), item.position(), Outcome.REFUSED, reason);
        return item.position();
    }

    private @Nullable Long deskOf(CurrentPerson person, BulkStore.Item item) {
        return tickets.found(person, List.of(item.ticketId())).stream()
                .findFirst()
                .map(row -> row.deskId())
                .orElse(null);
    }
}
