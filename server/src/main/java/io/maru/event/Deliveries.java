package io.maru.event;

import io.maru.event.EventStore.Claimed;
import io.maru.platform.BackOff;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets each follower follow, one event after the other, on whichever server has time. That it has followed is written with what it
 * did: it did it once, whatever stops a server.
 */
@Component
class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** How long one waits that no server was told of. */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

    /** The last of them comes more than five hours after the first; what fails then is for an administrator. */
    private static final int ATTEMPTS = 15;

    /** After a few that came alone one waits so long: what happens meanwhile is followed together, at the price of one. */
    private static final Duration GATHERED = Duration.ofMillis(100);

    /** What is followed in one transaction, when nothing fails. */
    private static final int TOGETHER = 20;

    private static final int LONGEST_FAILURE = 1_000;

    private final EventStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<EventFollower, WaitingWork> work = new LinkedHashMap<>();

    Deliveries(EventStore store, List<EventFollower> followers, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
        followers.forEach(each -> work.put(each, new WaitingWork("event-" + each.key(), UNASKED, true)));
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.forEach((follower, waiting) -> waiting.start(1, () -> () -> {
            List<Claimed> claimed = new ArrayList<>();
            boolean some = followSome(follower, claimed);
            if (some && claimed.size() < TOGETHER) {
                LockSupport.parkNanos(GATHERED.toNanos());
            }
            return some;
        }));
    }

    @PreDestroy
    void stop() {
        work.values().forEach(WaitingWork::stop);
    }

    @TransactionalEventListener
    void on(Events.Waiting waiting) {
        work.forEach((follower, own) -> {
            if (waiting.followers().contains(follower.key())) {
                own.tell();
            }
        });
    }

    /** @return whether there were some, so that there may be more */
    boolean followSome(EventFollower follower) {
        return followSome(follower, new ArrayList<>());
    }

    private boolean followSome(EventFollower follower, List<Claimed> claimed) {
        try {
            return follow(follower, TOGETHER, claimed);
        } catch (RuntimeException failure) {
            if (stopped(follower)) {
                throw failure;
            }
            // One of them fails: which one is seen when each is followed for itself.
            return followOne(follower);
        }
    }

    private boolean followOne(EventFollower follower) {
        List<Claimed> claimed = new ArrayList<>();
        try {
            return follow(follower, 1, claimed);
        } catch (RuntimeException failure) {
            if (claimed.isEmpty() || stopped(follower)) {
                throw failure;
            }
            failed(follower.key(), claimed.getFirst(), failure);
            return true;
        }
    }

    private boolean follow(EventFollower follower, int most, List<Claimed> claimed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            claimed.addAll(store.claim(follower.key(), now, most));
            if (claimed.isEmpty()) {
                return false;
            }
            claimed.forEach(each -> follower.follow(each.event()));
            store.followed(
                    follower.key(),
                    claimed.stream().map(each -> each.event().id()).toList());
            claimed.stream()
                    .filter(each -> each.failures() > 0)
                    .forEach(each -> store.waiting(follower.key(), each.event().ticketId(), now));
            return true;
        }));
    }

    private boolean stopped(EventFollower follower) {
        return Objects.requireNonNull(work.get(follower)).stopped();
    }

    private void failed(String follower, Claimed claimed, RuntimeException failure) {
        Instant now = clock.instant();
        Instant again = claimed.failures() + 1 < ATTEMPTS ? now.plus(BACK_OFF.pause(claimed.failures())) : null;
        LOG.error(
                "{} could not follow event {}; {}",
                follower,
                claimed.event().id(),
                again == null ? "it was set aside" : "it is tried again",
                failure);
        transaction.executeWithoutResult(
                status -> store.failed(follower, claimed.event(), shortened(failure), now, again));
    }

    private static String shortened(RuntimeException failure) {
        String text = failure.toString().replace("\0", "");
        return text.length() > LONGEST_FAILURE ? text.substring(0, LONGEST_FAILURE) : text;
    }
}
