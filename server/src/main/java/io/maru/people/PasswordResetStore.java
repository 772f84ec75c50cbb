package io.maru.people;

import static io.maru.db.people.Tables.PASSWORD_RESET;
import static io.maru.db.people.Tables.PERSON;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PasswordResetStore {

    private final DSLContext database;

    PasswordResetStore(DSLContext database) {
        this.database = database;
    }

    record Open(long personId, String email, String displayName) {}

    void insert(byte[] tokenHash, long personId, @Nullable Long createdBy, Instant now, Instant expiresAt) {
        database.insertInto(PASSWORD_RESET)
                .set(PASSWORD_RESET.TOKEN_HASH, tokenHash)
                .set(PASSWORD_RESET.PERSON_ID, personId)
                .set(PASSWORD_RESET.CREATED_BY, createdBy)
                .set(PASSWORD_RESET.CREATED_AT, now)
                .set(PASSWORD_RESET.EXPIRES_AT, expiresAt)
                .execute();
    }

    Optional<Open> open(byte[] tokenHash, Instant now) {
        return database.select(PERSON.ID, PERSON.EMAIL, PERSON.DISPLAY_NAME)
                .from(PASSWORD_RESET)
                .join(PERSON)
                .on(PERSON.ID.eq(PASSWORD_RESET.PERSON_ID))
                .where(
                        PASSWORD_RESET.TOKEN_HASH.eq(tokenHash),
                        PASSWORD_RESET.USED_AT.isNull(),
                        PASSWORD_RESET.EXPIRES_AT.gt(now),
                        PERSON.ACTIVE.isTrue())
                .fetchOptional(
                        row -> new Open(row.get(PERSON.ID), row.get(PERSON.EMAIL), row.get(PERSON.DISPLAY_NAME)));
    }

    /** Uses the link up: of any number that try at once, one is told true. */
    boolean use(byte[] tokenHash, Instant now) {
        return database.update(PASSWORD_RESET)
                        .set(PASSWORD_RESET.USED_AT, now)
                        .where(
                                PASSWORD_RESET.TOKEN_HASH.eq(tokenHash),
                                PASSWORD_RESET.USED_AT.isNull(),
                                PASSWORD_RESET.EXPIRES_AT.gt(now))
                        .execute()
                == 1;
    }

    void deleteUnused(long personId) {
        database.deleteFrom(PASSWORD_RESET)
                .where(PASSWORD_RESET.PERSON_ID.eq(personId), PASSWORD_RESET.USED_AT.isNull())
                .execute();
    }

    int deleteExpired(Instant before) {
        return database.deleteFrom(PASSWORD_RESET)
                .where(PASSWORD_RESET.EXPIRES_AT.lt(before))
                .execute();
    }
}
