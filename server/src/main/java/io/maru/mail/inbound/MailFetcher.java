package io.maru.mail.inbound;

import io.maru.mail.MailConnectionChanged;
import io.maru.mail.inbound.ImapConnection.Arrived;
import io.maru.mail.inbound.MailboxStore.Fetched;
import io.maru.mail.inbound.MailboxStore.Position;
import io.maru.platform.BackOff;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches the mail of mailboxes that lie elsewhere. One server visits a mailbox at a time, and stays connected where it is told of new
 * mail; two at once would do no harm, since each mail is kept, and the place behind it noted, in one transaction. A mailbox that fails
 * is tried again, ever later.
 */
@Component
class MailFetcher {

    static final String CHANNEL = "mailboxes";

    private static final Logger LOG = LoggerFactory.getLogger(MailFetcher.class);

    private static final Duration UNASKED = Duration.ofSeconds(2);

    /** By then another server takes over what a killed one left. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** How often a mail server is asked that does not tell. */
    private static final Duration POLL = Duration.ofMinutes(1);

    /** Routers forget connections on which nothing is said. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private static final Duration RECONNECT = Duration.ofSeconds(5);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(30), Duration.ofMinutes(30));

    /** Nobody is told of a server that starts anew, or of a line that was cut for a moment. */
    private static final int MOST_UNTOLD = 2;

    /** A mail that fails its mailbox so often is left there, so that the others go on. */
    private static final int MOST_VISITS = 3;

    private final MailboxStore store;
    private final MailAccounts accounts;
    private final MailIntake intake;
    private final Answers answers;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final UUID server = UUID.randomUUID();
    private final Map<Long, Visit> visits = new ConcurrentHashMap<>();
    private final WaitingWork work = new WaitingWork("mail-fetcher", UNASKED, true);

