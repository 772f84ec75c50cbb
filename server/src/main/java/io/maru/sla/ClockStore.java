package io.maru.sla;

import static io.maru.db.sla.Tables.CLOCK;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;

import io.maru.calendar.BusinessTime;
import io.maru.db.sla.tables.records.ClockRecord;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.sla.Mark.Mode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The clocks. */
@Repository
class ClockStore {

    private static final TypeReference<List<Mark>> MARKS = new TypeReference<>() {};
    private static final TypeReference<List<Reached>> REACHED = new TypeReference<>() {};

    /** What is kept of a clock, each given with the call. */
    private static final List<Field<?>> KEPT = List.of(
            CLOCK.POLICY_VERSION,
            CLOCK.GOAL,
            CLOCK.TARGET,
            CLOCK.DUE_BY,
            CLOCK.CALENDAR_ID,
            CLOCK.CALENDAR_VERSION,
            CLOCK.CARRIED,
            CLOCK.TIMELINE,
            CLOCK.MODE,
            CLOCK.STARTED_AT,
            CLOCK.STOPPED_AT,
            CLOCK.ELAPSED,
            CLOCK.RUNNING_SINCE,
            CLOCK.DUE_AT,
            CLOCK.BREACHED,
            CLOCK.REACHED,
            CLOCK.NEXT_AT,
            CLOCK.WAITING);

    private static final List<Field<?>> WHOLE = Stream.concat(
                    Stream.of(CLOCK.TICKET_ID, CLOCK.POLICY_ID, CLOCK.NUMBER, CLOCK.DESK_ID), KEPT.stream())
            .toList();

    private static final FixedQuery INSERT = new FixedQuery(insertInto(CLOCK)
            .columns(WHOLE)
            .values(WHOLE.stream().map(ClockStore::given).toList()));

    private static final FixedQuery UPDATE =
            new FixedQuery(DSL.update(CLOCK).set(given(KEPT)).where(CLOCK.ID.eq(value("id", CLOCK.ID))));

    private static final FixedQuery LOCK = new FixedQuery(select(CLOCK.fields())
            .from(CLOCK)
            .where(CLOCK.TICKET_ID.eq(value("ticket", CLOCK.TICKET_ID)))
            .orderBy(CLOCK.POLICY_ID, CLOCK.NUMBER)
            .forUpdate());

    private static final FixedQuery DUE = new FixedQuery(select(CLOCK.fields())
            .from(CLOCK)
            .where(CLOCK.NEXT_AT.lt(value("now", CLOCK.NEXT_AT)))
            .orderBy(CLOCK.NEXT_AT)
            .limit(inline(500))
            .forUpdate()
            .skipLocked());

    private final DSLContext database;

    ClockStore(DSLContext database) {
        this.database = database;
    }

    private static Map<Field<?>, Field<?>> given(List<Field<?>> columns) {
        return columns.stream().collect(Collectors.toMap(column -> column, ClockStore::given));
    }

    private static Field<?> given(Field<?> column) {
        return cast(value(column.getName(), column), column);
    }

    /** All cycles of a ticket, by policy and in order; nobody else changes them until the transaction ends. */
    List<SlaClock> lock(long ticketId) {
        return LOCK.fetch(database, Map.of("ticket", ticketId)).map(ClockStore::clock);
    }

    List<SlaClock> of(long ticketId) {
        return database.selectFrom(CLOCK)
                .where(CLOCK.TICKET_ID.eq(ticketId))
                .orderBy(CLOCK.POLICY_ID, CLOCK.NUMBER)
                .fetch(ClockStore::clock);
    }

    /** Empty for one that is measured no more. */
    Optional<SlaClock> find(long id) {
        return database.selectFrom(CLOCK).where(CLOCK.ID.eq(id)).fetchOptional(ClockStore::clock);
    }

    /** Some of the clocks with a threshold behind them, the earliest first; other servers take others. */
    List<SlaClock> claimDue(Instant now) {
        return DUE.fetch(database, Map.of("now", now)).map(ClockStore::clock);
    }

    /** The cycles of some tickets by one policy, in order; nobody else changes them until the transaction ends. */
    Map<Long, List<SlaClock>> lock(long policyId, Collection<Long> ticketIds) {
        return database
                .selectFrom(CLOCK)
                .where(CLOCK.TICKET_ID.eq(DSL.any(ticketIds.toArray(Long[]::new))), CLOCK.POLICY_ID.eq(policyId))
                .orderBy(CLOCK.TICKET_ID, CLOCK.NUMBER)
                .forUpdate()
                .fetch(ClockStore::clock)
                .stream()
                .collect(Collectors.groupingBy(SlaClock::ticketId));
    }

    /** The cycles of some tickets by one policy, in order. */
    Map<Long, List<SlaClock>> of(long policyId, Collection<Long> ticketIds) {
        return database
                .selectFrom(CLOCK)
                .where(CLOCK.TICKET_ID.eq(DSL.any(ticketIds.toArray(Long[]::new))), CLOCK.POLICY_ID.eq(policyId))
                .orderBy(CLOCK.TICKET_ID, CLOCK.NUMBER)
                .fetch(ClockStore::clock)
                .stream()
                .collect(Collectors.groupingBy(SlaClock::ticketId));
    }

