package io.maru.bulk;

import static io.maru.db.bulk.Tables.ITEM;
import static io.maru.db.bulk.Tables.JOB;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.maru.people.CurrentPerson;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.ticket.TicketChanges.Alike;
import io.maru.ticket.TicketChanges.Before;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Jobs and what became of their tickets. */
@Repository
class BulkStore {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final io.maru.db.bulk.tables.Job UNDOING = JOB.as("undoing");

    private static final Field<Long> UNDONE_BY =
            field(select(UNDOING.ID).from(UNDOING).where(UNDOING.UNDOES_ID.eq(JOB.ID)));

    private static final FixedQuery CLAIM = new FixedQuery(select(ITEM.POSITION, ITEM.TICKET_ID, ITEM.BEFORE)
            .from(ITEM)
            .where(ITEM.JOB_ID.eq(FixedQuery.value("job", ITEM.JOB_ID)))
            .and(ITEM.OUTCOME.eq("waiting"))
            .and(ITEM.POSITION.gt(FixedQuery.value("after", ITEM.POSITION)))
            .and(exists(selectOne()
                    .from(JOB)
                    .where(JOB.ID.eq(FixedQuery.value("job", JOB.ID)).and(JOB.STATE.eq("running")))))
            .orderBy(ITEM.JOB_ID, ITEM.OUTCOME, ITEM.POSITION)
            .limit(inline(1))
            .forUpdate()
            .of(ITEM)
            .skipLocked());

    private final DSLContext database;

    BulkStore(DSLContext database) {
        this.database = database;
    }

    long insert(CurrentPerson current, @Nullable String query, Alike changes, @Nullable Long undoesId, Instant now) {
        return database.insertInto(JOB)
                .set(JOB.PERSON_ID, current.id())
                .set(JOB.CHANNEL, current.channel().name().toLowerCase(Locale.ROOT))
                .set(JOB.QUERY, query)
                .set(JOB.CHANGES, JSONB.valueOf(MAPPER.writeValueAsString(changes)))
                .set(JOB.UNDOES_ID, undoesId)
                .set(JOB.CREATED_AT, now)
                .returningResult(JOB.ID)
                .fetchSingle()
                .value1();
    }

    /** The statement that makes the tickets of a job of those that are found. */
    static Function<Select<Record2<Long, Long>>, Insert<?>> items(long jobId) {
        return found -> insertInto(ITEM, ITEM.JOB_ID, ITEM.TICKET_ID, ITEM.POSITION)
                .select(select(val(jobId), field("id", Long.class), field("place", Long.class))
                        .from(found.asTable("found", "id", "place")));
    }

    /** Makes the tickets of a job of those that another one changed in a way that can be taken back. */
    int insertChanged(long jobId, long undoesId) {
        return database.insertInto(ITEM, ITEM.JOB_ID, ITEM.POSITION, ITEM.TICKET_ID, ITEM.BEFORE)
                .select(select(val(jobId), ITEM.POSITION, ITEM.TICKET_ID, ITEM.BEFORE)
                        .from(ITEM)
                        .where(ITEM.JOB_ID.eq(undoesId), ITEM.OUTCOME.eq("changed"), ITEM.BEFORE.isNotNull()))
                .execute();
    }

    boolean anyRestorable(long jobId) {
        return database.fetchExists(
                select().from(ITEM).where(ITEM.JOB_ID.eq(jobId), ITEM.OUTCOME.eq("changed"), ITEM.BEFORE.isNotNull()));
    }

    Optional<Job> find(long id) {
        return jobs().where(JOB.ID.eq(id)).fetchOptional(BulkStore::job);
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Job> lock(long id) {
        return jobs().where(JOB.ID.eq(id)).forUpdate().of(JOB).fetchOptional(BulkStore::job);
    }

    /** Newest first. */
    List<Job> of(long personId, int most) {
        return jobs().where(JOB.PERSON_ID.eq(personId))
                .orderBy(JOB.ID.desc())
                .limit(most)
                .fetch(BulkStore::job);
    }

    List<Job> running() {
        return jobs().where(JOB.STATE.eq(inline("running"))).orderBy(JOB.ID).fetch(BulkStore::job);
    }

    private org.jooq.SelectJoinStep<Record> jobs() {
        List<SelectField<?>> columns = new ArrayList<>(List.of(JOB.fields()));
        columns.add(UNDONE_BY);
        return database.select(columns).from(JOB);
    }

    private static Job job(Record row) {
        return new Job(
                row.get(JOB.ID),
                row.get(JOB.PERSON_ID),
                CurrentPerson.Channel.valueOf(row.get(JOB.CHANNEL).toUpperCase(Locale.ROOT)),
                row.get(JOB.QUERY),
                MAPPER.readValue(row.get(JOB.CHANGES).data(), Alike.class),
                row.get(JOB.UNDOES_ID),
                row.get(UNDONE_BY),
                JobState.of(row.get(JOB.STATE)),
                row.get(JOB.CREATED_AT),
                row.get(JOB.ENDED_AT));
    }

    Map<Outcome, Long> counts(long jobId) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        database.select(ITEM.OUTCOME, count())
                .from(ITEM)
                .where(ITEM.JOB_ID.eq(jobId))
                .groupBy(ITEM.OUTCOME)
                .forEach(
                        row -> counts.put(Outcome.of(row.value1()), row.value2().longValue()));
        return counts;
    }