    MailFetcher(
            MailboxStore store,
            MailAccounts accounts,
            MailIntake intake,
            Answers answers,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.intake = intake;
        this.answers = answers;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::look);
    }

    @PreDestroy
    void stop() {
        work.stop();
        visits.values().forEach(Visit::end);
        visits.values().forEach(Visit::join);
    }

    private boolean look() {
        Instant now = clock.instant();
        Instant until = now.plus(LEASE);
        Map<Long, Long> ours = store.renew(server, until);
        visits.forEach((id, visit) -> {
            Long version = ours.get(id);
            if (version == null || version != visit.mailbox.version() || visit.isSilentSince(now)) {
                visit.end();
            }
        });
        for (long id : store.lease(server, now, until)) {
            store.fetched(id).filter(mailbox -> !visits.containsKey(id)).ifPresent(mailbox -> {
                Visit visit = new Visit(mailbox);
                visits.put(id, visit);
                visit.start();
            });
        }
        return false;
    }

    /** Fetches what is new once, on this thread. */
    void fetch(long id) throws MailboxUnavailable, IOException {
        Fetched mailbox = store.fetched(id).orElseThrow();
        try (ImapConnection connection = accounts.open(mailbox)) {
            fetch(mailbox, connection, () -> false);
        }
    }

    /** One connection to a mailbox, on a thread of its own. */
    private final class Visit {

        private final Fetched mailbox;
        private final Thread thread;
        private volatile @Nullable ImapConnection connection;
        private volatile boolean ended;
        private boolean worked;
        private volatile @Nullable Instant waitingSince;

        Visit(Fetched mailbox) {
            this.mailbox = mailbox;
            this.thread =
                    Thread.ofVirtual().name("mail-fetcher-" + mailbox.id()).unstarted(this::run);
        }

        void start() {
            thread.start();
        }

        /** What it waits for is broken off, and what it fetches ends with the mail that it is at. */
        void end() {
            ended = true;
            ImapConnection open = connection;
            if (open != null) {
                Thread.ofVirtual().start(open::leave);
            }
        }

        void join() {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }

        boolean isSilentSince(Instant now) {
            Instant since = waitingSince;
            return since != null && since.plus(LONGEST_SILENCE).isBefore(now);
        }

        private void run() {
            Instant tryAt = null;
            try {
                tryAt = visit();
            } catch (MailboxUnavailable | IOException | RuntimeException failure) {
                if (!ended) {
                    // A line that was cut is no failure before the next visit finds it so.
                    tryAt = worked ? clock.instant().plus(RECONNECT) : failed(mailbox, failure);
                }
            } finally {
                visits.remove(mailbox.id(), this);
                store.release(mailbox.id(), server, tryAt);
            }
        }

        /** @return when the next one is due; null for at once */
        private @Nullable Instant visit() throws MailboxUnavailable, IOException {
            try (ImapConnection opened = accounts.open(mailbox)) {
                connection = opened;
                while (!ended) {
                    fetch(mailbox, opened, () -> ended);
                    worked = true;
                    waitingSince = clock.instant();
                    if (!opened.await()) {
                        return clock.instant().plus(POLL);
                    }
                    waitingSince = null;
                }
            }
            return null;
        }
    }

    private void fetch(Fetched mailbox, ImapConnection connection, BooleanSupplier ended)
            throws MailboxUnavailable, IOException {
        long validity = connection.validity();
        Position position = store.position(mailbox.id());
        boolean same = position.validity() != null && position.validity() == validity;
        long[] seen = {same ? position.uid() : 0};
        connection.after(seen[0], mail -> {
            if (ended.getAsBoolean()) {
                throw new IOException("The visit ends");
            }
            seen[0] = mail.uid();
            take(mailbox, connection, mail, () -> store.setPosition(mailbox.id(), validity, mail.uid()));
        });
        store.setPosition(mailbox.id(), validity, seen[0]);
        transaction.executeWithoutResult(status -> {
            if (store.works(mailbox.id(), clock.instant())) {
                LOG.info("Mail is fetched again from {}", mailbox.address());
                events.publishEvent(new MailConnectionChanged(mailbox.address(), null));
            }
        });
    }

    private void take(Fetched mailbox, ImapConnection connection, Arrived mail, Runnable noted)
            throws MailboxUnavailable, IOException {
        String key = UUID.nameUUIDFromBytes((mailbox.id() + " " + mail.uid()).getBytes()) + "@fetched.invalid";
        try {
            if (mailbox.since() != null && mail.at().isBefore(mailbox.since())) {
                return;
            }
            if (mail.size() > mailbox.sizeLimit()) {
                tooLarge(mailbox, mail, key, noted);
                return;
            }
            LimitedStream content = new LimitedStream(mail.read(), mailbox.sizeLimit());
            try {
                intake.accept(mailbox.id(), content, noted);
            } catch (IOException failure) {
                if (content.tooLarge()) {
                    tooLarge(mailbox, mail, key, noted);
                } else if (!content.failed() || !connection.open() || mailbox.failures() < MOST_VISITS) {
                    throw failure;
                } else {
                    LOG.error("Mail {} of {} cannot be fetched", mail.uid(), mailbox.address(), failure);
                    intake.refuse(
                            mailbox.id(),
                            new ByteArrayInputStream(new byte[0]),
                            key,
                            MailState.QUARANTINED,
                            Reason.NOT_FETCHED,
                            none -> {},
                            noted);
                }
            }
        } catch (MessagingException failure) {
            throw new MailboxUnavailable(failure, false);
        }
    }

    private void tooLarge(Fetched mailbox, Arrived mail, String key, Runnable noted)
            throws MessagingException, IOException {
        Instant at = mail.at();
        intake.refuse(
                mailbox.id(),
                mail.readHeaders(),
                key,
                MailState.REFUSED,
                Reason.TOO_LARGE,
                understood -> answers.tooLarge(mailbox.id(), understood, at),
                noted);
    }

    private @Nullable Instant failed(Fetched mailbox, Exception failure) {
        boolean refused = failure instanceof MailboxUnavailable unavailable && unavailable.refused();
        String words = String.valueOf(failure.getMessage());
        if (mailbox.failures() == 0) {
            LOG.error("No mail can be fetched from {}; it is tried again: {}", mailbox.address(), words);
        }
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            if (store.failing(mailbox.id(), words, refused ? 0 : MOST_UNTOLD, now)) {
                events.publishEvent(new MailConnectionChanged(mailbox.address(), words));
            }
        });
        return now.plus(BACK_OFF.pause(mailbox.failures()));
    }
}
