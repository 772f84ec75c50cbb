package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.KNOWN_MESSAGE;
import static io.maru.db.mail.Tables.MAILBOX;
import static io.maru.db.mail.Tables.RECEIVED;

import io.maru.platform.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

@Repository
class ReceivedStore {

    private static final HexFormat HEX = HexFormat.of();

    private static final List<String> NOT_KEPT = Arrays.stream(Reason.values())
            .filter(reason -> !reason.kept())
            .map(Reason::key)
            .toList();

    private static final TypeReference<List<MailCommands.Refused>> REFUSED = new TypeReference<>() {};

    private final DSLContext database;

    ReceivedStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A mail that came.
     *
     * @param attempts how often filing it was begun
     * @param released whether somebody has let it through
     */
    record Received(
            long id,
            long mailboxId,
            String messageId,
            String sha256,
            MailState state,
            @Nullable String reason,
            @Nullable Long ticketId,
            @Nullable Long commentId,
            Instant receivedAt,
            int attempts,
            boolean released) {}

    /** What a mail says of itself. */
    record Understood(
            String messageId,
            String senderName,
            @Nullable String sender,
            String subject,
            List<String> recipients,
            boolean automatic) {}

    /** @param mailboxId where it came; null for one that was sent */
    record Known(String messageId, long ticketId, @Nullable Long mailboxId, boolean internal) {}

    // ------------------------------------------------------------------ arriving

    /** @return nothing when the mailbox has a mail with this id */
    Optional<Long> insert(long mailboxId, String messageId, String sha256, long size, Instant now) {
        return database.insertInto(RECEIVED)
                .set(RECEIVED.MAILBOX_ID, mailboxId)
                .set(RECEIVED.MESSAGE_ID, messageId)
                .set(RECEIVED.SHA256, HEX.parseHex(sha256))
                .set(RECEIVED.SIZE, size)
                .set(RECEIVED.RECEIVED_AT, now)
                .set(RECEIVED.TRY_AT, now)
                .onConflictDoNothing()
                .returningResult(RECEIVED.ID)
                .fetchOptional(RECEIVED.ID);
    }

    /** Of these contents, those of mails that wait or lie somewhere, and of all others that came since. */
    Set<String> keeps(Set<String> sha256, Instant since) {
        return database.selectDistinct(RECEIVED.SHA256)
                .from(RECEIVED)
                .where(RECEIVED.SHA256
                        .in(sha256.stream().map(HEX::parseHex).toList())
                        .and(RECEIVED.STATE
                                .in(MailState.WAITING.key(), MailState.QUARANTINED.key())
                                .or(RECEIVED.RECEIVED_AT.ge(since))))
                .fetchSet(row -> HEX.formatHex(row.value1()));
    }

    // ------------------------------------------------------------------ taking one to be filed

    /** Takes the next one until {@code until}, by when another server may take it. */
    Optional<Received> claim(Instant now, Instant until) {
        var next = database.select(RECEIVED.ID)
                .from(RECEIVED)
                .where(waiting().and(RECEIVED.TRY_AT.le(now)))
                .orderBy(RECEIVED.TRY_AT, RECEIVED.ID)
                .limit(1)
                .forUpdate()
                .skipLocked();
        return database.update(RECEIVED)
                .set(RECEIVED.TRY_AT, until)
                .set(RECEIVED.ATTEMPTS, RECEIVED.ATTEMPTS.plus(1))
                .where(RECEIVED.ID.eq(next))
                .returning()
                .fetchOptional(ReceivedStore::received);
    }

    /** To be filed in this transaction; nothing when another server has. Who looks for the next one may hold it for a moment. */
    Optional<Received> lockWaiting(long id) {
        return database.selectFrom(RECEIVED)
                .where(RECEIVED.ID.eq(id), waiting())
                .forUpdate()
                .fetchOptional(ReceivedStore::received);
    }

    Optional<Received> find(long id) {
        return database.selectFrom(RECEIVED).where(RECEIVED.ID.eq(id)).fetchOptional(ReceivedStore::received);
    }

    /** Tries it again then. */
    void postpone(long id, Instant tryAt) {
        database.update(RECEIVED)
                .set(RECEIVED.TRY_AT, tryAt)
                .where(RECEIVED.ID.eq(id), waiting())
                .execute();
    }

    /** The same of one that was not begun in vain: it waits for another mail. */
    void postponeUncounted(long id, Instant tryAt) {
        database.update(RECEIVED)
                .set(RECEIVED.TRY_AT, tryAt)
                .set(RECEIVED.ATTEMPTS, RECEIVED.ATTEMPTS.minus(1))
                .where(RECEIVED.ID.eq(id), waiting())
                .execute();
    }

