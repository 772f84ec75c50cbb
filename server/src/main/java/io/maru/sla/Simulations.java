package io.maru.sla;

import io.maru.calendar.CalendarContent;
import io.maru.calendar.CalendarTime;
import io.maru.calendar.Calendars;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.LocalizedText;
import io.maru.platform.WaitingWork;
import io.maru.sla.Replay.Measuring;
import io.maru.sla.Replay.Replayed;
import io.maru.sla.SimulationStore.Compared;
import io.maru.sla.SimulationStore.Run;
import io.maru.sla.SimulationStore.Subject;
import io.maru.sla.SimulationTally.Measured;
import io.maru.ticket.TicketFacts;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs drafts over tickets, some at a time, on whichever server has time; it locks no ticket and changes no clock. */
@Component
class Simulations {

    private static final String CHANNEL = "sla simulation";
    private static final int AT_A_TIME = 500;

    /** Of all policies together, and of each in any case. */
    private static final int MOST_EXAMPLES = 200;

    private static final int FEWEST_EXAMPLES = 10;
    private static final Duration UNASKED = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);

    private final SimulationStore store;
    private final Replay replay;
    private final Calendars calendars;
    private final TicketFacts tickets;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-simulation", UNASKED, true);

    Simulations(
            SimulationStore store,
            Replay replay,
            Calendars calendars,
            TicketFacts tickets,
            DatabaseNotifications notifications,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.replay = replay;
        this.calendars = calendars;
        this.tickets = tickets;
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
        LongFunction<CalendarTime> drafted = drafted(subject);
        int mostExamples =
                Math.max(FEWEST_EXAMPLES, MOST_EXAMPLES / subject.compared().size());
        Map<Long, SimulationTally> tallies = new HashMap<>(run.tallies());
        Map<List<Compared>, List<Long>> comparing = new LinkedHashMap<>();
        tickets.byDesk(ids)
                .forEach((deskId, some) -> comparing
                        .computeIfAbsent(
                                subject.compared().stream()
                                        .filter(each -> each.deskIds().contains(deskId))
                                        .toList(),
                                any -> new ArrayList<>())
                        .addAll(some));
        comparing.forEach((compared, some) -> replay.of(
                compared.stream().flatMap(each -> measuring(each, drafted)).toList(),
                some,
                "A simulation",
                replayed -> compare(compared, replayed, drafted, mostExamples, tallies)));
        return tallies;
    }

    /** By the draft and, if that is something else, by what is in force. */
    private Stream<Measuring> measuring(Compared compared, LongFunction<CalendarTime> drafted) {
        PolicyDefinition before = compared.before();
        Measuring after = new Measuring(policy(compared, compared.after()), drafted);
        return before == null
                ? Stream.of(after)
                : Stream.of(after, new Measuring(policy(compared, before), calendars::time));
    }

    private static Policy policy(Compared compared, PolicyDefinition definition) {
        return new Policy(compared.policyId(), LocalizedText.EMPTY, 0, definition, null);
    }

    /** Adds one ticket to what was found of each policy. */
    private void compare(
            List<Compared> compared,
            Replayed replayed,
            LongFunction<CalendarTime> drafted,
            int mostExamples,
            Map<Long, SimulationTally> tallies) {
        Instant now = clock.instant();
        Iterator<List<SlaClock>> clocks = replayed.clocks().iterator();
        for (Compared each : compared) {
            List<SlaClock> after = clocks.next();
            SimulationTally tally = tallies.getOrDefault(each.policyId(), SimulationTally.NOTHING);
            tallies.put(
                    each.policyId(),
                    each.before() == null
                            ? tally.plus(new Measured(after, drafted), now)
                            : tally.plus(
                                    replayed.facts().id(),
                                    new Measured(clocks.next(), calendars::time),
                                    new Measured(after, drafted),
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
}
