package io.maru.mail;

import static io.maru.db.mail.Tables.KNOWN_MESSAGE;
import static io.maru.db.mail.Tables.RECEIVED;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class KnownMessageStore {

    private final DSLContext database;

    KnownMessageStore(DSLContext database) {
        this.database = database;
    }

    /** Of a mail that is sent. */
    void insert(String messageId, long ticketId, boolean internal, Instant now) {
        database.insertInto(KNOWN_MESSAGE)
                .set(KNOWN_MESSAGE.MESSAGE_ID, messageId)
                .set(KNOWN_MESSAGE.TICKET_ID, ticketId)
                .set(KNOWN_MESSAGE.INTERNAL, internal)
                .set(KNOWN_MESSAGE.NOTED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /** By id of the message; of one that came to several mailboxes, the first. */
    Map<String, Long> tickets(Collection<String> messageIds) {
        return database.select(KNOWN_MESSAGE.MESSAGE_ID, KNOWN_MESSAGE.TICKET_ID)
                .distinctOn(KNOWN_MESSAGE.MESSAGE_ID)
                .from(KNOWN_MESSAGE)
                .where(KNOWN_MESSAGE.MESSAGE_ID.in(messageIds))
                .orderBy(KNOWN_MESSAGE.MESSAGE_ID, KNOWN_MESSAGE.NOTED_AT, KNOWN_MESSAGE.TICKET_ID)
                .fetchMap(KNOWN_MESSAGE.MESSAGE_ID, KNOWN_MESSAGE.TICKET_ID);
    }

    Optional<MailThreads.Origin> origin(long ticketId, @Nullable Long commentId) {
        return database.select(RECEIVED.MESSAGE_ID, RECEIVED.SENDER, RECEIVED.AUTOMATIC)
                .from(RECEIVED)
                .where(RECEIVED.TICKET_ID.eq(ticketId), RECEIVED.STATE.eq("filed"), RECEIVED.REASON.isNull())
                .and(commentId == null ? RECEIVED.COMMENT_ID.isNull() : RECEIVED.COMMENT_ID.eq(commentId))
                .orderBy(RECEIVED.ID)
                .limit(1)
                .fetchOptional(row -> new MailThreads.Origin(
                        row.value1(), Objects.requireNonNullElse(row.value2(), ""), row.value3()));
    }
}
