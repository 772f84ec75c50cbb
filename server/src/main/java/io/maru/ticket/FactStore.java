package io.maru.ticket;

import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.ticket.TicketFacts.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** How tickets stand and what happened to them, as {@link TicketFacts} tells it. */
@Repository
class FactStore {

    private static final List<Field<?>> COLUMNS = List.of(
            TICKET_.ID,
            TICKET_.KEY,
            TICKET_.DESK_ID,
            TICKET_.CREATED_AT,
            TICKET_.VERSION,
            TICKET_.TYPE,
            TICKET_.REQUEST_TYPE_ID,
            TICKET_.STATUS_ID,
            TICKET_.PRIORITY,
            TICKET_.RESOLUTION,
            TICKET_.REPORTER_ID,
            TICKET_.ASSIGNEE_ID,
            TICKET_.TEAM_ID,
            TICKET_.DUE_DATE,
            TICKET_.FIELD_VALUES);

    private static final FixedQuery HISTORIES = new FixedQuery(select(HISTORY.fields())
            .from(HISTORY)
            .where(HISTORY.TICKET_ID.eq(any(value("tickets", array(HISTORY.TICKET_ID)))))
            .orderBy(HISTORY.TICKET_ID, HISTORY.ID));

    private static final FixedQuery BY_DESK = new FixedQuery(select(TICKET_.DESK_ID, TICKET_.ID)
            .from(TICKET_)
            .where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID))))));

    private static final FixedQuery LOCK = new FixedQuery(select(TICKET_.ID)
            .from(TICKET_)
            .where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID)))))
            .orderBy(TICKET_.ID)
            .forNoKeyUpdate());

    private final DSLContext database;

    FactStore(DSLContext database) {
        this.database = database;
    }

    static FixedQuery question(List<Field<?>> beside) {
        List<Field<?>> columns = new ArrayList<>(COLUMNS);
        IntStream.range(0, beside.size())
                .forEach(index -> columns.add(beside.get(index).as("beside_" + index)));
        return new FixedQuery(
                select(columns).from(TICKET_).where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID))))));
    }

    List<Facts> read(FixedQuery question, Collection<Long> ids) {
        return question.fetch(database, Map.of("tickets", ids.toArray(Long[]::new))).stream()
                .map(FactStore::facts)
                .toList();
    }

    Map<Long, List<Long>> byDesk(Collection<Long> ids) {
        return BY_DESK.fetch(database, Map.of("tickets", ids.toArray(Long[]::new)))
                .intoGroups(TICKET_.DESK_ID, TICKET_.ID);
    }

    Map<Long, List<HistoryEntry>> histories(Collection<Long> ids) {
        Map<Long, List<HistoryEntry>> histories = new LinkedHashMap<>();
        HISTORIES
                .fetch(database, Map.of("tickets", ids.toArray(Long[]::new)))
                .forEach(row -> histories
                        .computeIfAbsent(row.get(HISTORY.TICKET_ID), ticket -> new ArrayList<>())
                        .add(HistoryStore.historyEntry(row.into(HISTORY))));
        return histories;
    }

    /** Open tickets of these desks behind one, in the order of their ids. */
    List<Long> open(Collection<Long> deskIds, long after, int most) {
        return database.select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.DESK_ID.in(deskIds), TICKET_.STATUS_CATEGORY.ne(inline("done")), TICKET_.ID.gt(after))
                .orderBy(TICKET_.ID)
                .limit(most)
                .fetch(TICKET_.ID);
    }

    long countOpen(Collection<Long> deskIds) {
        return database.fetchCount(TICKET_, TICKET_.DESK_ID.in(deskIds), TICKET_.STATUS_CATEGORY.ne(inline("done")));
    }

    List<Long> created(Collection<Long> deskIds, Instant from, Instant to, long after, int most) {
        return database.select(TICKET_.ID)
                .from(TICKET_)
                .where(createdIn(deskIds, from, to), TICKET_.ID.gt(after))
                .orderBy(TICKET_.ID)
                .limit(most)
                .fetch(TICKET_.ID);
    }

    long countCreated(Collection<Long> deskIds, Instant from, Instant to) {
        return database.fetchCount(TICKET_, createdIn(deskIds, from, to));
    }

    private static Condition createdIn(Collection<Long> deskIds, Instant from, Instant to) {
        return TICKET_.DESK_ID.in(deskIds).and(TICKET_.CREATED_AT.ge(from)).and(TICKET_.CREATED_AT.lt(to));
    }

    void lock(Collection<Long> ids) {
        LOCK.fetch(database, Map.of("tickets", ids.toArray(Long[]::new)));
    }

    private static Facts facts(Record row) {
        Map<String, JsonNode> fields = new HashMap<>();
        put(fields, "type", row.get(TICKET_.TYPE));
        put(fields, "request_type", row.get(TICKET_.REQUEST_TYPE_ID));
        put(fields, "status", row.get(TICKET_.STATUS_ID));
        put(fields, "priority", row.get(TICKET_.PRIORITY));
        put(fields, "resolution", row.get(TICKET_.RESOLUTION));
        put(fields, "reporter", row.get(TICKET_.REPORTER_ID));
        put(fields, "assignee", row.get(TICKET_.ASSIGNEE_ID));
        put(fields, "team", row.get(TICKET_.TEAM_ID));
        put(fields, "due_date", row.get(TICKET_.DUE_DATE));
        JSONB values = row.get(TICKET_.FIELD_VALUES);
        Json.tree(values)
                .propertyStream()
                .forEach(value -> fields.put(HistoryEntry.VALUE_PREFIX + value.getKey(), value.getValue()));
        return new Facts(
                row.get(TICKET_.ID),
                row.get(TICKET_.KEY),
                row.get(TICKET_.DESK_ID),
                row.get(TICKET_.CREATED_AT),
                row.get(TICKET_.VERSION),
                row.get(TICKET_.REPORTER_ID),
                fields,
                IntStream.range(COLUMNS.size(), row.size())
                        .<@Nullable Object>mapToObj(row::get)
                        .toList());
    }

    private static void put(Map<String, JsonNode> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, TicketDraft.json(value instanceof LocalDate date ? date.toString() : value));
        }
    }
}
