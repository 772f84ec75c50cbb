package io.maru.event;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.db.event.Tables.EVENT_;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.with;

import io.maru.event.EventBacklog.FollowerBacklog;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Events, and who has not followed them yet. */
@Repository
class EventStore {

    /** How many of those that are due are looked at for the first ones of tickets. */
    private static final int LOOKED_AT = 200;

    private static final FixedQuery INSERT = insert();
    private static final FixedQuery CLAIM = claim();
    private static final FixedQuery FOLLOWED = new FixedQuery(deleteFrom(DELIVERY)
            .where(
                    DELIVERY.EVENT_ID.eq(value("event", DELIVERY.EVENT_ID)),
                    DELIVERY.FOLLOWER.eq(value("follower", DELIVERY.FOLLOWER))));
    private static final FixedQuery LOCK = FixedQuery.plannedAnew(select(EVENT_.ID)
            .from(EVENT_)
            .where(EVENT_.ID.eq(any(value("ids", array(EVENT_.ID)))))
            .orderBy(EVENT_.ID)
            .forUpdate());
    private static final FixedQuery FORGET = new FixedQuery(deleteFrom(EVENT_)
            .where(EVENT_.ID.eq(value("event", EVENT_.ID)))
            .and(notExists(selectOne().from(DELIVERY).where(DELIVERY.EVENT_ID.eq(value("event", EVENT_.ID))))));

    private final DSLContext database;

    EventStore(DSLContext database) {
        this.database = database;
    }

    /** @param failures how often it was tried in vain */
    record Claimed(Event event, int failures) {}

    /** @param tryAt when it is tried again; null when it was set aside */
    record Failed(
            String follower,
            Event event,
            int failures,
            String failure,
            Instant failedAt,
            @Nullable Instant tryAt) {}

