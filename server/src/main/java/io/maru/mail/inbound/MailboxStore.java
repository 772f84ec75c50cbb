package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.MAILBOX;

import io.maru.db.mail.tables.records.MailboxRecord;
import io.maru.mail.account.SignIn;
import io.maru.mail.inbound.MailAccess.Proof;
import io.maru.mail.outbound.MailServer.Security;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class MailboxStore {

    private final DSLContext database;

    MailboxStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A mailbox whose mail is fetched.
     *
     * @param since when those came that are fetched; null for all
     * @param failures how often in a row it failed
     */
    record Fetched(
            long id,
            String address,
            MailAccess access,
            Proof proof,
            long sizeLimit,
            @Nullable Instant since,
            int failures,
            long version) {}

    /**
     * A mailbox as it is kept, and how it stands.
     *
     * @param tryAt when it is tried next; null while it is connected
     */
    record Kept(
            Mailbox mailbox,
            Proof proof,
            @Nullable Instant fetchedAt,
            @Nullable Instant failingSince,
            @Nullable String failure,
            @Nullable Instant tryAt) {}

    /** How far a mailbox was fetched: the mails up to a number, which counts as long as {@code validity} is the same. */
    record Position(@Nullable Long validity, long uid) {}

    /**
     * Keeps a mailbox.
     *
     * @param since when those came that are fetched; null for all
     * @throws org.springframework.dao.DuplicateKeyException when another one has this address
     */
    long insert(Mailbox mailbox, Proof proof, @Nullable Instant since, Instant now) {
        return database.insertInto(MAILBOX)
                .set(settings(mailbox, proof))
                .set(MAILBOX.FETCH_SINCE, since)
                .set(MAILBOX.CREATED_AT, now)
                .set(MAILBOX.UPDATED_AT, now)
                .returningResult(MAILBOX.ID)
                .fetchSingle(MAILBOX.ID);
    }

    /**
     * Sets a mailbox anew, tried at once.
     *
     * @return whether it was still the version that it says
     * @throws org.springframework.dao.DuplicateKeyException when another one has this address
     */
    boolean update(Mailbox mailbox, Proof proof, Instant now) {
        return database.update(MAILBOX)
                        .set(settings(mailbox, proof))
                        .setNull(MAILBOX.FAILURE)
                        .setNull(MAILBOX.FAILING_SINCE)
                        .set(MAILBOX.FAILURES, 0)
                        .set(MAILBOX.FAILURE_TOLD, false)
                        .setNull(MAILBOX.TRY_AT)
                        .set(MAILBOX.VERSION, MAILBOX.VERSION.plus(1))
                        .set(MAILBOX.UPDATED_AT, now)
                        .where(MAILBOX.ID.eq(mailbox.id()), MAILBOX.VERSION.eq(mailbox.version()))
                        .execute()
                == 1;
    }

    private static MailboxRecord settings(Mailbox mailbox, Proof proof) {
        MailboxRecord settings = new MailboxRecord();
        settings.setDeskId(mailbox.deskId());
        settings.setRequestTypeId(mailbox.requestTypeId());
        settings.setAddress(mailbox.address());
        settings.setAliases(mailbox.aliases().toArray(String[]::new));
        settings.setNewcomers(mailbox.newcomers().key());
        settings.setCopiesJoin(mailbox.copiesJoin());
        settings.setClosedReplies(mailbox.closedReplies().key());
        settings.setSizeLimit(mailbox.sizeLimit());
        settings.setActive(mailbox.active());
        settings.setWay(mailbox.way().key());
        MailAccess access = mailbox.access();
        settings.setHost(access == null ? null : access.host());
        settings.setPort(access == null ? null : access.port());
        settings.setSecurity(access == null ? null : access.security().key());
        settings.setUserName(access == null ? null : access.userName());
        settings.setSignIn((access == null ? SignIn.PASSWORD : access.signIn()).key());
        settings.setTokenAddress(access == null ? null : access.tokenAddress());
        settings.setClientId(access == null ? null : access.clientId());
        settings.setSecret(proof.secret());
        settings.setClientSecret(proof.clientSecret());
        return settings;
    }

    Mailbox require(long id) {
        return database.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchSingle(MailboxStore::mailbox);
    }

    Optional<Mailbox> find(long id) {
        return database.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchOptional(MailboxStore::mailbox);
    }

    List<Mailbox> ofDesk(long deskId) {
        return database.selectFrom(MAILBOX)
                .where(MAILBOX.DESK_ID.eq(deskId))
                .orderBy(MAILBOX.ADDRESS)
                .fetch(MailboxStore::mailbox);
    }

    List<Kept> all() {
        return database.selectFrom(MAILBOX).orderBy(MAILBOX.ADDRESS).fetch(MailboxStore::kept);
    }

    Optional<Kept> kept(long id) {
        return database.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchOptional(MailboxStore::kept);
    }

    private static Kept kept(MailboxRecord row) {
        return new Kept(
                mailbox(row),
                new Proof(row.getSecret(), row.getClientSecret()),
                row.getFetchedAt(),
                row.getFailingSince(),
                row.getFailure(),
                row.getTryAt());
    }

    /** Of these addresses, in lower case, those of any mailbox. */
    Set<String> own(Collection<String> addresses) {
        return addresses.isEmpty() ? Set.of() : taken(0, addresses);
    }

    /** The same of all mailboxes but one. */
    Set<String> taken(long id, Collection<String> addresses) {
        Set<String> own = new HashSet<>();
        database.select(DSL.lower(MAILBOX.ADDRESS), MAILBOX.ALIASES)
                .from(MAILBOX)
                .where(MAILBOX.ID.ne(id))
                .forEach(row -> {
                    own.add(row.value1());
                    own.addAll(List.of(row.value2()));
                });
        own.retainAll(addresses);
        return own;
    }

    /** Whose mail is sent here under an address in lower case; what stands behind a plus sign in it does not count. */
    Optional<Mailbox> sentTo(String address) {
        String plain = address.replaceFirst("\\+[^@]*@", "@");
        return database.selectFrom(MAILBOX)
                .where(MAILBOX.WAY.eq(Mailbox.Way.SMTP.key()), MAILBOX.ACTIVE.isTrue())
                .and(DSL.lower(MAILBOX.ADDRESS)
                        .in(address, plain)
                        .or(DSL.val(address).eq(DSL.any(MAILBOX.ALIASES)))
                        .or(DSL.val(plain).eq(DSL.any(MAILBOX.ALIASES))))
                .limit(1)
                .fetchOptional(MailboxStore::mailbox);
    }

    void setActive(long id, boolean active) {
        database.update(MAILBOX)
                .set(MAILBOX.ACTIVE, active)
                .where(MAILBOX.ID.eq(id))
                .execute();
    }

    // ------------------------------------------------------------------ fetching

    Optional<Fetched> fetched(long id) {
        return database.selectFrom(MAILBOX)
                .where(MAILBOX.ID.eq(id), isFetched())
                .fetchOptional(row -> new Fetched(
                        row.getId(),
                        row.getAddress(),
                        Objects.requireNonNull(access(row)),
                        new Proof(row.getSecret(), row.getClientSecret()),
                        row.getSizeLimit(),
                        row.getFetchSince(),
                        row.getFailures(),
                        row.getVersion()));
    }

    /** Takes those that are due until {@code until}, by when another server may. */
    List<Long> lease(UUID server, Instant now, Instant until) {
        return database.update(MAILBOX)
                .set(MAILBOX.FETCHER, server)
                .set(MAILBOX.FETCHER_UNTIL, until)
                .where(isFetched())
                .and(MAILBOX.TRY_AT.isNull().or(MAILBOX.TRY_AT.le(now)))
                .and(MAILBOX.FETCHER_UNTIL.isNull().or(MAILBOX.FETCHER_UNTIL.lt(now)))
                .returningResult(MAILBOX.ID)
                .fetch(MAILBOX.ID);
    }

    /** @return the versions of those that the server still has, by id */
    Map<Long, Long> renew(UUID server, Instant until) {
        return database.update(MAILBOX)
                .set(MAILBOX.FETCHER_UNTIL, until)
                .where(MAILBOX.FETCHER.eq(server), isFetched())
                .returningResult(MAILBOX.ID, MAILBOX.VERSION)
                .fetch()
                .intoMap(MAILBOX.ID, MAILBOX.VERSION);
    }

    /** @param tryAt when it is due again; null for at once */
    void release(long id, UUID server, @Nullable Instant tryAt) {
        database.update(MAILBOX)
                .setNull(MAILBOX.FETCHER)
                .setNull(MAILBOX.FETCHER_UNTIL)
                .set(MAILBOX.TRY_AT, tryAt)
                .where(MAILBOX.ID.eq(id), MAILBOX.FETCHER.eq(server))
                .execute();
    }

    Position position(long id) {
        return database.select(MAILBOX.UID_VALIDITY, MAILBOX.LAST_UID)
                .from(MAILBOX)
                .where(MAILBOX.ID.eq(id))
                .fetchSingle(row -> new Position(row.value1(), row.value2()));
    }

    /** Notes that all up to a mail is done with; not backwards. */
    void setPosition(long id, long validity, long uid) {
        database.update(MAILBOX)
                .set(MAILBOX.UID_VALIDITY, validity)
                .set(MAILBOX.LAST_UID, uid)
                .where(MAILBOX.ID.eq(id))
                .and(MAILBOX.UID_VALIDITY.isDistinctFrom(validity).or(MAILBOX.LAST_UID.lt(uid)))
                .execute();
    }

    /**
     * Notes that it failed once more.
     *
     * @param most how often it may before people are told
     * @return whether they are to be told now
     */
    boolean failing(long id, String failure, int most, Instant now) {
        database.update(MAILBOX)
                .set(MAILBOX.FAILURE, failure)
                .set(MAILBOX.FAILING_SINCE, DSL.coalesce(MAILBOX.FAILING_SINCE, DSL.val(now)))
                .set(MAILBOX.FAILURES, MAILBOX.FAILURES.plus(1))
                .where(MAILBOX.ID.eq(id))
                .execute();
        return database.update(MAILBOX)
                        .set(MAILBOX.FAILURE_TOLD, true)
                        .where(MAILBOX.ID.eq(id), MAILBOX.FAILURE_TOLD.isFalse(), MAILBOX.FAILURES.gt(most))
                        .execute()
                == 1;
    }

    /**
     * Notes that all was fetched.
     *
     * @return whether people were told that it failed, and are to be told of this
     */
    boolean works(long id, Instant now) {
        boolean told = database.update(MAILBOX)
                        .set(MAILBOX.FAILURE_TOLD, false)
                        .where(MAILBOX.ID.eq(id), MAILBOX.FAILURE_TOLD.isTrue())
                        .execute()
                == 1;
        database.update(MAILBOX)
                .set(MAILBOX.FETCHED_AT, now)
                .setNull(MAILBOX.FAILURE)
                .setNull(MAILBOX.FAILING_SINCE)
                .set(MAILBOX.FAILURES, 0)
                .where(MAILBOX.ID.eq(id))
                .execute();
        return told;
    }

    /** Unless the mailbox was changed since. */
    void setSecret(long id, long version, String secret) {
        database.update(MAILBOX)
                .set(MAILBOX.SECRET, secret)
                .where(MAILBOX.ID.eq(id), MAILBOX.VERSION.eq(version))
                .execute();
    }

    private static Condition isFetched() {
        return MAILBOX.WAY.eq(Mailbox.Way.IMAP.key()).and(MAILBOX.ACTIVE.isTrue());
    }

    private static @Nullable MailAccess access(Record row) {
        return row.get(MAILBOX.HOST) == null
                ? null
                : new MailAccess(
                        row.get(MAILBOX.HOST),
                        row.get(MAILBOX.PORT),
                        Security.of(row.get(MAILBOX.SECURITY)),
                        row.get(MAILBOX.USER_NAME),
                        SignIn.of(row.get(MAILBOX.SIGN_IN)),
                        row.get(MAILBOX.TOKEN_ADDRESS),
                        row.get(MAILBOX.CLIENT_ID));
    }

    private static Mailbox mailbox(Record row) {
        return new Mailbox(
                row.get(MAILBOX.ID),
                row.get(MAILBOX.DESK_ID),
                row.get(MAILBOX.REQUEST_TYPE_ID),
                row.get(MAILBOX.ADDRESS),
                List.of(row.get(MAILBOX.ALIASES)),
                Mailbox.Way.of(row.get(MAILBOX.WAY)),
                access(row),
                Mailbox.Newcomers.of(row.get(MAILBOX.NEWCOMERS)),
                row.get(MAILBOX.COPIES_JOIN),
                Mailbox.ClosedReplies.of(row.get(MAILBOX.CLOSED_REPLIES)),
                row.get(MAILBOX.SIZE_LIMIT),
                row.get(MAILBOX.ACTIVE),
                row.get(MAILBOX.VERSION));
    }
}
