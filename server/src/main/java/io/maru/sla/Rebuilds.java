package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.WaitingWork;
import io.maru.sla.ClockStore.Counted;
import io.maru.sla.Mark.Mode;
import io.maru.sla.RebuildStore.Job;
import io.maru.sla.RebuildStore.Rebuilt;
import io.maru.sla.RebuildStore.Scope;
import io.maru.ticket.TicketFacts;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures tickets anew from their whole history, also those that are done: first only to be looked at, and then, if somebody says
 * so, in place of the clocks that there are. Nothing follows from what passed long ago.
 */
@Component
class Rebuilds {

    private static final String CHANNEL = "sla rebuild";

    /** Those who change one of these tickets wait for as many. */
    private static final int AT_A_TIME = 200;

    private static final Duration UNASKED = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);

    private final RebuildStore store;
    private final ClockStore clocks;
    private final PolicyStore policyStore;
    private final PoliciesInUse policies;
    private final Replay replay;
    private final SlaClocks slaClocks;
    private final TicketFacts tickets;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-rebuild", UNASKED, true);

    Rebuilds(
            RebuildStore store,
            ClockStore clocks,
            PolicyStore policyStore,
            PoliciesInUse policies,
            Replay replay,
            SlaClocks slaClocks,
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
        this.tickets = tickets;
        this.notifications = notifications;
        this.transaction = transaction;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::rebuildSome);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** Answers its id. */
    long begin(long policyId, long personId, Scope scope) {
        store.deleteFoundBefore(clock.instant().minus(KEPT));
        long id = store.insert(policyId, personId, scope, clock.instant());
        notifications.publish(CHANNEL, "");
        return id;
    }

    void apply(Job job, long personId) {
        store.apply(job, personId);
        notifications.publish(CHANNEL, "");
    }

    /** @return whether there was something, so that there may be more */
    boolean rebuildSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Job job = store.claim().orElse(null);
            if (job == null) {
                return false;
            }
            Policy policy = Objects.requireNonNull(
                    policies.published(Set.of(job.policyId())).get(job.policyId()));
            if (job.state().equals("looking")) {
                look(job, policy);
            } else {
                apply(job, policy);
            }
            return true;
        }));
    }

    private void look(Job job, Policy policy) {
        Scope scope = job.scope();
        Set<Long> deskIds = policyStore.find(policy.id()).orElseThrow().deskIds();
        if (job.total() == null) {
            store.begun(job.id(), total(scope, deskIds));
        }
        List<Long> ids = some(scope, deskIds, job.position());
        if (ids.isEmpty()) {
            store.end(job.id(), "found", clock.instant());
            return;
        }
        List<Rebuilt> differing = rebuilt(policy, ids, clocks.of(policy.id(), ids));
        store.save(job.id(), differing);
        store.advance(job.id(), ids.getLast(), ids.size(), differing.size());
    }

    private long total(Scope scope, Set<Long> deskIds) {
        Instant from = scope.from();
        Instant to = scope.to();
        return from == null || to == null ? 1 : tickets.countCreated(deskIds, from, to);
    }

    private List<Long> some(Scope scope, Set<Long> deskIds, long after) {
        Long ticketId = scope.ticketId();
        Instant from = scope.from();
        Instant to = scope.to();
        if (ticketId != null) {
            return after < ticketId ? List.of(ticketId) : List.of();
        }
        return from == null || to == null ? List.of() : tickets.created(deskIds, from, to, after, AT_A_TIME);
    }

    private void apply(Job job, Policy policy) {
        List<Long> ids = store.tickets(job.id(), job.position(), AT_A_TIME).stream()
                .map(Rebuilt::ticketId)
                .toList();
        if (ids.isEmpty()) {
            store.end(job.id(), "applied", clock.instant());
            return;
        }
        tickets.lock(ids);
        // Since somebody looked, tickets may have gone on.
        List<Rebuilt> differing = rebuilt(policy, ids, clocks.lock(policy.id(), ids));
        List<Counted> kept = new ArrayList<>();
        List<Counted> made = new ArrayList<>();
        List<SlaClock> gone = new ArrayList<>();
        for (Rebuilt each : differing) {
            Rebuild.Difference difference = Rebuild.replacing(each.before(), each.after());
            difference.kept().forEach(cycle -> kept.add(past(cycle, policy.definition())));
            difference.made().forEach(cycle -> made.add(past(cycle, policy.definition())));
            gone.addAll(difference.gone());
        }
        clocks.delete(gone);
        clocks.insert(made, clock.instant());
        clocks.update(kept, clock.instant());
        store.save(
                job.id(),
                differing.stream()
                        .map(each -> new Rebuilt(each.ticketId(), each.before(), each.after(), true))
                        .toList());
        store.advance(job.id(), ids.getLast(), ids.size(), differing.size());
    }

    private Counted past(SlaClock cycle, PolicyDefinition definition) {
        return slaClocks.counted(
                cycle.past(slaClocks.time(cycle.promise()), definition.thresholds(), clock.instant()), definition);
    }

    /** Those of these tickets whose clocks are not what their history says. */
    private List<Rebuilt> rebuilt(Policy policy, List<Long> ids, Map<Long, List<SlaClock>> known) {
        List<Rebuilt> differing = new ArrayList<>();
        replay.of(List.of(slaClocks.measuring(policy)), ids, "A rebuild", replayed -> {
            long ticketId = replayed.facts().id();
            List<SlaClock> cycles = replayed.clocks().getFirst();
            List<SlaClock> before = known.getOrDefault(ticketId, List.of());
            if (!told(before).equals(told(cycles))) {
                differing.add(new Rebuilt(ticketId, before, cycles, false));
            }
        });
        return differing;
    }

    /** What a clock says to people; who made it so, and under which numbers it is known, makes no difference. */
    private record Told(
            @Nullable Long target, @Nullable Instant due, long elapsed, List<Instant> at, List<Mode> modes) {}

    private List<Told> told(List<SlaClock> cycles) {
        return cycles.stream()
                .map(cycle -> {
                    BusinessTime time = slaClocks.time(cycle.promise());
                    List<Mark> marks = cycle.timeline().marks();
                    return new Told(
                            cycle.promise().target(),
                            cycle.due(time),
                            cycle.timeline().elapsed(time, marks.getLast().at()),
                            marks.stream().map(Mark::at).toList(),
                            marks.stream().map(Mark::mode).toList());
                })
                .toList();
    }
}
