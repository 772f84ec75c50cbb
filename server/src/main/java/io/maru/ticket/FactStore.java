package io.maru.ticket;

import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.platform.FixedQuery.value;
import static java.util.Map.entry;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.with;

import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.ticket.TicketFacts.Past;
import io.maru.workflow.StatusColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How tickets stand and what happened to them, as {@link TicketFacts} tells it. */
@Repository
class FactStore {

    /** By the names that the history has for them. */
    private static final Map<String, Field<?>> VALUES = Map.ofEntries(
            entry("type", TICKET_.TYPE),
            entry("request_type", TICKET_.REQUEST_TYPE_ID),
            entry("status", TICKET_.STATUS_ID),
            entry("summary", TICKET_.SUMMARY),
            entry("priority", TICKET_.PRIORITY),
            entry("resolution", TICKET_.RESOLUTION),
            entry("reporter", TICKET_.REPORTER_ID),
            entry("assignee", TICKET_.ASSIGNEE_ID),
            entry("team", TICKET_.TEAM_ID),
            entry("labels", TICKET_.LABELS),
            entry("due_date", TICKET_.DUE_DATE));

    private static final List<Field<?>> COLUMNS = Stream.concat(
                    Stream.of(
                            TICKET_.ID,
                            TICKET_.KEY,
                            TICKET_.DESK_ID,
                            TICKET_.CREATED_AT,
                            TICKET_.VERSION,
                            TICKET_.FIELD_VALUES),
                    VALUES.values().stream())
            .toList();

    private static final Name PAST_TICKET = name("past_ticket");
    private static final Name PAST_HISTORY = name("past_history");

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
        return question(beside, TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID)))));
    }

    /** Of one ticket, as every change asks: how many there are of an array the planner asks itself anew each time. */
    static FixedQuery questionOfOne(List<Field<?>> beside) {
        return question(beside, TICKET_.ID.eq(value("ticket", TICKET_.ID)));
    }

    private static FixedQuery question(List<Field<?>> beside, Condition which) {
        return new FixedQuery(
                select(COLUMNS).select(named(beside)).from(TICKET_).where(which));
    }

    private static List<Field<?>> named(List<Field<?>> beside) {
        return IntStream.range(0, beside.size())
                .<Field<?>>mapToObj(index -> beside.get(index).as("beside_" + index))
                .toList();
    }

    /** @param first of the columns that were asked for beside others */
    private static List<@Nullable Object> beside(Record row, int first) {
        return IntStream.range(first, row.size())
                .<@Nullable Object>mapToObj(row::get)
                .toList();
    }

    /**
     * The same question asked in a world that has, for each row, one ticket as it stood and its history until then: what names the
     * tables of tickets and of the history reads these instead.
     */
    static FixedQuery pastQuestion(List<Field<?>> beside) {
        Field<Long[]> ids = value("tickets", array(TICKET_.ID));
        Field<Long[]> versions = value("versions", array(TICKET_.VERSION));
        Field<String[]> values = value("values", array(TICKET_.SUMMARY));
        Field<Long> status = field("(asked.columns ->> 'status_id')::bigint", Long.class);
        ResultQuery<?> ticket = resultQuery("""
                select stood.* from ticket.ticket as known, jsonb_populate_record(
                    known, asked.columns || jsonb_build_object('status_category', {0})) as stood
                where known.id = asked.id""", StatusColumns.category(status));
        ResultQuery<?> history = resultQuery(
                "select * from ticket.history where ticket_id = asked.id and ticket_version <= asked.version");
        Table<?> answered = lateral(with(PAST_TICKET)
                        .as(ticket)
                        .with(PAST_HISTORY)
                        .as(history)
                        .select(named(beside))
                        .from(TICKET_))
                .as("answered");
        return new FixedQuery(
                select(answered.fields())
                        .from(table(
                                "unnest({0}, {1}, {2}::jsonb[]) with ordinality as asked (id, version, columns, place)",
                                ids, versions, values))
                        .crossJoin(answered)
                        .orderBy(field("asked.place")),
                Map.of(TICKET_, table(PAST_TICKET), HISTORY, table(PAST_HISTORY)));
    }

    List<List<@Nullable Object>> readPast(FixedQuery question, List<Past> tickets) {
        return question
                .fetch(
                        database,
                        Map.of(
                                "tickets", tickets.stream().map(Past::id).toArray(Long[]::new),
                                "versions", tickets.stream().map(Past::version).toArray(Long[]::new),
                                "values", tickets.stream().map(FactStore::row).toArray(String[]::new)))
                .stream()
                .map(row -> beside(row, 0))
                .toList();
    }

    Facts readOne(FixedQuery question, long id) {
        return facts(question.fetch(database, Map.of("ticket", id)).getFirst());
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
        VALUES.forEach((name, column) -> {
            JsonNode value = kept(row.get(column));
            if (value != null) {
                fields.put(name, value);
            }
        });
        Json.tree(row.get(TICKET_.FIELD_VALUES))
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
                beside(row, COLUMNS.size()));
    }

    private static @Nullable JsonNode kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LocalDate date -> TicketDraft.json(date.toString());
            case String[] none when none.length == 0 -> null;
            default -> TicketDraft.json(value);
        };
    }

    /** The columns whose values the history keeps, as they were. */
    private static String row(Past past) {
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        VALUES.forEach(
                (name, column) -> columns.set(column.getName(), past.fields().get(name)));
        if (columns.path(TICKET_.LABELS.getName()).isNull()) {
            columns.putArray(TICKET_.LABELS.getName());
        }
        ObjectNode values = columns.putObject(TICKET_.FIELD_VALUES.getName());
        past.fields().forEach((name, value) -> {
            if (name.startsWith(HistoryEntry.VALUE_PREFIX)) {
                values.set(name.substring(HistoryEntry.VALUE_PREFIX.length()), value);
            }
        });
        columns.put(TICKET_.VERSION.getName(), past.version());
        columns.put(TICKET_.UPDATED_AT.getName(), past.at().toString());
        return columns.toString();
    }
}
