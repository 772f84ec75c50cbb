package io.maru.notification;

import io.maru.notification.PushConnection.Outcome;
import io.maru.notification.PushConnection.Result;
import io.maru.notification.PushMessages.PushMessage;
import io.maru.notification.PushStore.Claimed;
import io.maru.notification.PushStore.Pending;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.BackOff;
import io.maru.platform.NotFound;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells browsers what waits for them, one browser at a time among all servers. That it was told is written afterwards: whoever dies in
 * between lets another tell it again, which takes the place of the first on the screen.
 */
@Component
class PushSender {

    private static final Logger LOG = LoggerFactory.getLogger(PushSender.class);

    private static final int WORKERS = 2;

    private static final Duration UNASKED = Duration.ofSeconds(2);

    /** Longer than its messages take. */
    private static final Duration TAKEN = Duration.ofMinutes(5);

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(15), Duration.ofHours(1));

    /** What could not be told for so long nobody needs to be told any more. */
    static final Duration GIVEN_UP = Duration.ofDays(1);

    private final PushStore store;
    private final PushMessages messages;
    private final PushConnection connection;
    private final Persons persons;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("push", UNASKED, true);

    PushSender(
            PushStore store,
            PushMessages messages,
            PushConnection connection,
            Persons persons,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.connection = connection;
        this.persons = persons;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(WORKERS, () -> this::tellOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    private boolean tellOne() {
        Instant now = clock.instant();
        Optional<Claimed> claimed = transaction.execute(status -> store.claim(now, now.plus(TAKEN)));
        if (claimed == null || claimed.isEmpty()) {
            return false;
        }
        Claimed browser = claimed.get();
        Duration pause = null;
        try {
            for (PushMessage message : messages(browser, now)) {
                Outcome outcome = tell(browser, message);
                pause = outcome.result() == Result.UNAVAILABLE
                        ? BACK_OFF.pause(browser.failures(), outcome.pause())
                        : null;
                if (pause != null || outcome.result() == Result.GONE || work.stopped()) {
                    break;
                }
            }
        } catch (RuntimeException failure) {
            if (work.stopped()) {
                throw failure;
            }
            LOG.error("The browser {} could not be told; it is tried again", browser.id(), failure);
            pause = BACK_OFF.pause(browser.failures());
        }
        int failures = pause == null ? 0 : browser.failures() + 1;
        Instant tryAt = pause == null ? clock.instant() : clock.instant().plus(pause);
        transaction.executeWithoutResult(status -> store.release(browser.id(), failures, tryAt));
        return true;
    }

    /** What is not told any more waits no longer. */
    private List<PushMessage> messages(Claimed browser, Instant now) {
        List<PushMessage> found = transaction.execute(status -> {
            store.deletePendingDueBefore(now.minus(GIVEN_UP));
            List<Pending> due = store.due(browser.id(), now);
            CurrentPerson reader = active(browser.personId());
            List<PushMessage> told = reader == null ? List.of() : messages.of(reader, due);
            List<Long> untold = new ArrayList<>(due.stream().map(Pending::id).toList());
            told.forEach(message -> untold.removeAll(message.pending()));
            store.deletePending(untold);
            return told;
        });
        return found == null ? List.of() : found;
    }

    private Outcome tell(Claimed browser, PushMessage message) {
        Outcome outcome = connection.push(browser, message);
        switch (outcome.result()) {
            case TAKEN ->
                transaction.executeWithoutResult(status -> {
                    store.deletePending(message.pending());
                    store.told(browser.id(), clock.instant());
                });
            case GONE -> transaction.executeWithoutResult(status -> store.delete(browser.id()));
            case REFUSED -> {
                LOG.warn("The browser {} could not be told: {}", browser.id(), outcome.failure());
                transaction.executeWithoutResult(status -> store.deletePending(message.pending()));
            }
            case UNAVAILABLE -> LOG.warn("The browser {} is told later: {}", browser.id(), outcome.failure());
        }
        return outcome;
    }

    private @Nullable CurrentPerson active(long personId) {
        try {
            return persons.acting(personId);
        } catch (NotFound left) {
            return null;
        }
    }
}
