package io.maru.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Cursor;
import io.maru.platform.NotFound;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls to other systems: written in the transaction of what they tell of, and made after it. */
@Service
public class WebhookCalls {

    private static final Duration KEPT = Duration.ofDays(30);

    private final WebhookCallStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WebhookCalls(WebhookCallStore store, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** Some wait, once the transaction is committed. */
    record CallsWait() {}

    /** How a call stands. */
    public enum State {
        WAITING,
        /** Answered with success. */
        DELIVERED,
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
     * A call, made or waiting.
     *
     * @param messageId the same at each attempt
     * @param address as it may be shown: the beginning and the end of one that is secret
     * @param status with which the last attempt was answered; null when nobody answered
     * @param answer what went wrong in it
     * @param took how long it took, in milliseconds
     * @param tryAt when one that waits is made
     */
    public record Made(
            long id,
            UUID messageId,
            @Nullable Long webhookId,
            @Nullable String origin,
            String address,
            String event,
            String body,
            State state,
            Instant createdAt,
            @Nullable Instant endedAt,
            int failures,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable Integer took,
            @Nullable Instant tryAt) {}

    /**
     * A call that somebody wants.
     *
     * @param webhookId null for one that no webhook of administrators asked for
     * @param address of which {@link OutgoingAddress#read} makes one; of a webhook as it is shown
     * @param secret by which it is signed, encrypted; null when it is not, or when its webhook has one
     * @param event what it is called for, in a word
     * @param origin by which whoever wants it finds it again; null for nobody
     * @param body JSON
     */
    public record Wanted(
            @Nullable Long webhookId,
            String address,
            @Nullable String secret,
            String event,
            @Nullable Long ticketId,
            @Nullable String origin,
            String body) {}

    /** Writes a call, to be made once the transaction is committed. */
    public void call(Wanted wanted) {
        write(wanted, WebhookAddress.open(wanted.address()));
    }

    /** Writes a call of a webhook, which goes where that leads when it is made. */
    void call(Webhook webhook, WebhookEvent event, long ticketId, String body) {
        WebhookAddress address = webhook.address();
        write(new Wanted(webhook.id(), address.shown(), null, event.key(), ticketId, null, body), address);
    }

    private void write(Wanted wanted, WebhookAddress address) {
        store.insert(wanted, address.host(), clock.instant());
        events.publishEvent(new CallsWait());
    }

    /** A webhook leads elsewhere: what waits for it goes there. */
    void move(long webhookId, WebhookAddress address) {
        store.move(webhookId, address, clock.instant());
        events.publishEvent(new CallsWait());
    }

    /** Those whose origin begins so, in the order in which they were written; for somebody who may know of them. */
    public List<Made> withOrigin(String beginning) {
        return store.withOrigin(beginning);
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public Page<Made> list(
            CurrentPerson current,
            @Nullable Long webhookId,
            @Nullable State state,
            @Nullable String after,
            @Nullable Integer limit) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        return Page.of(
                store.list(
                        webhookId,
                        state == null ? null : state.key(),
                        cursor == null ? null : cursor.number(0),
                        most + 1),
                most,
                call -> Cursor.of(call.id()));
    }

    /** Makes a call once more, under the same id: whoever has heard of it already knows it by that. */
    @Transactional
    public void replay(CurrentPerson current, long id) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        if (!store.again(id, clock.instant())) {
            throw new NotFound();
        }
        events.publishEvent(new CallsWait());
    }

    /** What was made or given up thirty days ago. */
    @Transactional
    public void forgetOld() {
        store.deleteBefore(clock.instant().minus(KEPT));
    }
}
