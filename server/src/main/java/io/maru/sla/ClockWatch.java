package io.maru.sla;

import io.maru.platform.WaitingWork;
import io.maru.sla.ClockStore.Counted;
import io.maru.ticket.TicketsDue;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that clocks come to their thresholds. A clock says when its next one is, so that only those are looked at for which
 * something is due; all servers look, and each clock is one's alone while it is written down what it came to.
 */
@Component
class ClockWatch {

    /** Twice within the two seconds in which something is to follow. */
    private static final Duration OFTEN = Duration.ofMillis(500);

    private final ClockStore store;
    private final PoliciesInUse policies;
    private final SlaClocks clocks;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-watch", OFTEN, true);

    ClockWatch(
            ClockStore store,
            PoliciesInUse policies,
            SlaClocks clocks,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.clocks = clocks;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::noticeSome);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** @return whether there was something to notice, so that there may be more */
    boolean noticeSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            List<SlaClock> due = store.claimDue(now);
            if (due.isEmpty()) {
                return false;
            }
            Map<Long, Policy> said = policies.published(
                    due.stream().map(SlaClock::policyId).distinct().toList());
            List<Counted> noticed = new ArrayList<>();
            for (SlaClock each : due) {
                Policy policy = Objects.requireNonNull(said.get(each.policyId()));
                noticed.add(clocks.counted(clocks.noticed(each, policy, now), policy.definition()));
            }
            store.update(noticed, now);
            events.publishEvent(
                    new TicketsDue(due.stream().map(SlaClock::deskId).collect(Collectors.toSet())));
            return true;
        }));
    }
}
