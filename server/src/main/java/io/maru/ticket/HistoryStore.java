package io.maru.ticket;

import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import io.maru.db.ticket.tables.History;
import io.maru.platform.Cursor;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record2;
import org.jooq.Table;
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

    private static final History BEFORE = HISTORY.as("before");

    private static final Field<JSONB> LEAVER = given("leaver", HISTORY.NEW_VALUE);

    /** The last entry of the same field, or by which the person came who goes; of what is no change of a value, none. */
    private static final Table<Record2<Instant, Long>> LAST = lateral(select(BEFORE.CHANGED_AT, BEFORE.PERSON_ID)
                    .from(BEFORE)
                    .where(BEFORE.TICKET_ID.eq(TICKET_.ID), BEFORE.FIELD.eq(value("field", HISTORY.FIELD)))
                    .and(condition(value("change", inline(true))))
                    .and(LEAVER.isNull().or(BEFORE.NEW_VALUE.eq(LEAVER)))
                    .orderBy(BEFORE.ID.desc())
                    .limit(1))
            .as("last");

    private static final FixedQuery INSERT = new FixedQuery(insertInto(
                    HISTORY,
                    HISTORY.TICKET_ID,
                    HISTORY.TICKET_VERSION,
                    HISTORY.CHANGED_AT,
                    HISTORY.PERSON_ID,
                    HISTORY.CHANNEL,
                    HISTORY.FIELD,
                    HISTORY.OLD_VALUE,
                    HISTORY.NEW_VALUE,
                    HISTORY.HELD_SINCE,
                    HISTORY.HELD_BY)
            .select(select(
                            TICKET_.ID,
                            given("version", HISTORY.TICKET_VERSION),
                            given("now", HISTORY.CHANGED_AT),
                            given("person", HISTORY.PERSON_ID),
                            given("channel", HISTORY.CHANNEL),
                            given("field", HISTORY.FIELD),
                            given("oldValue", HISTORY.OLD_VALUE),
                            given("newValue", HISTORY.NEW_VALUE),
                            held(coalesce(LAST.field(BEFORE.CHANGED_AT), TICKET_.CREATED_AT)),
                            held(coalesce(LAST.field(BEFORE.PERSON_ID), TICKET_.CREATED_BY_ID)))
                    .from(TICKET_)
                    .leftJoin(LAST)
                    .on(trueCondition())
                    .where(TICKET_.ID.eq(value("ticket", TICKET_.ID)))));

    /** What a ticket begins with: nothing was held before it. */
    private static final FixedQuery INSERT_BEGINNINGS = new FixedQuery(insertInto(
                    HISTORY,
                    HISTORY.TICKET_ID,
                    HISTORY.TICKET_VERSION,
                    HISTORY.CHANGED_AT,
                    HISTORY.PERSON_ID,
                    HISTORY.CHANNEL,
                    HISTORY.FIELD,
                    HISTORY.NEW_VALUE)
            .select(select(
                            given("ticket", HISTORY.TICKET_ID),
                            inline(1L),
                            given("now", HISTORY.CHANGED_AT),
                            given("person", HISTORY.PERSON_ID),
                            given("channel", HISTORY.CHANNEL),
                            field("beginning.field", HISTORY.FIELD.getDataType()),
                            field("cast(beginning.value as jsonb)", HISTORY.NEW_VALUE.getDataType()))
                    .from(table(
                            "unnest(cast({0} as text[]), cast({1} as text[])) with ordinality beginning (field, value, place)",
                            value("fields", array(HISTORY.FIELD)), value("values", array(HISTORY.FIELD))))
                    .orderBy(field("beginning.place"))));

    private static <T> Field<T> given(String name, Field<T> column) {
        return cast(value(name, column), column);
    }

    /** For a change of a value: since when the old one was held, and who had given it. */
    private static <T> Field<T> held(Field<T> what) {
        return when(condition(value("change", inline(true))), what);
    }

    private static final FixedQuery CHANGED_SINCE = new FixedQuery(selectDistinct(HISTORY.fields())
            .on(HISTORY.FIELD)
            .from(HISTORY)
            .where(HISTORY.TICKET_ID
                    .eq(value("ticket", HISTORY.TICKET_ID))
                    .and(HISTORY.TICKET_VERSION.gt(value("version", HISTORY.TICKET_VERSION)))
                    .and(HISTORY.FIELD.eq(any(value("fields", array(HISTORY.FIELD))))))
            .orderBy(HISTORY.FIELD, HISTORY.ID.desc()));

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

    /**
     * The first values of a new ticket.
     *
     * @param values by field
     */
    void recordBeginnings(long ticketId, Instant now, long personId, Channel channel, Map<String, Object> values) {
        INSERT_BEGINNINGS.execute(
                database,
                List.of(Map.of(
                        "ticket",
                        ticketId,
                        "now",
                        now,
                        "person",
                        personId,
                        "channel",
                        channel.key(),
                        "fields",
                        values.keySet().toArray(String[]::new),
                        "values",
                        values.values().stream()
                                .map(value -> Json.of(value).data())
                                .toArray(String[]::new))));
    }

    record Row(long ticketId, long ticketVersion, HistoryEntry.Change change) {}

    /** What happened to several tickets at one instant. */
    void recordAll(List<Row> rows, Instant now, long personId, Channel channel) {
        if (rows.isEmpty()) {
            return;
        }
        INSERT.execute(
                database,
                rows.stream().map(row -> values(row, now, personId, channel)).toList());
    }

    private static Map<String, @Nullable Object> values(Row row, Instant now, long personId, Channel channel) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("ticket", row.ticketId());
        values.put("version", row.ticketVersion());
        values.put("now", now);
        values.put("person", personId);
        values.put("channel", channel.key());
        values.put("field", row.change().field());
        values.put("oldValue", Json.ofNullable(row.change().oldValue()));
        values.put("newValue", Json.ofNullable(row.change().newValue()));
        values.put("change", HistoryEntry.isValue(row.change().field()));
        values.put("leaver", Json.ofNullable(row.change().leaver()));
        return values;
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
        Map<String, Object> values =
                Map.of("ticket", ticketId, "version", version, "fields", fields.toArray(String[]::new));
        return CHANGED_SINCE.fetch(database, values).map(row -> historyEntry(row.into(HISTORY)));
    }

    /** When a ticket came into which status, oldest first. */
    List<HistoryEntry> statusChanges(long ticketId) {
        return STATUS_CHANGES.fetch(database, Map.of("ticket", ticketId)).map(row -> historyEntry(row.into(HISTORY)));
    }

    static HistoryEntry historyEntry(io.maru.db.ticket.tables.records.HistoryRecord row) {
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