    /** Tickets behind one, in the order of their ids, that a policy is measuring. */
    List<Long> measured(long policyId, long after, int most) {
        return database.select(CLOCK.TICKET_ID)
                .from(CLOCK)
                .where(CLOCK.POLICY_ID.eq(policyId), CLOCK.MODE.ne(inline("stopped")), CLOCK.TICKET_ID.gt(after))
                .orderBy(CLOCK.TICKET_ID)
                .limit(most)
                .fetch(CLOCK.TICKET_ID);
    }

    /** Clocks behind one that count by a calendar and have not stopped; nobody else changes them until the transaction ends. */
    List<SlaClock> lockByCalendar(long calendarId, long after, int most) {
        return database.selectFrom(CLOCK)
                .where(CLOCK.CALENDAR_ID.eq(calendarId), CLOCK.MODE.ne(inline("stopped")), CLOCK.ID.gt(after))
                .orderBy(CLOCK.ID)
                .limit(most)
                .forUpdate()
                .fetch(ClockStore::clock);
    }

    /** The calendars by which clocks count that have not stopped. */
    List<Long> calendarsInUse() {
        return database.selectDistinct(CLOCK.CALENDAR_ID)
                .from(CLOCK)
                .where(CLOCK.MODE.ne(inline("stopped")))
                .orderBy(CLOCK.CALENDAR_ID)
                .fetch(CLOCK.CALENDAR_ID);
    }

    long countByCalendar(long calendarId) {
        return database.fetchCount(CLOCK, CLOCK.CALENDAR_ID.eq(calendarId), CLOCK.MODE.ne(inline("stopped")));
    }

    void delete(Collection<SlaClock> clocks) {
        if (!clocks.isEmpty()) {
            database.deleteFrom(CLOCK)
                    .where(CLOCK.ID.in(clocks.stream().map(SlaClock::id).toList()))
                    .execute();
        }
    }

    /** A clock and what follows from its timeline. */
    record Counted(SlaClock clock, BusinessTime time, List<Threshold> thresholds) {}

    void insert(Collection<Counted> clocks, Instant now) {
        if (!clocks.isEmpty()) {
            INSERT.execute(
                    database, clocks.stream().map(clock -> values(clock, now)).toList());
        }
    }

    void update(Collection<Counted> clocks, Instant now) {
        if (!clocks.isEmpty()) {
            UPDATE.execute(
                    database, clocks.stream().map(clock -> values(clock, now)).toList());
        }
    }

    private static Map<String, @Nullable Object> values(Counted counted, Instant now) {
        SlaClock clock = counted.clock();
        BusinessTime time = counted.time();
        Timeline timeline = clock.timeline();
        Instant last = timeline.marks().getLast().at();
        long elapsed = timeline.elapsed(time, last);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", clock.id());
        values.put(CLOCK.TICKET_ID.getName(), clock.ticketId());
        values.put(CLOCK.POLICY_ID.getName(), clock.policyId());
        values.put(CLOCK.NUMBER.getName(), clock.number());
        values.put(CLOCK.DESK_ID.getName(), clock.deskId());
        values.put(CLOCK.POLICY_VERSION.getName(), clock.policyVersion());
        values.put(CLOCK.GOAL.getName(), clock.promise().goal());
        values.put(CLOCK.TARGET.getName(), clock.promise().target());
        values.put(CLOCK.DUE_BY.getName(), clock.promise().dueBy());
        values.put(CLOCK.CALENDAR_ID.getName(), clock.promise().calendarId());
        values.put(CLOCK.CALENDAR_VERSION.getName(), clock.promise().calendarVersion());
        values.put(CLOCK.CARRIED.getName(), timeline.carried());
        values.put(CLOCK.TIMELINE.getName(), Json.of(timeline.marks()));
        values.put(CLOCK.MODE.getName(), timeline.mode().key());
        values.put(CLOCK.STARTED_AT.getName(), timeline.startedAt());
        values.put(CLOCK.STOPPED_AT.getName(), timeline.stoppedAt());
        values.put(CLOCK.ELAPSED.getName(), elapsed);
        values.put(
                CLOCK.RUNNING_SINCE.getName(),
                timeline.mode() == Mode.RUNNING
                        ? Instant.ofEpochMilli(Math.max(0, time.since(last.toEpochMilli(), elapsed)))
                        : null);
        values.put(CLOCK.DUE_AT.getName(), clock.due(time));
        values.put(CLOCK.BREACHED.getName(), clock.breached(time, now));
        values.put(CLOCK.REACHED.getName(), Json.of(clock.reached()));
        values.put(
                CLOCK.NEXT_AT.getName(), clock.next(time, counted.thresholds()).orElse(null));
        Map<String, Long> waiting = clock.ongoing() ? Map.of() : timeline.waiting(time);
        values.put(CLOCK.WAITING.getName(), waiting.isEmpty() ? null : Json.of(waiting));
        return values;
    }

    static SlaClock clock(Record row) {
        ClockRecord clock = row.into(CLOCK);
        return new SlaClock(
                clock.getId(),
                clock.getTicketId(),
                clock.getPolicyId(),
                clock.getNumber(),
                clock.getDeskId(),
                clock.getPolicyVersion(),
                new Promise(
                        clock.getGoal() == null ? null : clock.getGoal().intValue(),
                        clock.getTarget(),
                        clock.getDueBy(),
                        clock.getCalendarId(),
                        clock.getCalendarVersion()),
                new Timeline(clock.getCarried(), Json.read(clock.getTimeline(), MARKS)),
                Json.read(clock.getReached(), REACHED));
    }
}
