package io.maru.webhook;

import io.maru.notification.Notifications;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import io.maru.platform.BackOff;
import io.maru.platform.WaitingWork;
import io.maru.webhook.WebhookCallStore.Target;
import io.maru.webhook.WebhookCallStore.Waiting;
import io.maru.webhook.WebhookConnection.Outcome;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the calls that wait: those to one system one after the other, in their order, and by one server at a time. A system that does
 * not answer is left alone for a while, and keeps no calls to others waiting.
 */
@Component
class WebhookCaller {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCaller.class);

    private static final int WORKERS = 3;

    private static final Duration UNASKED = Duration.ofSeconds(5);

    /** How many calls a system gets before others have their turn. */
    private static final int AT_A_TIME = 20;

    /** Longer than those take. */
    private static final Duration TAKEN = Duration.ofMinutes(10);

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(15), Duration.ofHours(1));

    /** Some minutes after the first one; a system that is away for a moment is nobody's news. */
    private static final int TOLD_AFTER = 5;

    private static final Duration GIVEN_UP = Duration.ofDays(3);

    private final WebhookCallStore store;
    private final WebhookStore webhooks;
    private final WebhookConnection connection;
    private final Notifications notifications;
    private final RoleAssignments roles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("webhook-caller", UNASKED, true);

    WebhookCaller(
            WebhookCallStore store,
            WebhookStore webhooks,
            WebhookConnection connection,
            Notifications notifications,
            RoleAssignments roles,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.connection = connection;
        this.notifications = notifications;
        this.roles = roles;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(WORKERS, () -> this::callSome);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @TransactionalEventListener
    void on(WebhookCalls.CallsWait waiting) {
        work.tell();
    }

    private boolean callSome() {
        Instant now = clock.instant();
        Optional<Target> claimed = transaction.execute(status -> store.claim(now, now.plus(TAKEN)));
        if (claimed == null || claimed.isEmpty()) {
            return false;
        }
        Target target = claimed.get();
        Duration pause = null;
        for (int turn = 0; turn < AT_A_TIME && pause == null && !work.stopped(); turn++) {
            Waiting next = store.next(target.host(), clock.instant()).orElse(null);
            if (next == null) {
                break;
            }
            pause = call(next, target);
        }
        int failures = pause == null ? 0 : target.failures() + 1;
        Instant tryAt = pause == null ? clock.instant() : clock.instant().plus(pause);
        transaction.executeWithoutResult(status -> store.release(target.host(), failures, tryAt));
        return true;
    }

    /** @return how long its system is left alone; null when it is not */
    private @Nullable Duration call(Waiting call, Target target) {
        Outcome outcome = connection.call(call.messageId(), call.address(), call.secret(), call.body());
        Instant now = clock.instant();
        String failure = outcome.failure();
        if (failure == null) {
            transaction.executeWithoutResult(status -> {
                store.delivered(call.id(), Objects.requireNonNull(outcome.status()), outcome.took(), now);
                tell(call, null);
            });
            return null;
        }
        if (work.stopped()) {
            return Duration.ZERO;
        }
        boolean forGood = outcome.hopeless() || call.createdAt().plus(GIVEN_UP).isBefore(now);
        Duration itsOwn = outcome.unavailable() ? Duration.ZERO : BACK_OFF.pause(call.failures());
        LOG.warn("The call {} failed{}: {}", call.messageId(), forGood ? " for good" : "", failure);
        transaction.executeWithoutResult(status -> {
            store.failed(call.id(), outcome.status(), failure, outcome.took(), forGood ? null : now.plus(itsOwn), now);
            if (forGood || call.failures() + 1 >= TOLD_AFTER) {
                tell(call, failure);
            }
        });
        return outcome.unavailable() ? BACK_OFF.pause(target.failures(), outcome.pause()) : null;
    }

    /** Administrators hear once that a webhook fails, and once that it works again. */
    private void tell(Waiting call, @Nullable String failure) {
        if (call.webhookId() != null) {
            webhooks.setFailing(call.webhookId(), failure != null)
                    .ifPresent(name -> notifications.tell(
                            roles.holders(Permission.WEBHOOK_ADMINISTER),
                            WebhookNews.KIND,
                            new WebhookNews.Told(name, failure)));
        }
    }
}
