package io.maru.sla;

import static io.maru.db.sla.Tables.REBUILD;
import static io.maru.db.sla.Tables.REBUILT_TICKET;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;

import io.maru.db.sla.tables.records.RebuildRecord;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** What was measured anew from the history of tickets, and what it took the place of. */
@Repository
class RebuildStore {

    private static final TypeReference<List<SlaClock>> CLOCKS = new TypeReference<>() {};

    private final DSLContext database;

    RebuildStore(DSLContext database) {
        this.database = database;
    }

    /**
     * Whose clocks are measured anew: one ticket's, or those of tickets that were created in a time.
     *
     * @param ticketId null when there are {@code from} and {@code to}
     */
    record Scope(
            @Nullable Long ticketId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * @param state {@code looking}, {@code found}, {@code applying} or {@code applied}
     * @param total null before it has begun
     * @param position the ticket up to which it has come
     * @param differing how many tickets would have, or got, other clocks
     */
    record Job(
            long id,
            long policyId,
            long personId,
            Scope scope,
            String state,
            @Nullable Long total,
            long done,
            long position,
            long differing,
            Instant startedAt,
            @Nullable Long appliedById,
            @Nullable Instant endedAt) {}

    /** The cycles of a ticket as they are, or were, and as its history has them. */
    record Rebuilt(long ticketId, List<SlaClock> before, List<SlaClock> after, boolean applied) {}

    long insert(long policyId, long personId, Scope scope, Instant now) {
        return database.insertInto(REBUILD)
                .set(REBUILD.POLICY_ID, policyId)
                .set(REBUILD.PERSON_ID, personId)
                .set(REBUILD.TICKET_ID, scope.ticketId())
                .set(REBUILD.FROM_AT, scope.from())
                .set(REBUILD.TO_AT, scope.to())
                .set(REBUILD.STARTED_AT, now)
                .returningResult(REBUILD.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Job> find(long id) {
        return database.selectFrom(REBUILD).where(REBUILD.ID.eq(id)).fetchOptional(RebuildStore::job);
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Job> lock(long id) {
        return database.selectFrom(REBUILD).where(REBUILD.ID.eq(id)).forUpdate().fetchOptional(RebuildStore::job);
    }

    /** The newest first. */
    List<Job> ofPolicy(long policyId, int most) {
        return database.selectFrom(REBUILD)
                .where(REBUILD.POLICY_ID.eq(policyId))
                .orderBy(REBUILD.ID.desc())
                .limit(most)
                .fetch(RebuildStore::job);
    }

    /** One of those that go on, for this transaction alone. */
    Optional<Job> claim() {
        return database.selectFrom(REBUILD)
                .where(REBUILD.STATE.in(inline("looking"), inline("applying")))
                .orderBy(REBUILD.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(RebuildStore::job);
    }

    void begun(long id, long total) {
        database.update(REBUILD)
                .set(REBUILD.TOTAL, total)
                .where(REBUILD.ID.eq(id))
                .execute();
    }

    void advance(long id, long position, int dealtWith, int differing) {
        database.update(REBUILD)
                .set(REBUILD.POSITION, position)
                .set(REBUILD.DONE, REBUILD.DONE.plus(dealtWith))
                .set(REBUILD.DIFFERING, REBUILD.DIFFERING.plus(differing))
                .where(REBUILD.ID.eq(id))
                .execute();
    }

    void end(long id, String state, Instant now) {
        database.update(REBUILD)
                .set(REBUILD.STATE, state)
                .set(REBUILD.ENDED_AT, now)
                .where(REBUILD.ID.eq(id))
                .execute();
    }

    /** From the first ticket on again, this time for good. */
    void apply(Job job, long personId) {
        database.update(REBUILD)
                .set(REBUILD.STATE, "applying")
                .set(REBUILD.APPLIED_BY_ID, personId)
                .set(REBUILD.TOTAL, job.differing())
                .set(REBUILD.DONE, 0L)
                .set(REBUILD.POSITION, 0L)
                .set(REBUILD.DIFFERING, 0L)
                .setNull(REBUILD.ENDED_AT)
                .where(REBUILD.ID.eq(job.id()))
                .execute();
    }

    /** What took no clock's place need not be kept. */
    void delete(long id) {
        database.deleteFrom(REBUILD).where(REBUILD.ID.eq(id)).execute();
    }

    void deleteFoundBefore(Instant instant) {
        database.deleteFrom(REBUILD)
                .where(REBUILD.STATE.eq(inline("found")), REBUILD.ENDED_AT.lt(instant))
                .execute();
    }

    void save(long id, Collection<Rebuilt> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        database.insertInto(
                        REBUILT_TICKET,
                        REBUILT_TICKET.REBUILD_ID,
                        REBUILT_TICKET.TICKET_ID,
                        REBUILT_TICKET.BEFORE,
                        REBUILT_TICKET.AFTER,
                        REBUILT_TICKET.APPLIED)
                .valuesOfRows(tickets.stream()
                        .map(each ->
                                row(id, each.ticketId(), Json.of(each.before()), Json.of(each.after()), each.applied()))
                        .toList())
                .onConflict(REBUILT_TICKET.REBUILD_ID, REBUILT_TICKET.TICKET_ID)
                .doUpdate()
                .set(REBUILT_TICKET.BEFORE, excluded(REBUILT_TICKET.BEFORE))
                .set(REBUILT_TICKET.AFTER, excluded(REBUILT_TICKET.AFTER))
                .set(REBUILT_TICKET.APPLIED, excluded(REBUILT_TICKET.APPLIED))
                .execute();
    }

    /** Tickets behind one, in the order of their ids. */
    List<Rebuilt> tickets(long id, long after, int most) {
        return database.selectFrom(REBUILT_TICKET)
                .where(REBUILT_TICKET.REBUILD_ID.eq(id), REBUILT_TICKET.TICKET_ID.gt(after))
                .orderBy(REBUILT_TICKET.TICKET_ID)
                .limit(most)
                .fetch(row -> new Rebuilt(
                        row.getTicketId(),
                        Json.read(row.getBefore(), CLOCKS),
                        Json.read(row.getAfter(), CLOCKS),
                        row.getApplied()));
    }

    private static Job job(RebuildRecord row) {
        return new Job(
                row.getId(),
                row.getPolicyId(),
                row.getPersonId(),
                new Scope(row.getTicketId(), row.getFromAt(), row.getToAt()),
                row.getState(),
                row.getTotal(),
                row.getDone(),
                row.getPosition(),
                row.getDiffering(),
                row.getStartedAt(),
                row.getAppliedById(),
                row.getEndedAt());
    }
}
