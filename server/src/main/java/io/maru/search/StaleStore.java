package io.maru.search;

import static io.maru.db.search.Tables.STALE;
import static io.maru.db.search.Tables.STATE;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The tickets whose documents are to be made anew. The database adds whatever is written; here it is taken away. */
@Repository
class StaleStore {

    private final DSLContext database;

    StaleStore(DSLContext database) {
        this.database = database;
    }

    /** @param checkedAt null before the first check, like the differences that it found */
    record State(
            int analyzer,
            @Nullable Instant checkedAt,
            @Nullable Long differences) {}

    /** Takes some for this transaction, leaving out what others have taken; those of a bulk last. */
    SortedSet<Long> take(int most) {
        var next = select(STALE.BULK, STALE.ID)
                .from(STALE)
                .orderBy(STALE.BULK, STALE.ID)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .asTable("next");
        return new TreeSet<>(database.deleteFrom(STALE)
                .using(next)
                .where(STALE.BULK.eq(next.field(STALE.BULK)).and(STALE.ID.eq(next.field(STALE.ID))))
                .returning(STALE.TICKET_ID)
                .fetchSet(STALE.TICKET_ID));
    }

    void add(Collection<Long> ticketIds, boolean bulk) {
        var wanted = DSL.unnest(ticketIds.toArray(Long[]::new)).as("wanted", "ticket_id");
        database.insertInto(STALE, STALE.BULK, STALE.TICKET_ID)
                .select(select(DSL.inline(bulk), wanted.field("ticket_id", Long.class))
                        .from(wanted))
                .execute();
    }

    /** Which of these are waiting already. */
    Set<Long> waiting(Collection<Long> ticketIds) {
        return database.selectDistinct(STALE.TICKET_ID)
                .from(STALE)
                .where(STALE.TICKET_ID.in(ticketIds))
                .fetchSet(STALE.TICKET_ID);
    }

    long waiting() {
        return database.fetchCount(STALE);
    }

    /** Since when the one waits that waits longest; null when none does. */
    @Nullable
    Instant waitingSince() {
        return database.select(DSL.min(STALE.ADDED_AT))
                .from(STALE)
                .fetchSingle()
                .value1();
    }

    /** Nobody else reads it so until the transaction ends. */
    State lockState() {
        return database.selectFrom(STATE)
                .forUpdate()
                .fetchSingle(row -> new State(row.getAnalyzer(), row.getCheckedAt(), row.getDifferences()));
    }

    State state() {
        return database.selectFrom(STATE)
                .fetchSingle(row -> new State(row.getAnalyzer(), row.getCheckedAt(), row.getDifferences()));
    }

    void checked(int analyzer, Instant now, long differences) {
        database.update(STATE)
                .set(STATE.ANALYZER, analyzer)
                .set(STATE.CHECKED_AT, now)
                .set(STATE.DIFFERENCES, differences)
                .execute();
    }
}
