package io.maru.people;

import static io.maru.db.people.Tables.SIGN_IN_ADDRESS;
import static io.maru.db.people.Tables.SIGN_IN_ATTEMPT;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SignInAttemptStore {

    private final DSLContext database;

    SignInAttemptStore(DSLContext database) {
        this.database = database;
    }

    /** Counts one more, unless blocked. The row stays locked until the transaction ends. */
    @Nullable
    Integer count(byte[] subject, Instant now, Instant rememberedSince) {
        return database.insertInto(SIGN_IN_ATTEMPT)
                .set(SIGN_IN_ATTEMPT.SUBJECT, subject)
                .set(SIGN_IN_ATTEMPT.FAILURES, 1)
                .set(SIGN_IN_ATTEMPT.LAST_ATTEMPT_AT, now)
                .set(SIGN_IN_ATTEMPT.BLOCKED_UNTIL, now)
                .onConflict(SIGN_IN_ATTEMPT.SUBJECT)
                .doUpdate()
                .set(
                        SIGN_IN_ATTEMPT.FAILURES,
                        when(SIGN_IN_ATTEMPT.LAST_ATTEMPT_AT.lt(rememberedSince), inline(1))
                                .otherwise(SIGN_IN_ATTEMPT.FAILURES.plus(1)))
                .set(SIGN_IN_ATTEMPT.LAST_ATTEMPT_AT, now)
                .where(SIGN_IN_ATTEMPT.BLOCKED_UNTIL.le(now))
                .returningResult(SIGN_IN_ATTEMPT.FAILURES)
                .fetchOne(SIGN_IN_ATTEMPT.FAILURES);
    }

    void block(byte[] subject, Instant until) {
        database.update(SIGN_IN_ATTEMPT)
                .set(SIGN_IN_ATTEMPT.BLOCKED_UNTIL, until)
                .where(SIGN_IN_ATTEMPT.SUBJECT.eq(subject))
                .execute();
    }

    Instant blockedUntil(byte[] subject) {
        return database.select(SIGN_IN_ATTEMPT.BLOCKED_UNTIL)
                .from(SIGN_IN_ATTEMPT)
                .where(SIGN_IN_ATTEMPT.SUBJECT.eq(subject))
                .fetchSingle(SIGN_IN_ATTEMPT.BLOCKED_UNTIL);
    }

    void takeBack(byte[] subject) {
        database.update(SIGN_IN_ATTEMPT)
                .set(SIGN_IN_ATTEMPT.FAILURES, greatest(SIGN_IN_ATTEMPT.FAILURES.minus(1), inline(0)))
                .where(SIGN_IN_ATTEMPT.SUBJECT.eq(subject))
                .execute();
    }

    void forget(byte[] subject) {
        database.deleteFrom(SIGN_IN_ATTEMPT)
                .where(SIGN_IN_ATTEMPT.SUBJECT.eq(subject))
                .execute();
    }

    boolean isKnown(long personId, String address, Instant since) {
        return database.fetchExists(
                SIGN_IN_ADDRESS,
                SIGN_IN_ADDRESS.PERSON_ID.eq(personId),
                SIGN_IN_ADDRESS.ADDRESS.eq(address),
                SIGN_IN_ADDRESS.LAST_SIGNED_IN_AT.gt(since));
    }

    void know(long personId, String address, Instant now) {
        database.insertInto(SIGN_IN_ADDRESS)
                .set(SIGN_IN_ADDRESS.PERSON_ID, personId)
                .set(SIGN_IN_ADDRESS.ADDRESS, address)
                .set(SIGN_IN_ADDRESS.LAST_SIGNED_IN_AT, now)
                .onConflict()
                .doUpdate()
                .set(SIGN_IN_ADDRESS.LAST_SIGNED_IN_AT, now)
                .execute();
    }

    int deleteBefore(Instant attemptsBefore, Instant addressesBefore) {
        return database.deleteFrom(SIGN_IN_ATTEMPT)
                        .where(SIGN_IN_ATTEMPT.LAST_ATTEMPT_AT.lt(attemptsBefore))
                        .execute()
                + database.deleteFrom(SIGN_IN_ADDRESS)
                        .where(SIGN_IN_ADDRESS.LAST_SIGNED_IN_AT.lt(addressesBefore))
                        .execute();
    }
}
