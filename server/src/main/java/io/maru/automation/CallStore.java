package io.maru.automation;

import static io.maru.db.automation.Tables.CALL;
import static io.maru.db.automation.Tables.RUN;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.maru.automation.RuleCall.CallState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What rules tell other systems. */
@Repository
class CallStore {

    private final DSLContext database;

    CallStore(DSLContext database) {
        this.database = database;
    }

    void insert(long runId, String pointer, String address, String body, Instant now) {
        database.insertInto(CALL)
                .set(CALL.RUN_ID, runId)
                .set(CALL.POINTER, pointer)
                .set(CALL.DELIVERY, UUID.randomUUID())
                .set(CALL.ADDRESS, address)
                .set(CALL.BODY, body)
                .set(CALL.STATE, CallState.WAITING.key())
                .set(CALL.TRY_AT, now)
                .execute();
    }

    /**
     * A call that is to be made.
     *
     * @param failures how often that was in vain
     */
    record Waiting(long id, long ruleId, UUID delivery, String address, String body, int failures) {}

    /** One whose time has come; no other server makes it before {@code until}. */
    Optional<Waiting> claim(Instant now, Instant until) {
        Optional<Waiting> found = database.select(
                        CALL.ID, RUN.RULE_ID, CALL.DELIVERY, CALL.ADDRESS, CALL.BODY, CALL.FAILURES)
                .from(CALL)
                .join(RUN)
                .on(RUN.ID.eq(CALL.RUN_ID))
                .where(CALL.STATE.eq(inline("waiting")), CALL.TRY_AT.le(now))
                .orderBy(CALL.TRY_AT, CALL.ID)
                .limit(1)
                .forUpdate()
                .of(CALL)
                .skipLocked()
                .fetchOptional(row -> new Waiting(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
        found.ifPresent(call -> database.update(CALL)
                .set(CALL.TRY_AT, until)
                .where(CALL.ID.eq(call.id()))
                .execute());
        return found;
    }

    /** @param again when it is made once more; null when it is not */
    void failed(long id, String why, @Nullable Instant again) {
        database.update(CALL)
                .set(CALL.FAILURES, CALL.FAILURES.plus(1))
                .set(CALL.ANSWER, why)
                .set(CALL.STATE, (again == null ? CallState.FAILED : CallState.WAITING).key())
                .set(CALL.TRY_AT, again == null ? CALL.TRY_AT : val(again, CALL.TRY_AT))
                .where(CALL.ID.eq(id))
                .execute();
    }

    void answered(long id, String answer) {
        database.update(CALL)
                .set(CALL.STATE, CallState.DONE.key())
                .set(CALL.ANSWER, answer)
                .where(CALL.ID.eq(id))
                .execute();
    }

    /** Those of a run, in their order. */
    List<RuleCall> of(long runId) {
        return database.selectFrom(CALL)
                .where(CALL.RUN_ID.eq(runId))
                .orderBy(CALL.ID)
                .fetch(row -> new RuleCall(
                        row.getPointer(),
                        row.getAddress(),
                        CallState.of(row.getState()),
                        row.getFailures(),
                        row.getAnswer()));
    }
}
