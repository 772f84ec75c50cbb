package io.maru.people;

import static io.maru.db.people.Tables.API_TOKEN;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenStore {

    private final DSLContext database;

    ApiTokenStore(DSLContext database) {
        this.database = database;
    }

    long insert(
            long personId,
            String name,
            byte[] tokenHash,
            String hint,
            TokenScope scope,
            Instant now,
            Instant expiresAt) {
        return database.insertInto(API_TOKEN)
                .set(API_TOKEN.PERSON_ID, personId)
                .set(API_TOKEN.NAME, name)
                .set(API_TOKEN.TOKEN_HASH, tokenHash)
                .set(API_TOKEN.HINT, hint)
                .set(API_TOKEN.SCOPE, scope.key())
                .set(API_TOKEN.CREATED_AT, now)
                .set(API_TOKEN.EXPIRES_AT, expiresAt)
                .returningResult(API_TOKEN.ID)
                .fetchSingle(API_TOKEN.ID);
    }

    List<ApiToken> of(long personId) {
        return database.select(
                        API_TOKEN.ID,
                        API_TOKEN.NAME,
                        API_TOKEN.SCOPE.convertFrom(TokenScope::of),
                        API_TOKEN.HINT,
                        API_TOKEN.CREATED_AT,
                        API_TOKEN.EXPIRES_AT,
                        API_TOKEN.LAST_USED_AT)
                .from(API_TOKEN)
                .where(API_TOKEN.PERSON_ID.eq(personId), API_TOKEN.REVOKED_AT.isNull())
                .orderBy(API_TOKEN.CREATED_AT.desc(), API_TOKEN.ID.desc())
                .fetch(Records.mapping(ApiToken::new));
    }

    void used(long id, Instant now, Instant unlessAfter) {
        database.update(API_TOKEN)
                .set(API_TOKEN.LAST_USED_AT, now)
                .where(API_TOKEN.ID.eq(id), API_TOKEN.LAST_USED_AT.isNull().or(API_TOKEN.LAST_USED_AT.le(unlessAfter)))
                .execute();
    }

    boolean revoke(long personId, long id, Instant now) {
        return database.update(API_TOKEN)
                        .set(API_TOKEN.REVOKED_AT, now)
                        .where(API_TOKEN.ID.eq(id), API_TOKEN.PERSON_ID.eq(personId), API_TOKEN.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    void revokeAll(long personId, Instant now) {
        database.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, now)
                .where(API_TOKEN.PERSON_ID.eq(personId), API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    int deleteEnded(Instant before) {
        return database.deleteFrom(API_TOKEN)
                .where(API_TOKEN.EXPIRES_AT.lt(before).or(API_TOKEN.REVOKED_AT.lt(before)))
                .execute();
    }
}
