package io.maru.sla;

import io.maru.calendar.CalendarChanged;
import io.maru.calendar.CalendarTime;
import io.maru.calendar.Calendars;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.WaitingWork;
import io.maru.sla.ClockStore.Counted;
import io.maru.sla.RecalculationStore.Job;
import io.maru.ticket.TicketFacts;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts clocks anew when what they are counted by has changed: a few tickets at a time, so that nobody waits for them, and all
 * servers in turn. What has stopped stands as it was measured.
 */
@Component
class Recalculations {

    private static final String CHANNEL = "sla recalculation";

    /** Those who change one of these tickets wait for as many. */
    private static final int TICKETS_AT_A_TIME = 200;

    private static final int CLOCKS_AT_A_TIME = 1_000;

    private static final Duration UNASKED = Duration.ofSeconds(2);

    private final RecalculationStore store;
    private final ClockStore clocks;
    private final PolicyStore policyStore;
    private final PoliciesInUse policies;
    private final Replay replay;
    private final SlaClocks slaClocks;
    private final Calendars calendars;
    private final TicketFacts tickets;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-recalculation", UNASKED, true);

    Recalculations(
            RecalculationStore store,
            ClockStore clocks,
            PolicyStore policyStore,
            PoliciesInUse policies,
            Replay replay,
            SlaClocks slaClocks,
            Calendars calendars,
            TicketFacts tickets,
            DatabaseNotifications notifications,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.clocks = clocks;
        this.policyStore = policyStore;
        this.policies = policies;
        this.replay = replay;
        this.slaClocks = slaClocks;
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
        zoneRules(ZoneRulesProvider.getVersions("UTC").lastKey());
        work.start(1, () -> this::recalculateSome);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** Counts the open tickets of a policy's desks anew, and begins to count those that it did not measure before. */
    void ofPolicy(long policyId, @Nullable Long personId) {
        store.begin(policyId, null, personId, clock.instant());
        notifications.publish(CHANNEL, "");
    }

    Optional<Job> newest(long policyId) {
        return store.newestOfPolicy(policyId);
    }

    void pause(long policyId, boolean paused) {
        store.pause(policyId, paused);
        notifications.publish(CHANNEL, "");
    }

    @EventListener
    void on(CalendarChanged change) {
        store.begin(null, change.calendarId(), null, clock.instant());
        notifications.publish(CHANNEL, "");
    }

    /**
     * Governments move their clocks, and a Java runtime brings that with it: an instant on the wall is another one then.
     *
     * @param version of the time zone database that this server knows
     */
    void zoneRules(String version) {
        transaction.executeWithoutResult(status -> {
            if (store.countsBy(version, clock.instant())) {
                clocks.calendarsInUse().forEach(calendar -> store.begin(null, calendar, null, clock.instant()));
                notifications.publish(CHANNEL, "");
            }
        });
    }

    /** @return whether there was something, so that there may be more */
    boolean recalculateSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Job job = store.claim().orElse(null);
            if (job == null) {
                return false;
            }
            Job then = job.policyId() == null
                    ? byCalendar(job, Objects.requireNonNull(job.calendarId()))
                    : byPolicy(job, job.policyId());
            if (then == null) {
                store.end(job.id(), clock.instant());
            } else {
                store.advance(then);
            }
            return true;
        }));
    }

    private @Nullable Job byCalendar(Job job, long calendarId) {
        if (job.total() == null) {
            store.begun(job.id(), clocks.countByCalendar(calendarId));
        }
        List<SlaClock> some = clocks.lockByCalendar(calendarId, job.position(), CLOCKS_AT_A_TIME);
        if (some.isEmpty()) {
            return null;
        }
        CalendarTime calendar = calendars.time(calendarId);
        Map<Long, Policy> said = policies.published(
                some.stream().map(SlaClock::policyId).distinct().toList());
        List<Counted> counted = new ArrayList<>();
        int changed = 0;
        for (SlaClock each : some) {
            SlaClock then = each.with(each.policyVersion(), each.promise().by(calendar.version()));
            PolicyDefinition definition =
                    Objects.requireNonNull(said.get(each.policyId())).definition();
            changed += Objects.equals(then.due(calendar.time()), each.due(slaClocks.time(each.promise()))) ? 0 : 1;
            counted.add(slaClocks.counted(then, definition));
        }
        clocks.update(counted, clock.instant());
        return job.advanced(some.getLast().id(), some.size(), changed);
    }

    private @Nullable Job byPolicy(Job job, long policyId) {
        PolicyStore.Row row = policyStore.find(policyId).orElseThrow();
        Policy policy =
                Objects.requireNonNull(policies.published(Set.of(policyId)).get(policyId));
        Set<Long> deskIds = row.retired() ? Set.of() : row.deskIds();
        if (job.total() == null) {
            store.begun(job.id(), tickets.countOpen(deskIds));
        }
        List<Long> ids = Stream.concat(
                        tickets.open(deskIds, job.position(), TICKETS_AT_A_TIME).stream(),
                        clocks.measured(policyId, job.position(), TICKETS_AT_A_TIME).stream())
                .distinct()
                .sorted()
                .limit(TICKETS_AT_A_TIME)
                .toList();
        if (ids.isEmpty()) {
            return null;
        }
        return job.advanced(ids.getLast(), ids.size(), measure(policy, ids));
    }

    /** @return how many of these tickets have other clocks than before */
    private int measure(Policy policy, List<Long> ids) {
        tickets.lock(ids);
        Instant now = clock.instant();
        Map<Long, List<SlaClock>> known = clocks.lock(policy.id(), ids);
        List<Threshold> thresholds = policy.definition().thresholds();
        List<Counted> made = new ArrayList<>();
        List<Counted> kept = new ArrayList<>();
        List<SlaClock> gone = new ArrayList<>();
        AtomicInteger changed = new AtomicInteger();
        replay.of(List.of(slaClocks.measuring(policy)), ids, "Counting anew", replayed -> {
            List<SlaClock> before = known.getOrDefault(replayed.facts().id(), List.of());
            Rebuild.Difference difference =
                    Rebuild.difference(before, replayed.clocks().getFirst());
            difference
                    .made()
                    .forEach(each -> made.add(slaClocks.counted(
                            each.past(slaClocks.time(each.promise()), thresholds, now), policy.definition())));
            difference.kept().forEach(each -> kept.add(slaClocks.counted(each, policy.definition())));
            gone.addAll(difference.gone());
            if (!difference.made().isEmpty()
                    || !difference.gone().isEmpty()
                    || !before.containsAll(difference.kept())) {
                changed.incrementAndGet();
            }
        });
        clocks.delete(gone);
        clocks.insert(made, now);
        clocks.update(kept, now);
        return changed.get();
    }
}
