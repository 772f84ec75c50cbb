package io.maru.webhook;

import static io.maru.db.webhook.Tables.CALL;
import static io.maru.db.webhook.Tables.ENDPOINT;
import static io.maru.db.webhook.Tables.TARGET;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.maru.webhook.WebhookCalls.Made;
import io.maru.webhook.WebhookCalls.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Calls, and where they go. */
@Repository
class WebhookCallStore {

    private static final String WAITING = "waiting";
    private static final String DELIVERED = "delivered";
    private static final String FAILED = "failed";

    private final DSLContext database;

    WebhookCallStore(DSLContext database) {
        this.database = database;
    }

    /** @param secret encrypted; null for a call that is not signed */
    record Waiting(
            long id,
            @Nullable Long webhookId,
            UUID messageId,
            WebhookAddress address,
            @Nullable String secret,
            String body,
            Instant createdAt,
            int failures) {}

    /** Where calls go. */
    record Target(String host, int failures) {}

    void insert(Wanted wanted, String host, Instant now) {
        addTarget(host, now);
        database.insertInto(CALL)
                .set(CALL.MESSAGE_ID, UUID.randomUUID())
                .set(CALL.WEBHOOK_ID, wanted.webhookId())
                .set(CALL.ORIGIN, wanted.origin())
                .set(CALL.ADDRESS, wanted.address())
                .set(CALL.HOST, host)
                .set(CALL.SECRET, wanted.secret())
                .set(CALL.EVENT, wanted.event())
                .set(CALL.TICKET_ID, wanted.ticketId())
                .set(CALL.BODY, wanted.body())
                .set(CALL.STATE, WAITING)
                .set(CALL.CREATED_AT, now)
                .set(CALL.TRY_AT, now)
                .execute();
    }

