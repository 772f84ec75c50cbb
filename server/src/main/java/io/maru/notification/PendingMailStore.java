package io.maru.notification;

import static io.maru.db.notification.Tables.MAIL_TURN;
import static io.maru.db.notification.Tables.PENDING_MAIL;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What is to be told by mail. */
@Repository
class PendingMailStore {

    /** More about one person at once than anybody reads. */
    private static final int MOST = 500;

    private final DSLContext database;

    PendingMailStore(DSLContext database) {
        this.database = database;
    }

    record Pending(long id, String kind, JsonNode content, long ticketId, Instant at) {}

    /**
     * @param due when, by person
     * @param at when it happened
     */
    void insert(Map<Long, Instant> due, String kind, long ticketId, Object content, Instant at) {
        if (due.isEmpty()) {
            return;
        }
        var insert = database.insertInto(
                PENDING_MAIL,
                PENDING_MAIL.PERSON_ID,
                PENDING_MAIL.KIND,
                PENDING_MAIL.CONTENT,
                PENDING_MAIL.TICKET_ID,
                PENDING_MAIL.AT,
                PENDING_MAIL.DUE_AT);
        for (Map.Entry<Long, Instant> each : due.entrySet()) {
            insert = insert.values(each.getKey(), kind, Json.of(content), ticketId, at, each.getValue());
        }
        insert.execute();
    }

    /** @return whether nobody else makes mails, until the transaction ends */
    boolean takeTurn() {
        return database.selectFrom(MAIL_TURN)
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
    }

    /** The person for whom something has been due longest. */
    Optional<Long> next(Instant now) {
        return database.select(PENDING_MAIL.PERSON_ID)
                .from(PENDING_MAIL)
                .where(PENDING_MAIL.DUE_AT.le(now))
                .orderBy(PENDING_MAIL.DUE_AT, PENDING_MAIL.ID)
                .limit(1)
                .fetchOptional(PENDING_MAIL.PERSON_ID);
    }

    /** What is due for a person, and what waits about the same tickets; in the order in which it happened. */
    List<Pending> of(long personId, Instant now) {
        var due = PENDING_MAIL.as("due");
        return database.selectFrom(PENDING_MAIL)
                .where(PENDING_MAIL.PERSON_ID.eq(personId))
                .and(PENDING_MAIL.TICKET_ID.in(
                        select(due.TICKET_ID).from(due).where(due.PERSON_ID.eq(personId), due.DUE_AT.le(now))))
                .orderBy(PENDING_MAIL.ID)
                .limit(MOST)
                .fetch(row -> new Pending(
                        row.getId(), row.getKind(), Json.tree(row.getContent()), row.getTicketId(), row.getAt()));
    }

    void delete(Collection<Long> ids) {
        database.deleteFrom(PENDING_MAIL)
                .where(PENDING_MAIL.ID.eq(any(ids.toArray(Long[]::new))))
                .execute();
    }

    /** What is due for a person becomes so later. */
    void postpone(long personId, Instant now, Instant until) {
        database.update(PENDING_MAIL)
                .set(PENDING_MAIL.DUE_AT, until)
                .where(PENDING_MAIL.PERSON_ID.eq(personId), PENDING_MAIL.DUE_AT.le(now))
                .execute();
    }

    void deleteBefore(Instant instant) {
        database.deleteFrom(PENDING_MAIL).where(PENDING_MAIL.AT.lt(instant)).execute();
    }
}
