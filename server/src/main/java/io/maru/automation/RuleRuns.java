package io.maru.automation;

import io.maru.automation.RunStore.Planned;
import io.maru.event.Chain;
import io.maru.notification.Notifications;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.WaitingWork;
import io.maru.ticket.Channel;
import io.maru.ticket.TicketProcess;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets planned runs run, those of a ticket one after the other, each in a transaction that holds all that it does and the record of it: it
 * is done once, whatever stops a server. What a run that fails did is undone, and what let it run stands.
 */
@Component
class RuleRuns {

    private static final Logger LOG = LoggerFactory.getLogger(RuleRuns.class);

    /** One waits for the database while others think. */
    private static final int THREADS = 3;

    /** How long one waits that no server was told of. */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    /** After the first failure of the server's own; twice as long after each other. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private static final int MOST_FAILURES = 5;
    private static final Duration KEPT = Duration.ofDays(90);

    private final RunStore store;
    private final RuleStore rules;
    private final RulesInUse inUse;
    private final RuleRunner runner;
    private final Persons persons;
    private final RoleAssignments roles;
    private final TicketProcess tickets;
    private final Notifications notifications;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("automation", UNASKED, true);

    RuleRuns(
            RunStore store,
            RuleStore rules,
            RulesInUse inUse,
            RuleRunner runner,
            Persons persons,
            RoleAssignments roles,
            TicketProcess tickets,
            Notifications notifications,
            MessageSource messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.inUse = inUse;
        this.runner = runner;
        this.persons = persons;
        this.roles = roles;
        this.tickets = tickets;
        this.notifications = notifications;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(THREADS, () -> this::runOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @TransactionalEventListener
    void on(RuleTriggers.RunsPlanned planned) {
        work.tell();
    }

    /** @return whether there was one, so that there may be more */
    boolean runOne() {
        AtomicReference<@Nullable Planned> claimed = new AtomicReference<>();
        AtomicReference<@Nullable Course> begun = new AtomicReference<>();
        long started = System.nanoTime();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Planned planned = store.claim(clock.instant()).orElse(null);
                if (planned == null) {
                    return false;
                }
                claimed.set(planned);
                PublishedRule rule = rules.version(planned.ruleId(), planned.ruleVersion());
                CurrentPerson person = acting(rule);
                if (person == null) {
                    stop(rule, planned);
                    return true;
                }
                Course course = new Course(planned.id(), rule, person, planned.occasion());
                begun.set(course);
                run(course, planned);
                store.end(
                        planned.id(),
                        course.acted ? RunState.DONE : RunState.IDLE,
                        course.records(),
                        null,
                        since(started),
                        clock.instant());
                return true;
            }));
        } catch (RuntimeException failure) {
            Planned planned = claimed.get();
            if (planned == null || work.stopped()) {
                throw failure;
            }
            Course course = begun.get();
            failed(planned, course == null ? List.of() : course.records(), failure, since(started));
            return true;
        }
    }

    private void run(Course course, Planned planned) {
        List<String> causes = new ArrayList<>(planned.chain());
        causes.add(course.rule.cause());
        Chain.within(causes, () -> {
            Map<String, Long> done = Map.of("rule", course.rule.id(), "run", planned.id());
            Set<Long> changed = tickets.attributed(RunHistory.FIELD, done, () -> runner.run(course));
            Long ticketId = planned.occasion().ticketId();
            if (course.acted && ticketId != null && !changed.contains(ticketId)) {
                tickets.note(course.person.id(), ticketId, Channel.AUTOMATION, RunHistory.FIELD, done);
            }
            return course;
        });
    }

    private @Nullable CurrentPerson acting(PublishedRule rule) {
        try {
            return persons.acting(rule.runAsId(), CurrentPerson.Channel.AUTOMATION);
        } catch (NotFound gone) {
            return null;
        }
    }

    /** A rule whose person is gone would do nothing in silence: those who shape the desk are told, by the ticket that it was about. */
    private void stop(PublishedRule rule, Planned planned) {
        Instant now = clock.instant();
        store.end(planned.id(), RunState.FAILED, List.of(), reason("automation.reason.person_gone"), 0, now);
        RuleStore.Row row = rules.lock(rule.id()).orElseThrow();
        if (row.stoppedBecause() == null && row.runAsId() == rule.runAsId()) {
            rules.stop(rule.id(), "person_gone");
            inUse.forgetAfterCommit(row.everywhere(), row.deskIds());
            Long deskId = planned.occasion().deskId();
            Long ticketId = planned.occasion().ticketId();
            if (deskId != null && ticketId != null) {
                notifications.tell(
                        roles.workers(Permission.DESK_CONFIGURE, deskId, null),
                        RuleNews.KIND,
                        ticketId,
                        Map.of("rule", rule.id()));
            }
        }
    }

    private void failed(Planned planned, List<StepRecord> records, RuntimeException failure, long took) {
        Instant now = clock.instant();
        if (failure instanceof RunFailed run) {
            end(planned, records, run.reason(), took, now);
            return;
        }
        LOG.error("Run {} of rule {} failed", planned.id(), planned.ruleId(), failure);
        if (planned.failures() + 1 < MOST_FAILURES) {
            Instant again = now.plus(FIRST_PAUSE.multipliedBy(1L << planned.failures()));
            transaction.executeWithoutResult(status -> store.tryAgain(planned.id(), again));
        } else {
            end(planned, records, reason("automation.reason.unexpected"), took, now);
        }
    }

    private void end(Planned planned, List<StepRecord> records, LocalizedText reason, long took, Instant now) {
        transaction.executeWithoutResult(
                status -> store.end(planned.id(), RunState.FAILED, records, reason, took, now));
    }

    private LocalizedText reason(String code) {
        return LocalizedText.of(messages, code);
    }

    private static long since(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Records of 90 days ago are of no use to anybody any more. */
    void forgetOld() {
        store.deleteEndedBefore(clock.instant().minus(KEPT));
    }
}
