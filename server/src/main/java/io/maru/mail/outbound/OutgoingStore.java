package io.maru.mail.outbound;

import static io.maru.db.mail.Tables.MAILBOX;
import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.SERVER;
import static io.maru.db.mail.Tables.UNDELIVERABLE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.maru.mail.MailNotDelivered;
import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import io.maru.platform.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The server that mails leave by, and the mails. */
@Repository
class OutgoingStore {

    private static final int ONLY = 1;
    private static final String WAITING = "waiting";
    private static final String SENT = "sent";
    private static final String FAILED = "failed";

    /** In place of a server's words. */
    static final String BOUNCED = "bounced";

    private final DSLContext database;

    OutgoingStore(DSLContext database) {
        this.database = database;
    }

    /**
     * The server as it is kept.
     *
     * @param password or the refresh token, encrypted
     * @param clientSecret encrypted
     * @param tryAt when one that took no mail is tried again
     */
    record Kept(
            MailServer server,
            @Nullable String password,
            @Nullable String clientSecret,
            long version,
            @Nullable Instant failingSince,
            @Nullable String failure,
            int failures,
            @Nullable Instant tryAt) {}

    /** @param messageId without brackets */
    record Waiting(long id, String messageId, Instant createdAt, int failures, OutgoingMail mail) {}

    Optional<Kept> server() {
        return database.selectFrom(SERVER)
                .fetchOptional(row -> new Kept(
                        new MailServer(
                                row.getActive(),
                                row.getHost(),
                                row.getPort(),
                                Security.of(row.getSecurity()),
                                row.getUsername(),
                                SignIn.of(row.getSignIn()),
                                row.getTokenAddress(),
                                row.getClientId(),
                                row.getSenderAddress(),
                                row.getSenderName(),
                                URI.create(row.getWebAddress()),
                                row.getMostAMinute()),
                        row.getPassword(),
                        row.getClientSecret(),
                        row.getVersion(),
                        row.getFailingSince(),
                        row.getFailure(),
                        row.getFailures(),
                        row.getTryAt()));
    }

    /**
     * Keeps a server, tried at once.
     *
     * @return whether it was still that version; 0 is none
     */
    boolean setServer(MailServer server, @Nullable String password, @Nullable String clientSecret, long version) {
        var values = database.newRecord(SERVER);
        values.setId(ONLY);
        values.setActive(server.active());
        values.setHost(server.host());
        values.setPort(server.port());
        values.setSecurity(server.security().key());
        values.setUsername(server.username());
        values.setPassword(password);
        values.setSignIn(server.signIn().key());
        values.setTokenAddress(server.tokenAddress());
        values.setClientId(server.clientId());
        values.setClientSecret(clientSecret);
        values.setSenderAddress(server.senderAddress());
        values.setSenderName(server.senderName());
        values.setWebAddress(server.webAddress().toString());
        values.setMostAMinute(server.mostAMinute());
        values.setVersion(version + 1);
        values.setFailingSince(null);
        values.setFailure(null);
        values.setFailures(0);
        values.setFailureTold(false);
        values.setTryAt(null);
        return version == 0
                ? database.insertInto(SERVER).set(values).onConflictDoNothing().execute() == 1
                : database.update(SERVER)
                                .set(values)
                                .where(SERVER.VERSION.eq(version))
                                .execute()
                        == 1;
    }

    /**
     * Keeps the refresh token that was given in the place of the one that was shown.
     *
     * @param version of the server that it is for
     */
    void setRefreshToken(String encrypted, long version) {
        database.update(SERVER)
                .set(SERVER.PASSWORD, encrypted)
                .where(SERVER.VERSION.eq(version))
                .execute();
    }

    /**
     * Notes that it failed once more.
     *
     * @param most how often it may before people are told
     * @return whether they are to be told now
     */
    boolean failing(String failure, int most, Instant now, Instant tryAt) {
        database.update(SERVER)
                .set(SERVER.FAILING_SINCE, coalesce(SERVER.FAILING_SINCE, val(now)))
                .set(SERVER.FAILURE, failure)
                .set(SERVER.FAILURES, SERVER.FAILURES.plus(1))
                .set(SERVER.TRY_AT, tryAt)
                .execute();
        return database.update(SERVER)
                        .set(SERVER.FAILURE_TOLD, true)
                        .where(SERVER.FAILURE_TOLD.isFalse(), SERVER.FAILURES.gt(most))
                        .execute()
                == 1;
    }