    // ------------------------------------------------------------------ what becomes of it

    /** @return whether the mailbox has another mail of this id, so that this one's is left as it is */
    boolean understood(Received mail, Understood understood, Instant now) {
        boolean another = !mail.messageId().equals(understood.messageId())
                && database.fetchExists(
                        RECEIVED,
                        RECEIVED.MAILBOX_ID.eq(mail.mailboxId()),
                        RECEIVED.MESSAGE_ID.eq(understood.messageId()),
                        RECEIVED.ID.ne(mail.id()));
        database.update(RECEIVED)
                .set(RECEIVED.MESSAGE_ID, another ? mail.messageId() : understood.messageId())
                .set(RECEIVED.SENDER_NAME, understood.senderName())
                .set(RECEIVED.SENDER, understood.sender())
                .set(RECEIVED.SUBJECT, understood.subject())
                .set(RECEIVED.RECIPIENTS, understood.recipients().toArray(String[]::new))
                .set(RECEIVED.AUTOMATIC, understood.automatic())
                .set(RECEIVED.UNDERSTOOD_AT, now)
                .where(RECEIVED.ID.eq(mail.id()))
                .execute();
        return another;
    }

    /** @param ticketId to which it belongs nevertheless; null without one */
    void close(long id, MailState state, String reason, @Nullable Long ticketId) {
        database.update(RECEIVED)
                .set(RECEIVED.STATE, state.key())
                .set(RECEIVED.REASON, reason)
                .set(RECEIVED.TICKET_ID, ticketId)
                .where(RECEIVED.ID.eq(id), waiting())
                .execute();
    }

    void filed(long id, long ticketId, @Nullable Long commentId) {
        database.update(RECEIVED)
                .set(RECEIVED.STATE, MailState.FILED.key())
                .setNull(RECEIVED.REASON)
                .set(RECEIVED.TICKET_ID, ticketId)
                .set(RECEIVED.COMMENT_ID, commentId)
                .where(RECEIVED.ID.eq(id))
                .execute();
    }

    void refused(long id, List<MailCommands.Refused> commands) {
        database.update(RECEIVED)
                .set(RECEIVED.REFUSED, Json.of(commands))
                .where(RECEIVED.ID.eq(id))
                .execute();
    }

    /** Lets one through that was kept back; false when it was not. */
    boolean release(long id, long personId, Instant now) {
        return database.update(RECEIVED)
                        .set(RECEIVED.STATE, MailState.WAITING.key())
                        .setNull(RECEIVED.REASON)
                        .set(RECEIVED.RELEASED_BY, personId)
                        .set(RECEIVED.TRY_AT, now)
                        .set(RECEIVED.ATTEMPTS, 0)
                        .where(
                                RECEIVED.ID.eq(id),
                                RECEIVED.STATE.in(MailState.QUARANTINED.key(), MailState.REFUSED.key()),
                                RECEIVED.REASON.notIn(NOT_KEPT))
                        .execute()
                == 1;
    }

    /** Leaves one unfiled for good that was kept back; false when it was not. */
    boolean discard(long id) {
        return database.update(RECEIVED)
                        .set(RECEIVED.STATE, MailState.DROPPED.key())
                        .set(RECEIVED.REASON, Reason.DISCARDED.key())
                        .where(RECEIVED.ID.eq(id), RECEIVED.STATE.eq(MailState.QUARANTINED.key()))
                        .execute()
                == 1;
    }

    // ------------------------------------------------------------------ looking

    /** A mail with what a list tells of it; {@code mailbox} is an address. */
    record Listed(
            Received mail,
            String mailbox,
            String senderName,
            @Nullable String sender,
            String subject,
            long size,
            List<MailCommands.Refused> refused,
            @Nullable Instant understoodAt) {}

    /** Those before one, the latest first. */
    List<Listed> list(@Nullable MailState state, @Nullable Long mailboxId, @Nullable Long before, int most) {
        return database.select(RECEIVED.fields())
                .select(MAILBOX.ADDRESS)
                .from(RECEIVED)
                .join(MAILBOX)
                .on(MAILBOX.ID.eq(RECEIVED.MAILBOX_ID))
                .where(state == null ? DSL.noCondition() : RECEIVED.STATE.eq(state.key()))
                .and(mailboxId == null ? DSL.noCondition() : RECEIVED.MAILBOX_ID.eq(mailboxId))
                .and(before == null ? DSL.noCondition() : RECEIVED.ID.lt(before))
                .orderBy(RECEIVED.ID.desc())
                .limit(most)
                .fetch(row -> new Listed(
                        received(row),
                        row.get(MAILBOX.ADDRESS),
                        row.get(RECEIVED.SENDER_NAME),
                        row.get(RECEIVED.SENDER),
                        row.get(RECEIVED.SUBJECT),
                        row.get(RECEIVED.SIZE),
                        Json.read(row.get(RECEIVED.REFUSED), REFUSED),
                        row.get(RECEIVED.UNDERSTOOD_AT)));
    }

