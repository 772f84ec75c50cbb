package io.maru.notification;

import static io.maru.db.notification.Tables.NOTIFICATION_;
import static io.maru.db.notification.Tables.UNDELIVERED;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What people are told of. */
@Repository
class NotificationStore {

    private final DSLContext database;

    NotificationStore(DSLContext database) {
        this.database = database;
    }

    record Row(
            long id,
            String kind,
            JsonNode content,
            @Nullable Long ticketId,
            Instant createdAt,
            @Nullable Instant readAt) {}

    /** A ticket, with its desk. */
    record About(long ticketId, long deskId) {}

    /** Those of one kind, and about tickets of one desk; null for all. */
    record Narrowing(@Nullable String kind, @Nullable Long deskId) {

        private Condition condition() {
            return (kind == null ? noCondition() : NOTIFICATION_.KIND.eq(kind))
                    .and(deskId == null ? noCondition() : NOTIFICATION_.DESK_ID.eq(deskId));
        }
    }

    /**
     * @param about the ticket that it tells of; null for none
     * @return the id of each person's
     */
    Map<Long, Long> insert(
            Collection<Long> personIds, String kind, @Nullable About about, Object content, Instant now) {
        var insert = database.insertInto(
                NOTIFICATION_,
                NOTIFICATION_.PERSON_ID,
                NOTIFICATION_.KIND,
                NOTIFICATION_.CONTENT,
                NOTIFICATION_.TICKET_ID,
                NOTIFICATION_.DESK_ID,
                NOTIFICATION_.CREATED_AT);
        for (long personId : personIds) {
            insert = insert.values(
                    personId,
                    kind,
                    Json.of(content),
                    about == null ? null : about.ticketId(),
                    about == null ? null : about.deskId(),
                    now);
        }
        return insert.returning(NOTIFICATION_.ID, NOTIFICATION_.PERSON_ID)
                .fetchMap(NOTIFICATION_.PERSON_ID, NOTIFICATION_.ID);
    }

    /** Those of a person before one, the newest first. */
    List<Row> of(long personId, @Nullable Long before, boolean unread, Narrowing narrowing, int most) {
        return database.selectFrom(NOTIFICATION_)
                .where(NOTIFICATION_.PERSON_ID.eq(personId), narrowing.condition())
                .and(unread ? NOTIFICATION_.READ_AT.isNull() : noCondition())
                .and(before == null ? noCondition() : NOTIFICATION_.ID.lt(before))
                .orderBy(NOTIFICATION_.ID.desc())
                .limit(most)
                .fetch(row -> new Row(
                        row.getId(),
                        row.getKind(),
                        Json.tree(row.getContent()),
                        row.getTicketId(),
                        row.getCreatedAt(),
                        row.getReadAt()));
    }

    /** How many a person has not read, counted up to a number. */
    int countUnread(long personId, int most) {
        return database.fetchCount(selectOne()
                .from(NOTIFICATION_)
                .where(NOTIFICATION_.PERSON_ID.eq(personId), NOTIFICATION_.READ_AT.isNull())
                .limit(most));
    }

    /**
     * @param ids which of them; null for all up to {@code latest}
     * @return how many were not read before
     */
    int read(long personId, @Nullable Collection<Long> ids, long latest, Narrowing narrowing, Instant now) {
        return database.update(NOTIFICATION_)
                .set(NOTIFICATION_.READ_AT, now)
                .where(NOTIFICATION_.PERSON_ID.eq(personId), NOTIFICATION_.READ_AT.isNull(), narrowing.condition())
                .and(ids == null ? NOTIFICATION_.ID.le(latest) : NOTIFICATION_.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                .execute();
    }

    /**
     * Notes that it is told that a comment did not reach a person.
     *
     * @return whether it was not told before
     */
    boolean noteUndelivered(long commentId, long personId, Instant now) {
        return database.insertInto(UNDELIVERED)
                        .set(UNDELIVERED.COMMENT_ID, commentId)
                        .set(UNDELIVERED.PERSON_ID, personId)
                        .set(UNDELIVERED.TOLD_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void deleteBefore(Instant instant) {
        database.deleteFrom(UNDELIVERED).where(UNDELIVERED.TOLD_AT.lt(instant)).execute();
        database.deleteFrom(NOTIFICATION_)
                .where(NOTIFICATION_.CREATED_AT.lt(instant))
                .execute();
    }
}
