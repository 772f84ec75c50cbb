package io.maru.ticket;

import static io.maru.db.ticket.Tables.VIEWED;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which tickets people looked at last. */
@Repository
class ViewedStore {

    private final DSLContext database;

    ViewedStore(DSLContext database) {
        this.database = database;
    }

    /** The latest first. */
    List<Long> latest(long personId, int most) {
        return database.select(VIEWED.TICKET_ID)
                .from(VIEWED)
                .where(VIEWED.PERSON_ID.eq(personId))
                .orderBy(VIEWED.VIEWED_AT.desc(), VIEWED.TICKET_ID)
                .limit(most)
                .fetch(VIEWED.TICKET_ID);
    }

    /** Puts a ticket first, and forgets those that come after so many. */
    void add(long personId, long ticketId, Instant now, int most) {
        database.insertInto(VIEWED)
                .set(VIEWED.PERSON_ID, personId)
                .set(VIEWED.TICKET_ID, ticketId)
                .set(VIEWED.VIEWED_AT, now)
                .onDuplicateKeyUpdate()
                .set(VIEWED.VIEWED_AT, now)
                .execute();
        database.deleteFrom(VIEWED)
                .where(VIEWED.PERSON_ID.eq(personId))
                .and(VIEWED.TICKET_ID.in(select(VIEWED.TICKET_ID)
                        .from(VIEWED)
                        .where(VIEWED.PERSON_ID.eq(personId))
                        .orderBy(VIEWED.VIEWED_AT.desc(), VIEWED.TICKET_ID)
                        .offset(most)))
                .execute();
    }

    /** That somebody looked at the ticket. */
    static Condition viewedBy(long personId) {
        return TicketColumns.ID.in(select(VIEWED.TICKET_ID).from(VIEWED).where(VIEWED.PERSON_ID.eq(personId)));
    }
}
