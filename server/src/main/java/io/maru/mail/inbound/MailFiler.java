package io.maru.mail.inbound;

import io.maru.mail.inbound.ReceivedStore.Received;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.Failure;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Files the mails that wait, on every server. A mail is taken for a while and filed in one transaction, so that it is filed once
 * whatever stops a server. One that fails is tried again, ever later, and in the end left to people; the others go on.
 */
@Component
class MailFiler {

    static final String CHANNEL = "mail";

    private static final Logger LOG = LoggerFactory.getLogger(MailFiler.class);

    /** One waits for the database and its disk while others read. */
    private static final int THREADS = 4;

    private static final int MOST_ATTEMPTS = 8;
    private static final Duration UNASKED = Duration.ofSeconds(2);

    /** Longer than reading one may take; after it another server takes up what a killed one left. */
    private static final Duration TAKEN = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final ReceivedStore store;
    private final Filing filing;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("mail-filer", UNASKED, true);

    MailFiler(ReceivedStore store, Filing filing, DatabaseNotifications notifications, Clock clock) {
        this.store = store;
        this.filing = filing;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(THREADS, () -> this::fileNext);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** @return whether there was one */
    boolean fileNext() {
        Instant now = clock.instant();
        Optional<Received> next = store.claim(now, now.plus(TAKEN));
        next.ifPresent(this::file);
        return next.isPresent();
    }

    private void file(Received mail) {
        if (mail.attempts() > MOST_ATTEMPTS) {
            store.close(mail.id(), MailState.QUARANTINED, Reason.INTERRUPTED.key(), null);
            return;
        }
        try {
            try {
                filing.file(mail.id(), true);
            } catch (Failure refused) {
                // The transition that an answer would take may ask for more than a mail has; the words stay.
                filing.file(mail.id(), false);
            }
        } catch (Filing.KeptBack keptBack) {
            store.close(mail.id(), MailState.QUARANTINED, keptBack.reason(), null);
        } catch (RuntimeException failed) {
            if (mail.attempts() == MOST_ATTEMPTS) {
                LOG.error("Mail {} could not be filed in {} attempts", mail.id(), MOST_ATTEMPTS, failed);
                store.close(mail.id(), MailState.QUARANTINED, Reason.FAILED.key(), null);
            } else {
                LOG.warn("Mail {} could not be filed and is tried again: {}", mail.id(), failed.toString());
                store.postpone(mail.id(), clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << (mail.attempts() - 1))));
            }
        }
    }
}
