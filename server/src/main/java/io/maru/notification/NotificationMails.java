package io.maru.notification;

import io.maru.mail.outbound.MailsLeaveAgain;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.notification.PendingMailStore.Pending;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes mails of what is due to be told: one for each person and ticket, or one of all when there are many. It waits while mails do not
 * leave, so that what happened meanwhile is told in one. That a mail was made is written with it: it is made once.
 */
@Component
class NotificationMails {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationMails.class);

    private static final Duration UNASKED = Duration.ofSeconds(2);

    /** How long somebody's mails wait that could not be made. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private final PendingMailStore store;
    private final OutgoingMails outgoing;
    private final NotificationLetters letters;
    private final List<SeenElsewhere> elsewhere;
    private final Persons persons;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("notification-mail", UNASKED, true);

    NotificationMails(
            PendingMailStore store,
            OutgoingMails outgoing,
            NotificationLetters letters,
            List<SeenElsewhere> elsewhere,
            Persons persons,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.outgoing = outgoing;
        this.letters = letters;
        this.elsewhere = elsewhere;
        this.persons = persons;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::doOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @EventListener
    void on(MailsLeaveAgain again) {
        work.tell();
    }

    /** Makes the mails of one person. @return whether there was one, so that there may be more */
    boolean doOne() {
        if (!outgoing.leave()) {
            return false;
        }
        AtomicReference<@Nullable Long> claimed = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Instant now = clock.instant();
                Long personId = store.takeTurn() ? store.next(now).orElse(null) : null;
                if (personId == null) {
                    return false;
                }
                claimed.set(personId);
                List<Pending> due = store.of(personId, now);
                CurrentPerson reader = active(personId);
                if (reader != null) {
                    List<Pending> unseen =
                            due.stream().filter(each -> !isSeen(each, personId)).toList();
                    letters.of(reader, unseen).forEach(outgoing::send);
                }
                store.delete(due.stream().map(Pending::id).toList());
                return true;
            }));
        } catch (RuntimeException failure) {
            Long personId = claimed.get();
            if (personId == null || work.stopped()) {
                throw failure;
            }
            LOG.error("No mail could be made for the person {}; it is tried again", personId, failure);
            Instant now = clock.instant();
            transaction.executeWithoutResult(status -> store.postpone(personId, now, now.plus(AFTER_FAILURE)));
            return true;
        }
    }

    private boolean isSeen(Pending pending, long personId) {
        return elsewhere.stream().anyMatch(each -> each.has(pending.ticketId(), personId, pending.at()));
    }

    private @Nullable CurrentPerson active(long personId) {
        try {
            return persons.acting(personId);
        } catch (NotFound left) {
            return null;
        }
    }
}