    private static FixedQuery insert() {
        Field<Long> ticket = value("ticket", EVENT_.TICKET_ID);
        Field<Long> id = field(name("happened", "id"), Long.class);
        Field<String> follower = field(name("follower", "key"), String.class);
        // What waits behind something that failed is not looked at before it, however much it is.
        Field<Instant> before = field(select(DELIVERY.TRY_AT)
                .from(DELIVERY)
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.TICKET_ID.eq(ticket), DELIVERY.TRY_AT.isNotNull())
                .orderBy(DELIVERY.EVENT_ID.desc())
                .limit(inline(1)));
        return new FixedQuery(with("happened")
                .as(insertInto(EVENT_)
                        .set(EVENT_.KIND, value("kind", EVENT_.KIND))
                        .set(EVENT_.TICKET_ID, ticket)
                        .set(EVENT_.AT, value("now", EVENT_.AT))
                        .set(EVENT_.CHAIN, value("chain", EVENT_.CHAIN))
                        .set(EVENT_.CONTENT, value("content", EVENT_.CONTENT))
                        .returning(EVENT_.ID))
                .insertInto(DELIVERY, DELIVERY.FOLLOWER, DELIVERY.EVENT_ID, DELIVERY.TICKET_ID, DELIVERY.TRY_AT)
                .select(select(follower, id, ticket, greatest(value("now", DELIVERY.TRY_AT), before))
                        .from(
                                table(name("happened")),
                                table("unnest({0})", value("followers", array(DELIVERY.FOLLOWER)))
                                        .as("follower", "key"))));
    }

    private static FixedQuery claim() {
        Field<String> follower = value("follower", DELIVERY.FOLLOWER);
        Field<Instant> now = value("now", DELIVERY.TRY_AT);
        // A ticket's first one is never due later than those behind it: a part of those that are due has some that are
        // first.
        Table<?> due = select(DELIVERY.EVENT_ID, DELIVERY.TICKET_ID, DELIVERY.TRY_AT)
                .from(DELIVERY)
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.TRY_AT.le(now))
                .orderBy(DELIVERY.TRY_AT, DELIVERY.EVENT_ID)
                .limit(inline(LOOKED_AT))
                .asTable("due");
        Field<Long> event = due.field(DELIVERY.EVENT_ID);
        var first = DELIVERY.as("first");
        // Asked of each in its turn, and by an index for nothing else: joined, they are planned for the few that wait
        // as a rule, and a hundred thousand that come at once are read again for each event.
        Table<?> next = select(DELIVERY.FAILURES)
                .select(EVENT_.fields())
                .from(DELIVERY)
                .join(EVENT_)
                .on(EVENT_.ID.eq(DELIVERY.EVENT_ID))
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.EVENT_ID.eq(event), DELIVERY.TRY_AT.le(now))
                .and(event.eq(select(first.EVENT_ID)
                        .from(first)
                        .where(
                                first.FOLLOWER.eq(follower),
                                first.TICKET_ID.eq(due.field(DELIVERY.TICKET_ID)),
                                first.TRY_AT.isNotNull())
                        .orderBy(first.EVENT_ID)
                        .limit(inline(1))))
                .forUpdate()
                .of(DELIVERY)
                .skipLocked()
                .asTable("next");
        return new FixedQuery(select(next.fields())
                .from(due)
                .crossJoin(lateral(next))
                .orderBy(due.field(DELIVERY.TRY_AT), event)
                .limit(value("most", DELIVERY.FAILURES)));
    }

    void insert(
            String kind, long ticketId, List<String> chain, Object content, Collection<String> followers, Instant now) {
        INSERT.execute(
                database,
                List.of(Map.of(
                        "kind",
                        kind,
                        "ticket",
                        ticketId,
                        "chain",
                        chain.toArray(String[]::new),
                        "content",
                        Json.of(content),
                        "followers",
                        followers.toArray(String[]::new),
                        "now",
                        now)));
    }

    /**
     * Some whose time has come, each of another ticket and the first that waits there, for this transaction; other servers take
     * others.
     */
    List<Claimed> claim(String follower, Instant now, int most) {
        return CLAIM.fetch(database, Map.of("follower", follower, "now", now, "most", most))
                .map(row -> new Claimed(event(row), row.get(DELIVERY.FAILURES)));
    }

    private static Event event(Record row) {
        return new Event(
                row.get(EVENT_.ID),
                row.get(EVENT_.KIND),
                row.get(EVENT_.TICKET_ID),
                row.get(EVENT_.AT),
                List.of(row.get(EVENT_.CHAIN)),
                row.get(EVENT_.CONTENT));
    }

    /** Takes them away, and with them what nobody waits for any more. */
    void followed(String follower, Collection<Long> eventIds) {
        List<Map<String, Object>> each = eventIds.stream()
                .map(id -> Map.<String, Object>of("follower", follower, "event", id))
                .toList();
        FOLLOWED.execute(database, each);
        // Of two who followed it at once the later one sees that nobody waits any more.
        LOCK.fetch(database, Map.of("ids", eventIds.toArray(Long[]::new)));
        FORGET.execute(database, each);
    }

    /**
     * Notes a failure; what happened to the ticket afterwards waits with it.
     *
     * @param tryAt when it is tried again; null sets it aside, and what waited behind it follows without it
     */
    void failed(String follower, Event event, String failure, Instant now, @Nullable Instant tryAt) {
        database.update(DELIVERY)
                .set(DELIVERY.FAILURES, DELIVERY.FAILURES.plus(1))
                .set(DELIVERY.FAILURE, failure)
                .set(DELIVERY.FAILED_AT, now)
                .set(DELIVERY.TRY_AT, tryAt)
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.EVENT_ID.eq(event.id()))
                .execute();
        waiting(follower, event.ticketId(), tryAt == null ? now : tryAt);
    }

    /** When a ticket's events that wait are tried. */
    void waiting(String follower, long ticketId, Instant tryAt) {
        database.update(DELIVERY)
                .set(DELIVERY.TRY_AT, tryAt)
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.TICKET_ID.eq(ticketId), DELIVERY.TRY_AT.isNotNull())
                .execute();
    }

    /** Of each follower that has not followed all. */
    List<FollowerBacklog> backlogs() {
        return database.select(
                        DELIVERY.FOLLOWER,
                        count().filterWhere(DELIVERY.TRY_AT.isNotNull()),
                        min(EVENT_.AT).filterWhere(DELIVERY.TRY_AT.isNotNull()),
                        count().filterWhere(DELIVERY.FAILURES.gt(0)))
                .from(DELIVERY)
                .join(EVENT_)
                .on(EVENT_.ID.eq(DELIVERY.EVENT_ID))
                .groupBy(DELIVERY.FOLLOWER)
                .fetch(mapping(FollowerBacklog::new));
    }

    /** What failed, of the latest event first. */
    List<Failed> failed(@Nullable Long beforeEventId, @Nullable String beforeFollower, int most) {
        return database.select(
                        DELIVERY.FOLLOWER, DELIVERY.TRY_AT, DELIVERY.FAILURES, DELIVERY.FAILURE, DELIVERY.FAILED_AT)
                .select(EVENT_.fields())
                .from(DELIVERY)
                .join(EVENT_)
                .on(EVENT_.ID.eq(DELIVERY.EVENT_ID))
                .where(DELIVERY.FAILURES.gt(inline(0)))
                .and(
                        beforeEventId == null
                                ? noCondition()
                                : row(DELIVERY.EVENT_ID, DELIVERY.FOLLOWER)
                                        .lt(row(val(beforeEventId), val(beforeFollower))))
                .orderBy(DELIVERY.EVENT_ID.desc(), DELIVERY.FOLLOWER.desc())
                .limit(most)
                .fetch(row -> new Failed(
                        row.get(DELIVERY.FOLLOWER),
                        event(row),
                        row.get(DELIVERY.FAILURES),
                        row.get(DELIVERY.FAILURE),
                        row.get(DELIVERY.FAILED_AT),
                        row.get(DELIVERY.TRY_AT)));
    }

    /** One that failed, which nobody else takes until the transaction ends. */
    Optional<Event> lockFailed(String follower, long eventId) {
        return database.select(EVENT_.fields())
                .from(DELIVERY)
                .join(EVENT_)
                .on(EVENT_.ID.eq(DELIVERY.EVENT_ID))
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.EVENT_ID.eq(eventId), DELIVERY.FAILURES.gt(0))
                .forUpdate()
                .of(DELIVERY)
                .fetchOptional(EventStore::event);
    }

    /** Tries it as if it had never failed. */
    void retry(String follower, long eventId, Instant now) {
        database.update(DELIVERY)
                .set(DELIVERY.TRY_AT, now)
                .set(DELIVERY.FAILURES, 0)
                .where(DELIVERY.FOLLOWER.eq(follower), DELIVERY.EVENT_ID.eq(eventId))
                .execute();
    }

    /** Takes away what was set aside and failed last before then. */
    void forgetAside(Instant instant) {
        database.select(DELIVERY.FOLLOWER, DELIVERY.EVENT_ID)
                .from(DELIVERY)
                .where(DELIVERY.FAILURES.gt(inline(0)), DELIVERY.TRY_AT.isNull(), DELIVERY.FAILED_AT.lt(instant))
                .forUpdate()
                .skipLocked()
                .fetchGroups(DELIVERY.FOLLOWER, DELIVERY.EVENT_ID)
                .forEach(this::followed);
    }
}
