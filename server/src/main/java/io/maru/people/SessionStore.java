package io.maru.people;

import static io.maru.db.people.Tables.SESSION;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

@Repository
class SessionStore {

    private final DSLContext database;
    private final ApplicationEventPublisher events;

    SessionStore(DSLContext database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** @param visitedDeskId null for a session that is no visit */
    void insert(
            byte[] tokenHash,
            UUID id,
            long personId,
            @Nullable Long visitedDeskId,
            Client client,
            Instant now,
            Instant expiresAt) {
        database.insertInto(SESSION)
                .set(SESSION.TOKEN_HASH, tokenHash)
                .set(SESSION.ID, id)
                .set(SESSION.PERSON_ID, personId)
                .set(SESSION.VISITED_DESK_ID, visitedDeskId)
                .set(SESSION.CREATED_AT, now)
                .set(SESSION.LAST_SEEN_AT, now)
                .set(SESSION.EXPIRES_AT, expiresAt)
                .set(SESSION.ADDRESS, client.address())
                .set(SESSION.USER_AGENT, client.userAgent())
                .execute();
    }

    void seen(UUID id, Instant now, Instant unlessAfter) {
        database.update(SESSION)
                .set(SESSION.LAST_SEEN_AT, now)
                .where(SESSION.ID.eq(id), SESSION.LAST_SEEN_AT.le(unlessAfter))
                .execute();
    }

    List<Session> of(long personId, Instant now, Instant seenAfter) {
        return database.select(
                        SESSION.ID,
                        SESSION.CREATED_AT,
                        SESSION.LAST_SEEN_AT,
                        SESSION.ADDRESS,
                        SESSION.USER_AGENT,
                        SESSION.VISITED_DESK_ID.isNotNull())
                .from(SESSION)
                .where(
                        SESSION.PERSON_ID.eq(personId),
                        SESSION.EXPIRES_AT.gt(now),
                        SESSION.LAST_SEEN_AT.gt(seenAfter).or(SESSION.VISITED_DESK_ID.isNotNull()))
                .orderBy(SESSION.LAST_SEEN_AT.desc(), SESSION.ID)
                .fetch(org.jooq.Records.mapping(Session::new));
    }

    boolean delete(long personId, UUID id) {
        boolean ended = database.deleteFrom(SESSION)
                        .where(SESSION.ID.eq(id), SESSION.PERSON_ID.eq(personId))
                        .execute()
                == 1;
        events.publishEvent(new SignedOut(personId, id, null));
        return ended;
    }

    void deleteAll(long personId) {
        database.deleteFrom(SESSION).where(SESSION.PERSON_ID.eq(personId)).execute();
        events.publishEvent(new SignedOut(personId, null, null));
    }

    void deleteOthers(long personId, UUID except) {
        database.deleteFrom(SESSION)
                .where(SESSION.PERSON_ID.eq(personId), SESSION.ID.ne(except))
                .execute();
        events.publishEvent(new SignedOut(personId, null, except));
    }

    int deleteEnded(Instant now, Instant seenAfter) {
        return database.deleteFrom(SESSION)
                .where(SESSION.EXPIRES_AT
                        .le(now)
                        .or(SESSION.LAST_SEEN_AT.le(seenAfter).and(SESSION.VISITED_DESK_ID.isNull())))
                .execute();
    }
}