    private void addTarget(String host, Instant now) {
        database.insertInto(TARGET)
                .set(TARGET.HOST, host)
                .set(TARGET.TRY_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /** Lets the calls of a webhook that wait go where it leads now, and keeps in none more of a secret address than is shown. */
    void move(long webhookId, WebhookAddress address, Instant now) {
        addTarget(address.host(), now);
        database.update(CALL)
                .set(CALL.ADDRESS, address.shown())
                .set(CALL.HOST, address.host())
                .where(CALL.WEBHOOK_ID.eq(webhookId))
                .and(address.sealed() == null ? CALL.STATE.eq(inline(WAITING)) : noCondition())
                .execute();
    }

    /** Takes a target that some wait for, for a while: nobody else calls it meanwhile. */
    Optional<Target> claim(Instant now, Instant until) {
        return database.selectFrom(TARGET)
                .where(TARGET.TRY_AT.le(now))
                .andExists(selectOne().from(CALL).where(CALL.HOST.eq(TARGET.HOST), due(now)))
                .orderBy(TARGET.TRY_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> {
                    database.update(TARGET)
                            .set(TARGET.TRY_AT, until)
                            .where(TARGET.HOST.eq(row.getHost()))
                            .execute();
                    return new Target(row.getHost(), row.getFailures());
                });
    }

    private static Condition due(Instant now) {
        return CALL.STATE.eq(inline(WAITING)).and(CALL.TRY_AT.le(now));
    }

    Optional<Waiting> next(String host, Instant now) {
        return database.select(
                        CALL.ID,
                        CALL.WEBHOOK_ID,
                        CALL.MESSAGE_ID,
                        coalesce(ENDPOINT.ADDRESS, CALL.ADDRESS),
                        ENDPOINT.SEALED_ADDRESS,
                        coalesce(ENDPOINT.SECRET, CALL.SECRET),
                        CALL.BODY,
                        CALL.CREATED_AT,
                        CALL.FAILURES)
                .from(CALL)
                .leftJoin(ENDPOINT)
                .on(ENDPOINT.ID.eq(CALL.WEBHOOK_ID))
                .where(CALL.HOST.eq(host), due(now))
                .orderBy(CALL.ID)
                .limit(1)
                .fetchOptional(row -> new Waiting(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new WebhookAddress(row.value4(), row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    void delivered(long id, int status, int took, Instant now) {
        database.update(CALL)
                .set(CALL.STATE, DELIVERED)
                .set(CALL.STATUS, status)
                .setNull(CALL.ANSWER)
                .set(CALL.TOOK, took)
                .set(CALL.ENDED_AT, now)
                .where(CALL.ID.eq(id))
                .execute();
    }

    /** @param tryAt when it is made again; null when it never will be */
    void failed(long id, @Nullable Integer status, String answer, int took, @Nullable Instant tryAt, Instant now) {
        database.update(CALL)
                .set(CALL.STATE, tryAt == null ? FAILED : WAITING)
                .set(CALL.FAILURES, CALL.FAILURES.plus(1))
                .set(CALL.STATUS, status)
                .set(CALL.ANSWER, answer)
                .set(CALL.TOOK, took)
                .set(CALL.TRY_AT, tryAt == null ? now : tryAt)
                .set(CALL.ENDED_AT, tryAt == null ? now : null)
                .where(CALL.ID.eq(id))
                .execute();
    }

    void release(String host, int failures, Instant tryAt) {
        database.update(TARGET)
                .set(TARGET.FAILURES, failures)
                .set(TARGET.TRY_AT, tryAt)
                .where(TARGET.HOST.eq(host))
                .execute();
    }

    /** The latest first. */
    List<Made> list(@Nullable Long webhookId, @Nullable String state, @Nullable Long before, int most) {
        return database.selectFrom(CALL)
                .where(webhookId == null ? noCondition() : CALL.WEBHOOK_ID.eq(webhookId))
                .and(state == null ? noCondition() : CALL.STATE.eq(state))
                .and(before == null ? noCondition() : CALL.ID.lt(before))
                .orderBy(CALL.ID.desc())
                .limit(most)
                .fetch(WebhookCallStore::made);
    }

    List<Made> withOrigin(String beginning) {
        return database.selectFrom(CALL)
                .where(CALL.ORIGIN.startsWith(beginning))
                .orderBy(CALL.ID)
                .fetch(WebhookCallStore::made);
    }

    private static Made made(Record row) {
        boolean waiting = row.get(CALL.STATE).equals(WAITING);
        return new Made(
                row.get(CALL.ID),
                row.get(CALL.MESSAGE_ID),
                row.get(CALL.WEBHOOK_ID),
                row.get(CALL.ORIGIN),
                row.get(CALL.ADDRESS),
                row.get(CALL.EVENT),
                row.get(CALL.BODY),
                WebhookCalls.State.of(row.get(CALL.STATE)),
                row.get(CALL.CREATED_AT),
                row.get(CALL.ENDED_AT),
                row.get(CALL.FAILURES),
                row.get(CALL.STATUS),
                row.get(CALL.ANSWER),
                row.get(CALL.TOOK),
                waiting ? row.get(CALL.TRY_AT) : null);
    }

    /** Lets a call be made once more, at once and to where its webhook leads now. */
    boolean again(long id, Instant now) {
        WebhookAddress address = database.select(coalesce(ENDPOINT.ADDRESS, CALL.ADDRESS), ENDPOINT.SEALED_ADDRESS)
                .from(CALL)
                .leftJoin(ENDPOINT)
                .on(ENDPOINT.ID.eq(CALL.WEBHOOK_ID))
                .where(CALL.ID.eq(id))
                .forUpdate()
                .of(CALL)
                .fetchOne(Records.mapping(WebhookAddress::new));
        if (address == null) {
            return false;
        }
        String host = address.host();
        addTarget(host, now);
        database.update(TARGET)
                .set(TARGET.TRY_AT, now)
                .where(TARGET.HOST.eq(host), TARGET.FAILURES.gt(0))
                .execute();
        database.update(CALL)
                .set(CALL.STATE, WAITING)
                .set(CALL.ADDRESS, address.shown())
                .set(CALL.HOST, host)
                .set(CALL.FAILURES, 0)
                .set(CALL.CREATED_AT, now)
                .set(CALL.TRY_AT, now)
                .setNull(CALL.ENDED_AT)
                .where(CALL.ID.eq(id))
                .execute();
        return true;
    }

    void deleteBefore(Instant instant) {
        database.deleteFrom(CALL)
                .where(CALL.CREATED_AT.lt(instant), CALL.STATE.ne(WAITING))
                .execute();
        database.deleteFrom(TARGET)
                .where(TARGET.TRY_AT.lt(instant))
                .andNotExists(selectOne().from(CALL).where(CALL.HOST.eq(TARGET.HOST), CALL.STATE.eq(inline(WAITING))))
                .execute();
    }
}
