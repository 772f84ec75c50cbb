package io.maru.queue;

import static io.maru.db.queue.Tables.LOOK;
import static io.maru.db.queue.Tables.QUEUE_;
import static io.maru.db.queue.Tables.SHARE;
import static io.maru.db.queue.Tables.STAR;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;

import io.maru.db.queue.tables.records.LookRecord;
import io.maru.db.queue.tables.records.QueueRecord;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** All SQL of the module. */
@Repository
class QueueStore {

    private static final TypeReference<List<Queue.QueueColumn>> COLUMNS = new TypeReference<>() {};
    private static final TypeReference<List<Queue.QueueColour>> COLOURS = new TypeReference<>() {};

    private final DSLContext database;

    QueueStore(DSLContext database) {
        this.database = database;
    }

    /** Which queues a person may use: their own, and those that are shown to them. */
    private static final Condition USABLE = QUEUE_.OWNER_ID
            .eq(value("person", QUEUE_.OWNER_ID))
            .or(exists(selectOne()
                    .from(SHARE)
                    .where(SHARE.QUEUE_ID.eq(QUEUE_.ID))
                    .and(SHARE.PERSON_ID
                            .eq(value("person", SHARE.PERSON_ID))
                            .or(SHARE.GROUP_ID.eq(any(value("groups", array(SHARE.GROUP_ID)))))
                            .or(SHARE.DESK_ID.eq(any(value("desks", array(SHARE.DESK_ID)))))
                            .or(SHARE.DESK_ID.isNotNull().and(condition(value("everywhere", inline(true))))))));

    private static final FixedQuery OF_DESK = queues(QUEUE_.DESK_ID.eq(value("desk", QUEUE_.DESK_ID)));

    private static final FixedQuery OF_NO_DESK = queues(QUEUE_.DESK_ID
            .isNull()
            .or(QUEUE_.ID.in(
                    select(STAR.QUEUE_ID).from(STAR).where(STAR.PERSON_ID.eq(value("person", STAR.PERSON_ID))))));

    private static final FixedQuery BY_ID = queues(QUEUE_.ID.eq(value("queue", QUEUE_.ID)));

    private static final FixedQuery BY_KEY =
            queues(QUEUE_.DESK_ID.eq(value("desk", QUEUE_.DESK_ID)).and(QUEUE_.KEY.eq(value("key", QUEUE_.KEY))));

    private static FixedQuery queues(Condition which) {
        return new FixedQuery(selectFrom(QUEUE_).where(which).and(USABLE).orderBy(QUEUE_.POSITION, QUEUE_.ID));
    }

    private List<Queue> ask(FixedQuery question, CurrentPerson current, Map<String, ?> which) {
        Map<String, Object> values = new HashMap<>(which);
        values.put("person", current.id());
        values.put("groups", current.groupIds().toArray(Long[]::new));
        values.put("desks", current.desksWith(Permission.TICKET_VIEW).toArray(Long[]::new));
        values.put("everywhere", current.may(Permission.TICKET_VIEW));
        return question.fetch(database, values).map(QueueStore::queue);
    }

    /** Those of one desk that a person may use, in their order. */
    List<Queue> ofDesk(CurrentPerson current, long deskId) {
        return ask(OF_DESK, current, Map.of("desk", deskId));
    }

    /** Those over all desks that a person may use, and those they have starred. */
    List<Queue> ofNoDesk(CurrentPerson current) {
        return ask(OF_NO_DESK, current, Map.of());
    }

    Optional<Queue> find(CurrentPerson current, long id) {
        return ask(BY_ID, current, Map.of("queue", id)).stream().findFirst();
    }

    /** By its word, or else by its number. */
    Optional<Queue> find(CurrentPerson current, long deskId, String key) {
        return key.matches("\\d{1,18}")
                ? find(current, Long.parseLong(key)).filter(queue -> Objects.equals(queue.deskId(), deskId))
                : ask(BY_KEY, current, Map.of("desk", deskId, "key", key)).stream()
                        .findFirst();
    }

    /** Whatever it is, for somebody who may do with it what they want; nobody else changes it until the transaction ends. */
    Optional<Queue> lock(long id) {
        return database.selectFrom(QUEUE_).where(QUEUE_.ID.eq(id)).forUpdate().fetchOptional(QueueStore::queue);
    }

    /** Whom queues belong to. */
    Set<Long> owners() {
        return database.selectDistinct(QUEUE_.OWNER_ID)
                .from(QUEUE_)
                .where(QUEUE_.OWNER_ID.isNotNull())
                .fetchSet(QUEUE_.OWNER_ID);
    }

    /** Those that belong to somebody of these, by desk and in their order. */
    List<Queue> ownedBy(Collection<Long> personIds) {
        return database.selectFrom(QUEUE_)
                .where(QUEUE_.OWNER_ID.in(personIds))
                .orderBy(QUEUE_.DESK_ID.asc().nullsLast(), QUEUE_.POSITION, QUEUE_.ID)
                .fetch(QueueStore::queue);
    }

    /** How many queues somebody owns. */
    int owned(long personId) {
        return database.fetchCount(QUEUE_, QUEUE_.OWNER_ID.eq(personId));
    }