    /** @return whether people were told that it failed, and are to be told that it works */
    boolean tellsAgain() {
        return database.update(SERVER)
                        .set(SERVER.FAILURE_TOLD, false)
                        .where(SERVER.FAILURE_TOLD.isTrue())
                        .execute()
                == 1;
    }

    /** @return whether it was failing */
    boolean works() {
        return database.update(SERVER)
                        .setNull(SERVER.FAILING_SINCE)
                        .setNull(SERVER.FAILURE)
                        .set(SERVER.FAILURES, 0)
                        .setNull(SERVER.TRY_AT)
                        .where(SERVER.FAILING_SINCE.isNotNull())
                        .execute()
                == 1;
    }

    /**
     * @param bounced whether it is given up at once, since others to the same address came back
     * @return its id
     */
    long insert(String messageId, OutgoingMail mail, boolean bounced, Instant now) {
        return database.insertInto(OUTGOING)
                .set(OUTGOING.MESSAGE_ID, messageId)
                .set(OUTGOING.RECIPIENT, mail.recipient())
                .set(OUTGOING.PERSON_ID, mail.personId())
                .set(OUTGOING.TICKET_ID, mail.ticketId())
                .set(OUTGOING.COMMENT_IDS, mail.commentIds().toArray(Long[]::new))
                .set(OUTGOING.SUBJECT, mail.subject())
                .set(OUTGOING.CONTENT, Json.of(mail))
                .set(OUTGOING.STATE, bounced ? FAILED : WAITING)
                .set(OUTGOING.FAILURE, bounced ? BOUNCED : null)
                .set(OUTGOING.CREATED_AT, now)
                .set(OUTGOING.TRY_AT, now)
                .returningResult(OUTGOING.ID)
                .fetchSingle(OUTGOING.ID);
    }

    /**
     * Notes that a mail came back.
     *
     * @param diagnostic what was said of it; null when nothing was
     * @return its id; nothing when it is not known
     */
    Optional<Long> bounced(String messageId, @Nullable String diagnostic) {
        return database.update(OUTGOING)
                .set(OUTGOING.STATE, FAILED)
                .set(OUTGOING.FAILURE, BOUNCED)
                .set(OUTGOING.DIAGNOSTIC, diagnostic)
                .setNull(OUTGOING.CONTENT)
                .where(OUTGOING.MESSAGE_ID.eq(messageId))
                .returningResult(OUTGOING.ID)
                .fetchOptional(OUTGOING.ID);
    }

    /** None is sent to an address any more. */
    void setUndeliverable(String address, Instant now) {
        database.insertInto(UNDELIVERABLE)
                .set(UNDELIVERABLE.ADDRESS, address.toLowerCase(Locale.ROOT))
                .set(UNDELIVERABLE.SINCE, now)
                .onConflictDoNothing()
                .execute();
    }

    /** Nothing for a mail that tells nobody of comments. */
    Optional<MailNotDelivered> notDelivered(long id) {
        return database.selectFrom(OUTGOING)
                .where(
                        OUTGOING.ID.eq(id),
                        OUTGOING.TICKET_ID.isNotNull(),
                        OUTGOING.PERSON_ID.isNotNull(),
                        OUTGOING.COMMENT_IDS.ne(new Long[0]))
                .fetchOptional(row ->
                        new MailNotDelivered(row.getTicketId(), List.of(row.getCommentIds()), row.getPersonId()));
    }

    boolean isUndeliverable(String address) {
        return database.fetchExists(UNDELIVERABLE, UNDELIVERABLE.ADDRESS.eq(address.toLowerCase(Locale.ROOT)));
    }

    /** Takes the next one for a while: whoever took it and did not come back lost it. */
    Optional<Waiting> claim(Instant now, Instant until) {
        return database.selectFrom(OUTGOING)
                .where(OUTGOING.STATE.eq(inline(WAITING)), OUTGOING.TRY_AT.le(now))
                .orderBy(OUTGOING.TRY_AT, OUTGOING.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> {
                    again(row.getId(), until);
                    return new Waiting(
                            row.getId(),
                            row.getMessageId(),
                            row.getCreatedAt(),
                            row.getFailures(),
                            Json.read(row.getContent(), OutgoingMail.class));
                });
    }

    void again(long id, Instant tryAt) {
        database.update(OUTGOING)
                .set(OUTGOING.TRY_AT, tryAt)
                .where(OUTGOING.ID.eq(id))
                .execute();
    }

