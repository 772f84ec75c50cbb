package io.maru.mail.outbound;

import io.maru.mail.MailConnectionChanged;
import io.maru.mail.MailThreads;
import io.maru.mail.outbound.OutgoingStore.Kept;
import io.maru.mail.outbound.OutgoingStore.Waiting;
import io.maru.mail.outbound.SmtpConnection.MailRefused;
import io.maru.mail.outbound.SmtpConnection.ServerUnavailable;
import io.maru.platform.BackOff;
import io.maru.platform.WaitingWork;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends mails, one after the other on each server, over one connection while there are some. Each is taken for a while before it is
 * sent, so that no other server sends it, and sent again under the same id when whoever took it died before saying that it was sent.
 */
@Component
class MailSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    private static final Duration UNASKED = Duration.ofSeconds(5);

    /** Longer than any mail takes. */
    private static final Duration TAKEN = Duration.ofMinutes(5);

    /** After a failure of the server. */
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** Nobody is told of a server that starts anew: with pauses that double, some five minutes. */
    private static final int MOST_UNTOLD = 6;

    /** A mail that is refused for now, as by greylisting, comes again after a minute, then two … an hour, for two days. */
    private static final BackOff REFUSED_BACK_OFF = new BackOff(Duration.ofMinutes(1), Duration.ofHours(1));

    private static final Duration GIVEN_UP = Duration.ofDays(2);

    private final OutgoingStore store;
    private final OutgoingMails outgoing;
    private final MailThreads threads;
    private final SmtpAccount account;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("mail-sender", UNASKED, true);

    MailSender(
            OutgoingStore store,
            OutgoingMails outgoing,
            MailThreads threads,
            SmtpAccount account,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.outgoing = outgoing;
        this.threads = threads;
        this.account = account;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, Connected::new);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @TransactionalEventListener
    void on(OutgoingMails.Waiting waiting) {
        work.tell();
    }

    /** A worker with its connection, which it closes when there is nothing more to send. */
    final class Connected implements WaitingWork.Worker {

        private @Nullable SmtpConnection connection;
        private long version;

        @Override
        public boolean doSome() {
            Instant now = clock.instant();
            Kept kept = store.server().orElse(null);
            if (kept == null || !kept.server().active() || tooEarly(kept, now)) {
                return false;
            }
            Waiting next = claim(now);
            if (next == null) {
                return false;
            }
            try {
                String sender = next.mail().deskId() == null
                        ? kept.server().senderAddress()
                        : store.mailbox(next.mail().deskId())
                                .orElse(kept.server().senderAddress());
                String thread = next.mail().ticketId() == null
                        ? null
                        : threads.tokenOf(next.mail().ticketId()) + "@"
                                + kept.server().domain();
                connection(kept).send(next.mail(), next.messageId(), sender, thread, Date.from(next.createdAt()));
                boolean recovered = Boolean.TRUE.equals(transaction.execute(status -> {
                    store.sent(next.id(), clock.instant());
                    if (kept.failingSince() != null && store.tellsAgain()) {
                        events.publishEvent(new MailConnectionChanged(null, null));
                    }
                    return kept.failingSince() != null && store.works();
                }));
                if (recovered) {
                    LOG.info("The mail server takes mails again");
                    events.publishEvent(new MailsLeaveAgain());
                }
            } catch (MailRefused refused) {
                refused(next, refused);
            } catch (ServerUnavailable unavailable) {
                unavailable(kept, next, unavailable);
                return false;
            }
            return true;
        }

        private @Nullable Waiting claim(Instant now) {
            AtomicReference<@Nullable Waiting> claimed = new AtomicReference<>();
            transaction.executeWithoutResult(
                    status -> store.claim(now, now.plus(TAKEN)).ifPresent(claimed::set));
            return claimed.get();
        }

        private boolean tooEarly(Kept kept, Instant now) {
            Instant tryAt = kept.tryAt();
            Integer most = kept.server().mostAMinute();
            return tryAt != null && tryAt.isAfter(now)
                    || most != null && store.sentSince(now.minus(Duration.ofMinutes(1))) >= most;
        }

        /** One to another server than before is a new one. */
        private SmtpConnection connection(Kept kept) throws ServerUnavailable {
            if (connection == null || version != kept.version() || !connection.open()) {
                rest();
                connection = account.open(kept);
                version = kept.version();
            }
            return connection;
        }

        @Override
        public void rest() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }

        @Override
        public void close() {
            rest();
        }

        private void unavailable(Kept kept, Waiting next, ServerUnavailable unavailable) {
            rest();
            Instant now = clock.instant();
            if (kept.failingSince() == null) {
                LOG.error("The mail server takes no mails; it is tried again: {}", unavailable.getMessage());
            }
            transaction.executeWithoutResult(status -> {
                store.again(next.id(), now);
                String words = String.valueOf(unavailable.getMessage());
                Instant tryAt = now.plus(BACK_OFF.pause(kept.failures()));
                if (store.failing(words, unavailable.accountRefused() ? 0 : MOST_UNTOLD, now, tryAt)) {
                    events.publishEvent(new MailConnectionChanged(null, words));
                }
            });
        }

        private void refused(Waiting next, MailRefused refused) {
            Instant now = clock.instant();
            boolean forGood =
                    refused.permanent() || next.createdAt().plus(GIVEN_UP).isBefore(now);
            LOG.warn("The mail {} was refused{}: {}", next.id(), forGood ? " for good" : "", refused.getMessage());
            transaction.executeWithoutResult(status -> {
                store.failed(
                        next.id(),
                        String.valueOf(refused.getMessage()),
                        forGood ? null : now.plus(REFUSED_BACK_OFF.pause(next.failures())));
                if (forGood) {
                    outgoing.tellNotDelivered(next.id());
                }
            });
        }
    }
}
