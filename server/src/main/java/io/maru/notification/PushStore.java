package io.maru.notification;

import static io.maru.db.notification.Tables.BROWSER;
import static io.maru.db.notification.Tables.NOTIFICATION_;
import static io.maru.db.notification.Tables.PENDING_PUSH;
import static io.maru.db.notification.Tables.PUSH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.maru.notification.Browsers.Subscription;
import io.maru.notification.Browsers.ToldBrowser;
import io.maru.people.CurrentSession;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Browsers in which people are told, and what they are still to be told there. */
@Repository
class PushStore {

    /** More about one person at once than anybody reads. */
    private static final int MOST = 200;

    private final DSLContext database;

    PushStore(DSLContext database) {
        this.database = database;
    }

    /** A browser whose turn it is. */
    record Claimed(long id, long personId, Subscription subscription, String webAddress, int failures) {}

    /** @param read whether its person has read it in the web app meanwhile */
    record Pending(long id, String kind, JsonNode content, long ticketId, Instant at, boolean read) {}

    /** @param privateKey encrypted */
    record Keys(String publicKey, String privateKey) {}

    boolean active() {
        return database.fetchExists(PUSH, PUSH.ACTIVE.isTrue());
    }

    /** What waits for nobody when it is switched off is not told later. */
    void setActive(boolean active) {
        database.update(PUSH).set(PUSH.ACTIVE, active).execute();
        if (!active) {
            database.deleteFrom(PENDING_PUSH).execute();
        }
    }

    Optional<Keys> keys() {
        return database.select(PUSH.PUBLIC_KEY, PUSH.PRIVATE_KEY)
                .from(PUSH)
                .where(PUSH.PUBLIC_KEY.isNotNull())
                .fetchOptional(Records.mapping(Keys::new));
    }

    /** Does nothing when there are some: another server was first. */
    void setKeys(Keys keys) {
        database.update(PUSH)
                .set(PUSH.PUBLIC_KEY, keys.publicKey())
                .set(PUSH.PRIVATE_KEY, keys.privateKey())
                .where(PUSH.PUBLIC_KEY.isNull())
                .execute();
    }

    /** The one told last comes first. */
    List<ToldBrowser> of(long personId) {
        return database.select(BROWSER.ID, BROWSER.USER_AGENT, BROWSER.CREATED_AT, BROWSER.TOLD_AT)
                .from(BROWSER)
                .where(BROWSER.PERSON_ID.eq(personId))
                .orderBy(BROWSER.TOLD_AT.desc().nullsLast(), BROWSER.ID.desc())
                .fetch(Records.mapping(ToldBrowser::new));
    }

    long insert(long personId, CurrentSession session, Subscription subscription, String webAddress, Instant now) {
        return database.insertInto(BROWSER)
                .set(BROWSER.PERSON_ID, personId)
                .set(BROWSER.SESSION_ID, session.id())
                .set(BROWSER.ENDPOINT, subscription.endpoint())
                .set(BROWSER.PUBLIC_KEY, subscription.publicKey())
                .set(BROWSER.SECRET, subscription.secret())
                .set(BROWSER.WEB_ADDRESS, webAddress)
                .set(BROWSER.USER_AGENT, session.userAgent())
                .set(BROWSER.CREATED_AT, now)
                .set(BROWSER.SIGNED_IN_AT, now)
                .set(BROWSER.TRY_AT, now)
                .returning(BROWSER.ID)
                .fetchSingle(BROWSER.ID);
    }

    /** @return its id, when it is this person's */
    Optional<Long> resume(long personId, UUID sessionId, String endpoint, Instant now) {
        return database.update(BROWSER)
                .set(BROWSER.SESSION_ID, sessionId)
                .set(BROWSER.SIGNED_IN_AT, now)
                .where(BROWSER.ENDPOINT.eq(endpoint), BROWSER.PERSON_ID.eq(personId))
                .returning(BROWSER.ID)
                .fetchOptional(BROWSER.ID);
    }

    /** Whoever had it, and whatever else was told by this session. */
    void delete(String endpoint, UUID sessionId) {
        database.deleteFrom(BROWSER)
                .where(BROWSER.ENDPOINT.eq(endpoint).or(BROWSER.SESSION_ID.eq(sessionId)))
                .execute();
    }

    /** @return whether it was this person's */
    boolean delete(long personId, long id) {
        return database.deleteFrom(BROWSER)
                        .where(BROWSER.ID.eq(id), BROWSER.PERSON_ID.eq(personId))
                        .execute()
                == 1;
    }

    void delete(long id) {
        database.deleteFrom(BROWSER).where(BROWSER.ID.eq(id)).execute();
    }