    /** What came back before this is known has not arrived. */
    void sent(long id, Instant now) {
        database.update(OUTGOING)
                .set(OUTGOING.STATE, SENT)
                .setNull(OUTGOING.CONTENT)
                .setNull(OUTGOING.FAILURE)
                .set(OUTGOING.SENT_AT, now)
                .where(OUTGOING.ID.eq(id), OUTGOING.STATE.eq(WAITING))
                .execute();
    }

    /** @param tryAt when it is tried again; null when it never will be */
    void failed(long id, String failure, @Nullable Instant tryAt) {
        database.update(OUTGOING)
                .set(OUTGOING.FAILURES, OUTGOING.FAILURES.plus(1))
                .set(OUTGOING.FAILURE, failure)
                .set(OUTGOING.STATE, tryAt == null ? FAILED : WAITING)
                .set(OUTGOING.TRY_AT, tryAt == null ? OUTGOING.TRY_AT : val(tryAt))
                .where(OUTGOING.ID.eq(id))
                .execute();
    }

    int waiting() {
        return database.fetchCount(OUTGOING, OUTGOING.STATE.eq(inline(WAITING)));
    }

    int sentSince(Instant since) {
        return database.fetchCount(OUTGOING, OUTGOING.STATE.eq(inline(SENT)), OUTGOING.SENT_AT.gt(since));
    }

    /** The address from which a desk's mails come, so that answers come to it. */
    Optional<String> mailbox(long deskId) {
        return database.select(MAILBOX.ADDRESS)
                .from(MAILBOX)
                .where(MAILBOX.DESK_ID.eq(deskId), MAILBOX.ACTIVE.isTrue())
                .orderBy(MAILBOX.ID)
                .limit(1)
                .fetchOptional(MAILBOX.ADDRESS);
    }

    /** Whether mails to this address come back to ourselves. */
    boolean isOwn(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return database.fetchExists(selectOne()
                        .from(MAILBOX)
                        .where(lower(MAILBOX.ADDRESS)
                                .eq(lower)
                                .or(val(lower).eq(org.jooq.impl.DSL.any(MAILBOX.ALIASES)))))
                || database.fetchExists(selectOne()
                        .from(SERVER)
                        .where(lower(SERVER.SENDER_ADDRESS).eq(lower)));
    }

    /** Those of a ticket that tell of comments, in the order in which they were written. */
    List<OutgoingMails.Delivery> deliveries(long ticketId) {
        return database.selectFrom(OUTGOING)
                .where(OUTGOING.TICKET_ID.eq(ticketId), OUTGOING.COMMENT_IDS.ne(new Long[0]))
                .orderBy(OUTGOING.ID)
                .fetch(row -> new OutgoingMails.Delivery(
                        List.of(row.getCommentIds()),
                        row.getPersonId(),
                        row.getRecipient(),
                        OutgoingMails.State.of(row.getState()),
                        row.getSentAt(),
                        row.getFailure(),
                        row.getDiagnostic()));
    }

    /** The latest first; those in one state, or all. */
    List<OutgoingMails.SentMail> list(@Nullable String state, @Nullable Long before, int most) {
        return database.selectFrom(OUTGOING)
                .where(state == null ? noCondition() : OUTGOING.STATE.eq(state))
                .and(before == null ? noCondition() : OUTGOING.ID.lt(before))
                .orderBy(OUTGOING.ID.desc())
                .limit(most)
                .fetch(row -> new OutgoingMails.SentMail(
                        row.getId(),
                        row.getRecipient(),
                        row.getSubject(),
                        OutgoingMails.State.of(row.getState()),
                        row.getCreatedAt(),
                        row.getSentAt(),
                        row.getFailures(),
                        row.getFailure(),
                        row.getDiagnostic(),
                        row.getState().equals(WAITING) ? row.getTryAt() : null));
    }

    /** @return whether there was one that is still kept and had not been sent; its address is tried again, too */
    boolean retry(long id, Instant now) {
        database.deleteFrom(UNDELIVERABLE)
                .where(UNDELIVERABLE.ADDRESS.eq(
                        select(lower(OUTGOING.RECIPIENT)).from(OUTGOING).where(OUTGOING.ID.eq(id))))
                .execute();
        return database.update(OUTGOING)
                        .set(OUTGOING.STATE, WAITING)
                        .set(OUTGOING.FAILURES, 0)
                        .set(OUTGOING.TRY_AT, now)
                        .where(OUTGOING.ID.eq(id), OUTGOING.STATE.ne(SENT), OUTGOING.CONTENT.isNotNull())
                        .execute()
                == 1;
    }

    void deleteBefore(Instant instant) {
        database.deleteFrom(OUTGOING).where(OUTGOING.CREATED_AT.lt(instant)).execute();
    }
}
