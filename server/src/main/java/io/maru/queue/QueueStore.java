package io.maru.queue;

import static io.maru.db.queue.Tables.QUEUE_;
import static io.maru.db.queue.Tables.SHARE;
import static io.maru.db.queue.Tables.STAR;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.maru.db.queue.tables.records.QueueRecord;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
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
    private static Condition usable(CurrentPerson current) {
        Condition worksThere = current.may(Permission.TICKET_VIEW)
                ? SHARE.DESK_ID.isNotNull()
                : SHARE.DESK_ID.in(current.desksWith(Permission.TICKET_VIEW));
        return QUEUE_.OWNER_ID
                .eq(current.id())
                .or(exists(selectOne()
                        .from(SHARE)
                        .where(SHARE.QUEUE_ID.eq(QUEUE_.ID))
                        .and(SHARE.PERSON_ID
                                .eq(current.id())
                                .or(SHARE.GROUP_ID.in(current.groupIds()))
                                .or(worksThere))));
    }

    /** Those of one desk that a person may use, in their order. */
    List<Queue> ofDesk(CurrentPerson current, long deskId) {
        return queues(current, QUEUE_.DESK_ID.eq(deskId));
    }

    /** Those over all desks that a person may use, and those they have starred. */
    List<Queue> ofNoDesk(CurrentPerson current) {
        return queues(
                current,
                QUEUE_.DESK_ID
                        .isNull()
                        .or(QUEUE_.ID.in(select(STAR.QUEUE_ID).from(STAR).where(STAR.PERSON_ID.eq(current.id())))));
    }

    private List<Queue> queues(CurrentPerson current, Condition which) {
        return database.selectFrom(QUEUE_)
                .where(which)
                .and(usable(current))
                .orderBy(QUEUE_.POSITION, QUEUE_.ID)
                .fetch(QueueStore::queue);
    }

    Optional<Queue> find(CurrentPerson current, long id) {
        return database.selectFrom(QUEUE_)
                .where(QUEUE_.ID.eq(id))
                .and(usable(current))
                .fetchOptional(QueueStore::queue);
    }

    /** By its word, or else by its number. */
    Optional<Queue> find(CurrentPerson current, long deskId, String key) {
        Condition named = key.matches("\\d{1,18}") ? QUEUE_.ID.eq(Long.valueOf(key)) : QUEUE_.KEY.eq(key);
        return queues(current, QUEUE_.DESK_ID.eq(deskId).and(named)).stream().findFirst();
    }

    /** Whatever it is, for somebody who may do with it what they want; nobody else changes it until the transaction ends. */
    Optional<Queue> lock(long id) {
        return database.selectFrom(QUEUE_).where(QUEUE_.ID.eq(id)).forUpdate().fetchOptional(QueueStore::queue);
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

    private static Queue queue(QueueRecord row) {
        return new Queue(
                row.getId(),
                row.getDeskId(),
                row.getKey(),
                row.getOwnerId(),
                Json.text(row.getName()),
                row.getIcon(),
                row.getQuery(),
                Json.read(row.getColumns(), COLUMNS),
                row.getGrouping(),
                Json.read(row.getColours(), COLOURS),
                Density.of(row.getDensity()),
                Layout.of(row.getLayout()),
                row.getPosition(),
                row.getVersion(),
                row.getCreatedAt());
    }
}
