package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.LocalizedText;
import io.maru.platform.WaitingWork;
import io.maru.sla.SimulationStore.Run;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketFacts;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.workflow.Workflows;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs drafts over tickets of the past, some at a time, on whichever server has time; it locks no ticket and changes no clock. */
@Component
class Simulations {

    private static final String CHANNEL = "sla simulation";
    private static final int AT_A_TIME = 500;
    private static final Duration UNASKED = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);

    private final SimulationStore store;
    private final PolicyStore policyStore;
    private final PoliciesInUse policies;
    private final GoalQuestions questions;
    private final SlaClocks clocks;
    private final TicketFacts tickets;
    private final Workflows workflows;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-simulation", UNASKED, true);

    Simulations(
            SimulationStore store,
            PolicyStore policyStore,
            PoliciesInUse policies,
            GoalQuestions questions,
            SlaClocks clocks,
            TicketFacts tickets,
            Workflows workflows,
            DatabaseNotifications notifications,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.policyStore = policyStore;
        this.policies = policies;
        this.questions = questions;
        this.clocks = clocks;
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
    long begin(long policyId, long personId, PolicyDefinition definition, Instant from, Instant to) {
        store.deleteEndedBefore(clock.instant().minus(KEPT));
        long id = store.insert(policyId, personId, definition, from, to, clock.instant());
        notifications.publish(CHANNEL, "");
        return id;
    }

    Optional<Run> find(long policyId, long id) {
        return store.find(policyId, id);
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
            Set<Long> deskIds = policyStore
                    .find(run.policyId())
                    .map(PolicyStore.Row::deskIds)
                    .orElse(Set.of());
            if (run.total() == null) {
                store.begun(run.id(), tickets.countCreated(deskIds, run.from(), run.to()));
            }
            List<Long> ids = tickets.created(deskIds, run.from(), run.to(), run.position(), AT_A_TIME);
            if (ids.isEmpty()) {
                store.end(run.id(), "done", clock.instant());
            } else {
                store.advance(run.id(), ids.getLast(), ids.size(), measured(run, ids));
            }
            return true;
        }));
    }

    private SimulationTally measured(Run run, List<Long> ids) {
        Policy draft = new Policy(run.policyId(), LocalizedText.EMPTY, 0, run.definition());
        Policy inForce = policies.published(Set.of(run.policyId())).get(run.policyId());
        List<Policy> both = inForce == null ? List.of(draft) : List.of(draft, inForce);
        Map<Long, List<HistoryEntry>> histories = tickets.histories(ids);
        Instant now = clock.instant();
        SimulationTally tally = run.tally();
        for (Facts facts : tickets.read(questions.of(both), ids)) {
            List<Moment> moments = TicketPast.moments(facts, histories.getOrDefault(facts.id(), List.of()));
            Measured simulated = measured(draft, facts, (Integer) facts.beside().getFirst(), moments);
            Measured then = inForce == null
                    ? new Measured(List.of(), simulated.time())
                    : measured(inForce, facts, (Integer) facts.beside().getLast(), moments);
            tally = tally.plus(facts.key(), then.clocks(), then.time(), simulated.clocks(), simulated.time(), now);
        }
        return tally;
    }

    private record Measured(List<SlaClock> clocks, BusinessTime time) {}

    private Measured measured(Policy policy, Facts facts, @Nullable Integer goal, List<Moment> moments) {
        Promise promise = clocks.promise(policy.definition(), goal, facts.fields());
        BusinessTime time = clocks.time(promise);
        return new Measured(Rebuild.cycles(policy, facts, moments, promise, time, workflows::status), time);
    }
}