    long insert(Queue queue, Instant now) {
        return database.insertInto(QUEUE_)
                .set(QUEUE_.DESK_ID, queue.deskId())
                .set(QUEUE_.KEY, queue.key())
                .set(content(queue))
                .set(
                        QUEUE_.POSITION,
                        DSL.field(
                                select(coalesce(max(QUEUE_.POSITION), inline(0)).plus(1))
                                        .from(QUEUE_)
                                        .where(
                                                queue.deskId() == null
                                                        ? QUEUE_.OWNER_ID.eq(queue.ownerId())
                                                        : QUEUE_.DESK_ID.eq(queue.deskId()))))
                .set(QUEUE_.CREATED_AT, now)
                .set(QUEUE_.UPDATED_AT, now)
                .returning(QUEUE_.ID)
                .fetchSingle(QUEUE_.ID);
    }

    /** Answers whether it still had this version. */
    boolean update(Queue queue, long version, Instant now) {
        return database.update(QUEUE_)
                        .set(content(queue))
                        .set(QUEUE_.VERSION, QUEUE_.VERSION.plus(1))
                        .set(QUEUE_.UPDATED_AT, now)
                        .where(QUEUE_.ID.eq(queue.id()))
                        .and(QUEUE_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** What is said of a queue, at its beginning and later. */
    private static QueueRecord content(Queue queue) {
        QueueRecord row = new QueueRecord();
        row.setOwnerId(queue.ownerId());
        row.setName(Json.of(queue.name()));
        row.setIcon(queue.icon());
        row.setQuery(queue.query());
        row.setColumns(Json.of(queue.columns()));
        row.setGrouping(queue.grouping());
        row.setColours(Json.of(queue.colours()));
        row.setDensity(queue.density().key());
        row.setLayout(queue.layout().key());
        return row;
    }

    void delete(long id) {
        database.deleteFrom(QUEUE_).where(QUEUE_.ID.eq(id)).execute();
    }

    /** Puts the queues of a desk in this order; those that are not named stay behind them as they were. */
    void arrange(long deskId, List<Long> ids) {
        for (int index = 0; index < ids.size(); index++) {
            database.update(QUEUE_)
                    .set(QUEUE_.POSITION, index - ids.size())
                    .where(QUEUE_.ID.eq(ids.get(index)))
                    .and(QUEUE_.DESK_ID.eq(deskId))
                    .execute();
        }
    }

    List<Queue.Share> shares(long queueId) {
        return database.selectFrom(SHARE)
                .where(SHARE.QUEUE_ID.eq(queueId))
                .orderBy(
                        SHARE.DESK_ID.asc().nullsLast(),
                        SHARE.GROUP_ID.asc().nullsLast(),
                        SHARE.PERSON_ID.asc().nullsLast())
                .fetch(row -> new Queue.Share(row.getPersonId(), row.getGroupId(), row.getDeskId()));
    }

    void setShares(long queueId, Collection<Queue.Share> shares) {
        database.deleteFrom(SHARE).where(SHARE.QUEUE_ID.eq(queueId)).execute();
        shares.forEach(share -> database.insertInto(SHARE)
                .set(SHARE.QUEUE_ID, queueId)
                .set(SHARE.PERSON_ID, share.personId())
                .set(SHARE.GROUP_ID, share.groupId())
                .set(SHARE.DESK_ID, share.deskId())
                .onConflictDoNothing()
                .execute());
    }

    Set<Long> starred(long personId) {
        return database.select(STAR.QUEUE_ID)
                .from(STAR)
                .where(STAR.PERSON_ID.eq(personId))
                .fetchSet(STAR.QUEUE_ID);
    }

    void star(long personId, long queueId) {
        database.insertInto(STAR)
                .set(STAR.PERSON_ID, personId)
                .set(STAR.QUEUE_ID, queueId)
                .onConflictDoNothing()
                .execute();
    }

    void unstar(long personId, long queueId) {
        database.deleteFrom(STAR)
                .where(STAR.PERSON_ID.eq(personId), STAR.QUEUE_ID.eq(queueId))
                .execute();
    }

    Optional<Queue.Look> look(long personId, long queueId) {
        return database.selectFrom(LOOK)
                .where(LOOK.PERSON_ID.eq(personId), LOOK.QUEUE_ID.eq(queueId))
                .fetchOptional(row -> new Queue.Look(
                        Json.read(row.getColumns(), COLUMNS),
                        row.getDensity() == null ? null : Density.of(row.getDensity())));
    }

    void setLook(long personId, long queueId, Queue.Look look) {
        LookRecord row = new LookRecord();
        row.setColumns(Json.of(look.columns()));
        row.setDensity(look.density() == null ? null : look.density().key());
        database.insertInto(LOOK)
                .set(LOOK.PERSON_ID, personId)
                .set(LOOK.QUEUE_ID, queueId)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
    }

    void forgetLook(long personId, long queueId) {
        database.deleteFrom(LOOK)
                .where(LOOK.PERSON_ID.eq(personId), LOOK.QUEUE_ID.eq(queueId))
                .execute();
    }

    private static Queue queue(Record row) {
        return new Queue(
                row.get(QUEUE_.ID),
                row.get(QUEUE_.DESK_ID),
                row.get(QUEUE_.KEY),
                row.get(QUEUE_.OWNER_ID),
                Json.text(row.get(QUEUE_.NAME)),
                row.get(QUEUE_.ICON),
                row.get(QUEUE_.QUERY),
                Json.read(row.get(QUEUE_.COLUMNS), COLUMNS),
                row.get(QUEUE_.GROUPING),
                Json.read(row.get(QUEUE_.COLOURS), COLOURS),
                Density.of(row.get(QUEUE_.DENSITY)),
                Layout.of(row.get(QUEUE_.LAYOUT)),
                row.get(QUEUE_.POSITION),
                row.get(QUEUE_.VERSION),
                row.get(QUEUE_.CREATED_AT));
    }
}
