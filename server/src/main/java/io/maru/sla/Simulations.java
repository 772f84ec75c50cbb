package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarContent;
import io.maru.calendar.CalendarTime;
import io.maru.calendar.Calendars;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.LocalizedText;
import io.maru.platform.WaitingWork;
import io.maru.sla.SimulationStore.Compared;
import io.maru.sla.SimulationStore.Run;
import io.maru.sla.SimulationStore.Subject;
import io.maru.sla.SimulationTally.Measured;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketFacts;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.workflow.Workflows;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs drafts over tickets, some at a time, on whichever server has time; it locks no ticket and changes no clock. */
@Component
class Simulations {

    private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);

    private static final String CHANNEL = "sla simulation";
    private static final int AT_A_TIME = 500;

    /** Of all policies together, and of each in any case. */
    private static final int MOST_EXAMPLES = 200;

    private static final int FEWEST_EXAMPLES = 10;
    private static final Duration UNASKED = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);

    private final SimulationStore store;
    private final GoalQuestions questions;
    private final Calendars calendars;
    private final TicketFacts tickets;
    private final Workflows workflows;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-simulation", UNASKED, true);

    Simulations(
            SimulationStore store,
            GoalQuestions questions,
            Calendars calendars,
            TicketFacts tickets,
            Workflows workflows,
            DatabaseNotifications notifications,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.questions = questions;
        this.calendars = calendars;
        this.tickets = tickets;
        this.workflows = workflows;
        this.notifications = notifications;
        this.transaction = transaction;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::runSome);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** Answers its id. */
    long begin(Subject subject, long personId) {
        store.deleteEndedBefore(clock.instant().minus(KEPT));
        long id = store.insert(subject, personId, clock.instant());
        notifications.publish(CHANNEL, "");
        return id;
    }

    Optional<Run> find(long id) {
        return store.find(id);
    }

    void cancel(long id) {
        store.end(id, "cancelled", clock.instant());
    }

    /** @return whether there was something, so that there may be more */
    boolean runSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Run run = store.claim().orElse(null);
            if (run == null) {
                return false;
            }
            Subject subject = run.subject();
            Set<Long> deskIds = subject.deskIds();
            Instant from = subject.from();
            Instant to = subject.to();
            if (run.total() == null) {
                store.begun(
                        run.id(),
                        from == null || to == null
                                ? tickets.countOpen(deskIds)
                                : tickets.countCreated(deskIds, from, to));
            }
            List<Long> ids = from == null || to == null
                    ? tickets.open(deskIds, run.position(), AT_A_TIME)
                    : tickets.created(deskIds, from, to, run.position(), AT_A_TIME);
            if (ids.isEmpty()) {
                store.end(run.id(), "done", clock.instant());
            } else {
                store.advance(run.id(), ids.getLast(), ids.size(), measured(run, ids));
            }
            return true;
        }));
    }

    private Map<Long, SimulationTally> measured(Run run, List<Long> ids) {
        Subject subject = run.subject();
        Map<Long, List<HistoryEntry>> histories = tickets.histories(ids);
        LongFunction<CalendarTime> drafted = drafted(subject);
        int mostExamples =
                Math.max(FEWEST_EXAMPLES, MOST_EXAMPLES / subject.compared().size());
        Map<Long, SimulationTally> tallies = new HashMap<>(run.tallies());
        tickets.byDesk(ids).forEach((deskId, some) -> {
            List<Compared> compared = subject.compared().stream()
                    .filter(each -> each.deskIds().contains(deskId))
                    .toList();
            List<Policy> asked = compared.stream()
                    .flatMap(each -> Stream.of(each.after(), Objects.requireNonNullElse(each.before(), each.after()))
                            .distinct()
                            .map(definition -> new Policy(each.policyId(), LocalizedText.EMPTY, 0, definition, null)))
                    .toList();
            for (Facts facts : tickets.read(questions.of(asked), some)) {
                try {
                    compare(
                            compared,
                            asked,
                            facts,
                            TicketPast.moments(facts, histories.getOrDefault(facts.id(), List.of())),
                            drafted,
                            mostExamples,
                            tallies);
                } catch (RuntimeException unexpected) {
                    // One that cannot be understood holds up no other.
                    LOG.error("{} could not be measured by a draft", facts.key(), unexpected);
                }
            }
        });
        return tallies;
    }

    /** Adds one ticket to what was found of each policy. */
    private void compare(
            List<Compared> compared,
            List<Policy> asked,
            Facts facts,
            List<Moment> moments,
            LongFunction<CalendarTime> drafted,
            int mostExamples,
            Map<Long, SimulationTally> tallies) {
        Instant now = clock.instant();
        Iterator<Policy> policies = asked.iterator();
        Iterator<@Nullable Object> goals = facts.beside().iterator();
        for (Compared each : compared) {
            Policy policy = policies.next();
            Integer goal = (Integer) goals.next();
            Measured simulated = measured(policy, goal, facts, moments, drafted);
            PolicyDefinition before = each.before();
            if (before != null && !before.equals(each.after())) {
                policy = policies.next();
                goal = (Integer) goals.next();
            }
            SimulationTally tally = tallies.getOrDefault(each.policyId(), SimulationTally.NOTHING);
            tallies.put(
                    each.policyId(),
                    before == null
                            ? tally.plus(simulated, now)
                            : tally.plus(
                                    facts.id(),
                                    measured(policy, goal, facts, moments, calendars::time),
                                    simulated,
                                    now,
                                    mostExamples));
        }
    }

    private LongFunction<CalendarTime> drafted(Subject subject) {
        CalendarContent content = subject.content();
        Long calendarId = subject.calendarId();
        if (content == null || calendarId == null) {
            return calendars::time;
        }
        CalendarTime drafted = calendars.time(calendarId, content);
        return id -> id == calendarId ? drafted : calendars.time(id);
    }

    private Measured measured(
            Policy policy,
            @Nullable Integer goal,
            Facts facts,
            List<Moment> moments,
            LongFunction<CalendarTime> counting) {
        Promise promise = SlaClocks.promise(policy.definition(), goal, facts.fields(), counting);
        BusinessTime time = counting.apply(promise.calendarId()).time();
        return new Measured(promise, Rebuild.cycles(policy, facts, moments, promise, time, workflows::status), time);
    }
}
