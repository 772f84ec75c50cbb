package io.maru.automation;

import io.maru.platform.Json;
import io.maru.platform.Secrets;
import io.maru.platform.WaitingWork;
import io.maru.webhook.OutgoingCalls;
import io.maru.webhook.OutgoingCalls.CallFailed;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells other systems what rules say, after the run that asks for it: at least once, signed by the rule's secret if it has one. */
@Component
class RuleCalls {

    /** How long one waits that no server was told of. */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    /** For how long a call is one server's alone; longer than any takes. */
    private static final Duration CLAIMED = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

    /** The last of them comes two hours after the first. */
    private static final int ATTEMPTS = 10;

    private final CallStore store;
    private final RuleStore rules;
    private final OutgoingCalls outgoing;
    private final Secrets secrets;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("automation-call", UNASKED, true);

    RuleCalls(
            CallStore store,
            RuleStore rules,
            OutgoingCalls outgoing,
            Secrets secrets,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.outgoing = outgoing;
        this.secrets = secrets;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Calls wait, once the transaction is committed. */
    record CallsPlanned() {}

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(2, () -> this::callOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @TransactionalEventListener
    void on(CallsPlanned planned) {
        work.tell();
    }

    /** Plans a call in the run's transaction; a trial, which is no run, makes none. */
    void plan(@Nullable Long runId, String pointer, String address, Map<String, String> values) {
        if (runId != null) {
            store.insert(runId, pointer, address, Json.of(new TreeMap<>(values)).data(), clock.instant());
            events.publishEvent(new CallsPlanned());
        }
    }

    /** @return whether there was one, so that there may be more */
    boolean callOne() {
        Instant now = clock.instant();
        Optional<CallStore.Waiting> claimed =
                Objects.requireNonNull(transaction.execute(status -> store.claim(now, now.plus(CLAIMED))));
        claimed.ifPresent(this::make);
        return claimed.isPresent();
    }

    private void make(CallStore.Waiting call) {
        try {
            int status = outgoing.post(call.address(), call.delivery().toString(), signature(call), call.body());
            transaction.executeWithoutResult(done -> store.answered(call.id(), Integer.toString(status)));
        } catch (CallFailed failure) {
            if (work.stopped()) {
                throw failure;
            }
            String why = String.valueOf(failure.getMessage());
            Instant again = call.failures() + 1 >= ATTEMPTS
                    ? null
                    : clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << call.failures()));
            transaction.executeWithoutResult(status -> store.failed(call.id(), why, again));
        }
    }

    private Map<String, String> signature(CallStore.Waiting call) {
        return rules.secret(call.ruleId())
                .map(secrets::decrypt)
                .map(secret -> Map.of(
                        "Maru-Signature",
                        AutomationHooks.signature(secret, call.body().getBytes(StandardCharsets.UTF_8))))
                .orElse(Map.of());
    }
}
