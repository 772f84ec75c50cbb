package io.maru.mail.outbound;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.mail.MailBounced;
import io.maru.mail.MailThreads;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Cursor;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails that leave: written in the transaction of what they tell of, and sent after it. */
@Service
public class OutgoingMails {

    private static final Duration KEPT = Duration.ofDays(90);

    private final OutgoingStore store;
    private final MailThreads threads;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutgoingMails(OutgoingStore store, MailThreads threads, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.threads = threads;
        this.events = events;
        this.clock = clock;
    }

    /** Some wait, once the transaction is committed. */
    record Waiting() {}

    /** How a mail stands. */
    public enum State {
        WAITING,
        /** The server has taken it. */
        SENT,
        /** Given up. */
        FAILED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param diagnostic as with {@link Delivery}
     * @param tryAt when one that waits is tried
     */
    public record SentMail(
            long id,
            String recipient,
            String subject,
            State state,
            Instant createdAt,
            @Nullable Instant sentAt,
            int failures,
            @Nullable String failure,
            @Nullable String diagnostic,
            @Nullable Instant tryAt) {}

    /**
     * What became of a mail that tells of comments.
     *
     * @param failure what the server said when it did not take it, or {@code bounced}; also while it is tried again
     * @param diagnostic what another server said with whom it came back, such as {@code 550 5.1.1 User unknown}; null when that is not
     *     known
     */
    public record Delivery(
            List<Long> commentIds,
            @Nullable Long personId,
            String recipient,
            State state,
            @Nullable Instant sentAt,
            @Nullable String failure,
            @Nullable String diagnostic) {}

    /** What became of the mails of the last 90 days about a ticket, for whom the caller lets see it. */
    @Transactional(readOnly = true)
    public List<Delivery> deliveries(long ticketId) {
        return store.deliveries(ticketId);
    }

    /** Whether there is a server that mails leave by. */
    public boolean areSent() {
        return store.server().filter(kept -> kept.server().active()).isPresent();
    }

    /** Whether it takes mails just now, as far as is known: who can wait writes none while it does not, and tells all in one afterwards. */
    public boolean leave() {
        return store.server()
                .filter(kept -> kept.server().active() && kept.failingSince() == null)
                .isPresent();
    }

    /** Where people reach the web app, without a slash at its end. */
    public URI webAddress() {
        return store.server()
                .map(kept -> kept.server().webAddress())
                .orElseThrow(() -> new IllegalStateException("No mails are sent"));
    }

    /** Whether answers to a desk's mails come back to it. */
    public boolean answersReach(long deskId) {
        return store.mailbox(deskId).isPresent();
    }

    /** Writes a mail, to be sent once the transaction is committed; none to ourselves, who would answer it. */
    public void send(OutgoingMail mail) {
        if (store.isOwn(mail.recipient())) {
            return;
        }
        String domain = store.server()
                .map(kept -> kept.server().domain())
                .orElseThrow(() -> new IllegalStateException("No mails are sent"));
        String messageId = UUID.randomUUID() + "@" + domain;
        boolean undeliverable = store.isUndeliverable(mail.recipient());
        long id = store.insert(messageId, mail, undeliverable, clock.instant());
        if (undeliverable) {
            tellNotDelivered(id);
        }
        if (mail.ticketId() != null) {
            if (mail.internal()) {
                threads.noteInternal(messageId, mail.ticketId());
            } else {
                threads.note(messageId, mail.ticketId());
            }
        }
        events.publishEvent(new Waiting());
    }

    /** A mail that came back is shown as not delivered, and no others are sent where none arrive. */
    @EventListener
    @Transactional
    void on(MailBounced bounced) {
        if (bounced.messageId() != null) {
            store.bounced(bounced.messageId(), bounced.diagnostic().isEmpty() ? null : bounced.diagnostic())
                    .ifPresent(this::tellNotDelivered);
        }
        if (bounced.permanent()) {
            store.setUndeliverable(bounced.address(), clock.instant());
        }
    }

    /** In the transaction that notes that a mail is given up. */
    void tellNotDelivered(long id) {
        store.notDelivered(id).ifPresent(events::publishEvent);
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public Page<SentMail> list(
            CurrentPerson current, @Nullable State state, @Nullable String after, @Nullable Integer limit) {
        current.require(Permission.MAIL_ADMINISTER);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        return Page.of(
                store.list(state == null ? null : state.key(), cursor == null ? null : cursor.number(0), most + 1),
                most,
                mail -> Cursor.of(mail.id()));
    }

    /** Tries to send one again that was given up or waits. */
    @Transactional
    public void retry(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        if (!store.retry(id, clock.instant())) {
            throw new NotFound();
        }
        events.publishEvent(new Waiting());
    }

    /** What was sent or given up 90 days ago. */
    @Transactional
    public void forgetOld() {
        store.deleteBefore(clock.instant().minus(KEPT));
    }
}