    record Reason(LocalizedText text, long tickets) {}

    /** Why tickets were refused, the most frequent reasons first. */
    List<Reason> reasons(long jobId, int most) {
        return database.select(ITEM.REASON, count())
                .from(ITEM)
                .where(ITEM.JOB_ID.eq(jobId), ITEM.OUTCOME.eq("refused"), ITEM.REASON.isNotNull())
                .groupBy(ITEM.REASON)
                .orderBy(count().desc(), ITEM.REASON)
                .limit(most)
                .fetch(row -> new Reason(Json.text(row.value1()), row.value2().longValue()));
    }

    record Item(
            long position,
            long ticketId,
            Outcome outcome,
            @Nullable LocalizedText reason,
            @Nullable Before before) {}

    List<Item> items(long jobId, @Nullable Outcome outcome, long after, int most) {
        return database.selectFrom(ITEM)
                .where(ITEM.JOB_ID.eq(jobId), ITEM.POSITION.gt(after))
                .and(outcome == null ? noCondition() : ITEM.OUTCOME.eq(outcome.key()))
                .orderBy(ITEM.POSITION)
                .limit(most)
                .fetch(row -> new Item(
                        row.getPosition(),
                        row.getTicketId(),
                        Outcome.of(row.getOutcome()),
                        row.getReason() == null ? null : Json.text(row.getReason()),
                        before(row.getBefore())));
    }

    private static @Nullable Before before(@Nullable JSONB json) {
        return json == null ? null : Json.read(json, Before.class);
    }

    /**
     * Takes a ticket of a running job for this transaction: one that waits and that nobody else has taken.
     *
     * @param after its place in the job is behind this one
     */
    Optional<Item> claim(long jobId, long after) {
        return CLAIM.fetch(database, Map.of("job", jobId, "after", after)).stream()
                .findFirst()
                .map(row -> new Item(
                        row.get(ITEM.POSITION),
                        row.get(ITEM.TICKET_ID),
                        Outcome.WAITING,
                        null,
                        before(row.get(ITEM.BEFORE))));
    }

    void changed(long jobId, long position, @Nullable Before before, @Nullable LocalizedText reason) {
        database.update(ITEM)
                .set(ITEM.OUTCOME, Outcome.CHANGED.key())
                .set(ITEM.BEFORE, Json.ofNullable(before))
                .set(ITEM.REASON, Json.ofNullable(reason))
                .where(ITEM.JOB_ID.eq(jobId), ITEM.POSITION.eq(position))
                .execute();
    }

    /** Writes what became of a ticket that stays as it is; nothing when somebody else has written it meanwhile. */
    void stays(long jobId, long position, Outcome outcome, @Nullable LocalizedText reason) {
        database.update(ITEM)
                .set(ITEM.OUTCOME, outcome.key())
                .set(ITEM.REASON, Json.ofNullable(reason))
                .where(ITEM.JOB_ID.eq(jobId), ITEM.POSITION.eq(position), ITEM.OUTCOME.eq("waiting"))
                .execute();
    }

    /** @return whether it was running until now */
    boolean cancel(long jobId, Instant now) {
        return database.update(JOB)
                        .set(JOB.STATE, JobState.CANCELLED.key())
                        .set(JOB.ENDED_AT, now)
                        .where(JOB.ID.eq(jobId), JOB.STATE.eq(inline("running")))
                        .execute()
                > 0;
    }

    /** Ends a job of which no ticket waits any more. */
    void finish(long jobId, Instant now) {
        database.update(JOB)
                .set(JOB.STATE, JobState.DONE.key())
                .set(JOB.ENDED_AT, now)
                .where(JOB.ID.eq(jobId), JOB.STATE.eq(inline("running")))
                .and(notExists(selectOne().from(ITEM).where(ITEM.JOB_ID.eq(jobId), ITEM.OUTCOME.eq("waiting"))))
                .execute();
    }

    int deleteEndedBefore(Instant instant) {
        return database.deleteFrom(JOB)
                .where(JOB.STATE.ne(inline("running")), JOB.ENDED_AT.lt(instant))
                .execute();
    }
}