    /** Whether {@link #release} would let it through. */
    boolean isReleasable(Received mail) {
        return (mail.state() == MailState.QUARANTINED || mail.state() == MailState.REFUSED)
                && !NOT_KEPT.contains(mail.reason());
    }

    // ------------------------------------------------------------------ threads

    List<Known> known(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? List.of()
                : database.select(
                                KNOWN_MESSAGE.MESSAGE_ID,
                                KNOWN_MESSAGE.TICKET_ID,
                                KNOWN_MESSAGE.MAILBOX_ID,
                                KNOWN_MESSAGE.INTERNAL)
                        .from(KNOWN_MESSAGE)
                        .where(KNOWN_MESSAGE.MESSAGE_ID.in(messageIds))
                        .orderBy(KNOWN_MESSAGE.NOTED_AT, KNOWN_MESSAGE.TICKET_ID)
                        .fetch(row -> new Known(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    void note(String messageId, long ticketId, long mailboxId, Instant now) {
        database.insertInto(KNOWN_MESSAGE)
                .set(KNOWN_MESSAGE.MESSAGE_ID, messageId)
                .set(KNOWN_MESSAGE.TICKET_ID, ticketId)
                .set(KNOWN_MESSAGE.MAILBOX_ID, mailboxId)
                .set(KNOWN_MESSAGE.NOTED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /** Whether one of these mails came before this one and waits itself. */
    boolean isWaitingFor(Collection<String> messageIds, Received mail, Instant since) {
        return !messageIds.isEmpty()
                && database.fetchExists(
                        RECEIVED,
                        RECEIVED.MESSAGE_ID.in(messageIds),
                        waiting(),
                        RECEIVED.ID.lt(mail.id()),
                        RECEIVED.RECEIVED_AT.ge(since));
    }

    /** Whether a mail on the ticket was sent to this address, too. */
    boolean wasWrittenTo(long ticketId, String address) {
        return database.fetchExists(
                RECEIVED,
                RECEIVED.TICKET_ID.eq(ticketId),
                RECEIVED.STATE.eq(MailState.FILED.key()),
                DSL.val(address).eq(DSL.any(RECEIVED.RECIPIENTS)));
    }

    /** How many mails of a sender were filed since then; {@code ticketId} null for those on all tickets. */
    int countFiled(String sender, @Nullable Long ticketId, Instant since) {
        return database.fetchCount(
                RECEIVED,
                RECEIVED.SENDER.eq(sender),
                RECEIVED.STATE.eq(DSL.inline(MailState.FILED.key())),
                RECEIVED.UNDERSTOOD_AT.ge(since),
                ticketId == null ? DSL.noCondition() : RECEIVED.TICKET_ID.eq(ticketId));
    }

    /** How many mails of a sender were larger than a mailbox takes since then, but for those that programs sent. */
    int countTooLarge(long mailboxId, String sender, Instant since) {
        return database.fetchCount(
                RECEIVED,
                RECEIVED.SENDER.eq(sender),
                RECEIVED.REASON.eq(DSL.inline(Reason.TOO_LARGE.key())),
                RECEIVED.UNDERSTOOD_AT.ge(since),
                RECEIVED.MAILBOX_ID.eq(mailboxId),
                RECEIVED.AUTOMATIC.isFalse());
    }

    private static Condition waiting() {
        return RECEIVED.STATE.eq(DSL.inline(MailState.WAITING.key()));
    }

    private static Received received(Record row) {
        return new Received(
                row.get(RECEIVED.ID),
                row.get(RECEIVED.MAILBOX_ID),
                row.get(RECEIVED.MESSAGE_ID),
                HEX.formatHex(row.get(RECEIVED.SHA256)),
                MailState.of(row.get(RECEIVED.STATE)),
                row.get(RECEIVED.REASON),
                row.get(RECEIVED.TICKET_ID),
                row.get(RECEIVED.COMMENT_ID),
                row.get(RECEIVED.RECEIVED_AT),
                row.get(RECEIVED.ATTEMPTS),
                row.get(RECEIVED.RELEASED_BY) != null);
    }
}
