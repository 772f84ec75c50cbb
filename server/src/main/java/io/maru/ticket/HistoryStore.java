package io.maru.ticket;

import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.maru.platform.Cursor;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What happened to tickets. Rows are only ever added. */
@Repository
class HistoryStore {

    private static final FixedQuery STATUS_CHANGES = new FixedQuery(select(HISTORY.fields())
            .from(HISTORY)
            .where(HISTORY.TICKET_ID.eq(value("ticket", HISTORY.TICKET_ID)).and(HISTORY.FIELD.eq("status")))
            .orderBy(HISTORY.ID));

    private final DSLContext database;

    HistoryStore(DSLContext database) {
        this.database = database;
    }

    void record(
            long ticketId,
            long ticketVersion,
            Instant now,
            long personId,
            Channel channel,
            List<HistoryEntry.Change> changes) {
        recordAll(
                changes.stream()
                        .map(change -> new Row(ticketId, ticketVersion, change))
                        .toList(),
                now,
                personId,
                channel);
    }

    record Row(long ticketId, long ticketVersion, HistoryEntry.Change change) {}

    /** What happened to several tickets at one instant. */
    void recordAll(List<Row> rows, Instant now, long personId, Channel channel) {
        if (rows.isEmpty()) {
            return;
        }
        var insert = database.insertInto(
                HISTORY,
                HISTORY.TICKET_ID,
                HISTORY.TICKET_VERSION,
                HISTORY.CHANGED_AT,
                HISTORY.PERSON_ID,
                HISTORY.CHANNEL,
                HISTORY.FIELD,
                HISTORY.OLD_VALUE,
                HISTORY.NEW_VALUE);
        for (Row row : rows) {
            insert = insert.values(
                    row.ticketId(),
                    row.ticketVersion(),
                    now,
                    personId,
                    channel.key(),
                    row.change().field(),
                    Json.ofNullable(row.change().oldValue()),
                    Json.ofNullable(row.change().newValue()));
        }
        insert.execute();
    }

    /** Newest first. */
    Page<HistoryEntry> of(long ticketId, @Nullable Cursor after, int limit) {
        List<HistoryEntry> rows = database.selectFrom(HISTORY)
                .where(HISTORY.TICKET_ID.eq(ticketId))
                .and(after == null ? noCondition() : HISTORY.ID.lt(after.number(0)))
                .orderBy(HISTORY.ID.desc())
                .limit(limit + 1)
                .fetch(HistoryStore::historyEntry);
        return Page.of(rows, limit, last -> Cursor.of(last.id()));
    }

    /** The last change of each of these fields after a version. */
    List<HistoryEntry> changedSince(long ticketId, long version, Collection<String> fields) {
        return database.selectDistinct(HISTORY.fields())
                .on(HISTORY.FIELD)
                .from(HISTORY)
                .where(HISTORY.TICKET_ID
                        .eq(ticketId)
                        .and(HISTORY.TICKET_VERSION.gt(version))
                        .and(HISTORY.FIELD.in(fields)))
                .orderBy(HISTORY.FIELD, HISTORY.ID.desc())
                .fetch(row -> historyEntry(row.into(HISTORY)));
    }

    /** When a ticket came into which status, oldest first. */
    List<HistoryEntry> statusChanges(long ticketId) {
        return STATUS_CHANGES.fetch(database, Map.of("ticket", ticketId)).map(row -> historyEntry(row.into(HISTORY)));
    }

    private static HistoryEntry historyEntry(io.maru.db.ticket.tables.records.HistoryRecord row) {
        return new HistoryEntry(
                row.getId(),
                row.getTicketVersion(),
                row.getChangedAt(),
                row.getPersonId(),
                Channel.of(row.getChannel()),
                row.getField(),
                json(row.getOldValue()),
                json(row.getNewValue()));
    }

    private static @Nullable JsonNode json(@Nullable JSONB value) {
        return value == null ? null : Json.tree(value);
    }
}