    /**
     * @param sessionId null for those of all sessions
     * @param except null for none
     */
    void deleteSignedOut(long personId, @Nullable UUID sessionId, @Nullable UUID except) {
        database.deleteFrom(BROWSER)
                .where(BROWSER.PERSON_ID.eq(personId))
                .and(sessionId == null ? noCondition() : BROWSER.SESSION_ID.eq(sessionId))
                .and(except == null ? noCondition() : BROWSER.SESSION_ID.ne(except))
                .execute();
    }

    /** The ids of the browsers of each of these persons; none while nobody is told in browsers. */
    Map<Long, List<Long>> browsers(Collection<Long> personIds) {
        return database.select(BROWSER.PERSON_ID, BROWSER.ID)
                .from(BROWSER)
                .where(BROWSER.PERSON_ID.eq(any(personIds.toArray(Long[]::new))))
                .andExists(selectOne().from(PUSH).where(PUSH.ACTIVE.isTrue()))
                .fetchGroups(BROWSER.PERSON_ID, BROWSER.ID);
    }

    /**
     * @param notificationId of what its person can read of it in the web app; null when that is not told there
     * @param at when it happened
     */
    void insert(
            List<Long> browserIds,
            @Nullable Long notificationId,
            String kind,
            long ticketId,
            Object content,
            Instant at,
            Instant due) {
        var insert = database.insertInto(
                PENDING_PUSH,
                PENDING_PUSH.BROWSER_ID,
                PENDING_PUSH.NOTIFICATION_ID,
                PENDING_PUSH.KIND,
                PENDING_PUSH.CONTENT,
                PENDING_PUSH.TICKET_ID,
                PENDING_PUSH.AT,
                PENDING_PUSH.DUE_AT);
        for (long browserId : browserIds) {
            insert = insert.values(browserId, notificationId, kind, Json.of(content), ticketId, at, due);
        }
        insert.execute();
    }

    /** Takes a browser that is to be told something, for a while: no other server tells it meanwhile. */
    Optional<Claimed> claim(Instant now, Instant until) {
        return database.selectFrom(BROWSER)
                .where(BROWSER.TRY_AT.le(now))
                .and(BROWSER.ID.in(
                        select(PENDING_PUSH.BROWSER_ID).from(PENDING_PUSH).where(PENDING_PUSH.DUE_AT.le(now))))
                .orderBy(BROWSER.TRY_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> {
                    database.update(BROWSER)
                            .set(BROWSER.TRY_AT, until)
                            .where(BROWSER.ID.eq(row.getId()))
                            .execute();
                    return new Claimed(
                            row.getId(),
                            row.getPersonId(),
                            new Subscription(row.getEndpoint(), row.getPublicKey(), row.getSecret()),
                            row.getWebAddress(),
                            row.getFailures());
                });
    }

    /** What is due in a browser, and what waits about the same tickets; in the order in which it happened. */
    List<Pending> due(long browserId, Instant now) {
        var due = PENDING_PUSH.as("due");
        return database.select(
                        PENDING_PUSH.ID,
                        PENDING_PUSH.KIND,
                        PENDING_PUSH.CONTENT,
                        PENDING_PUSH.TICKET_ID,
                        PENDING_PUSH.AT,
                        NOTIFICATION_.READ_AT.isNotNull())
                .from(PENDING_PUSH)
                .leftJoin(NOTIFICATION_)
                .on(NOTIFICATION_.ID.eq(PENDING_PUSH.NOTIFICATION_ID))
                .where(PENDING_PUSH.BROWSER_ID.eq(browserId))
                .and(PENDING_PUSH.TICKET_ID.in(
                        select(due.TICKET_ID).from(due).where(due.BROWSER_ID.eq(browserId), due.DUE_AT.le(now))))
                .orderBy(PENDING_PUSH.ID)
                .limit(MOST)
                .fetch(row -> new Pending(
                        row.value1(), row.value2(), Json.tree(row.value3()), row.value4(), row.value5(), row.value6()));
    }

    void deletePending(Collection<Long> ids) {
        database.deleteFrom(PENDING_PUSH)
                .where(PENDING_PUSH.ID.eq(any(ids.toArray(Long[]::new))))
                .execute();
    }

    void told(long browserId, Instant now) {
        database.update(BROWSER)
                .set(BROWSER.TOLD_AT, now)
                .where(BROWSER.ID.eq(browserId))
                .execute();
    }

    void release(long browserId, int failures, Instant tryAt) {
        database.update(BROWSER)
                .set(BROWSER.FAILURES, failures)
                .set(BROWSER.TRY_AT, tryAt)
                .where(BROWSER.ID.eq(browserId))
                .execute();
    }

    void deletePendingDueBefore(Instant instant) {
        database.deleteFrom(PENDING_PUSH).where(PENDING_PUSH.DUE_AT.lt(instant)).execute();
    }

    void deleteNotSignedInSince(Instant instant) {
        database.deleteFrom(BROWSER).where(BROWSER.SIGNED_IN_AT.lt(instant)).execute();
    }
}
