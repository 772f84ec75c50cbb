package io.maru.sla;

import static io.maru.db.sla.Tables.SIMULATION;
import static org.jooq.impl.DSL.inline;

import io.maru.db.sla.tables.records.SimulationRecord;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Drafts that are run over tickets of the past, and what was found. */
@Repository
class SimulationStore {

    private final DSLContext database;

    SimulationStore(DSLContext database) {
        this.database = database;
    }

    /**
     * @param total null before it has begun
     * @param position the ticket up to which it has come
     */
    record Run(
            long id,
            long policyId,
            PolicyDefinition definition,
            Instant from,
            Instant to,
            String state,
            @Nullable Long total,
            long done,
            long position,
            SimulationTally tally,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    long insert(long policyId, long personId, PolicyDefinition definition, Instant from, Instant to, Instant now) {
        return database.insertInto(SIMULATION)
                .set(SIMULATION.POLICY_ID, policyId)
                .set(SIMULATION.PERSON_ID, personId)
                .set(SIMULATION.DEFINITION, Json.of(definition))
                .set(SIMULATION.FROM_AT, from)
                .set(SIMULATION.TO_AT, to)
                .set(SIMULATION.TALLY, Json.of(SimulationTally.NOTHING))
                .set(SIMULATION.STARTED_AT, now)
                .returningResult(SIMULATION.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Run> find(long policyId, long id) {
        return database.selectFrom(SIMULATION)
                .where(SIMULATION.ID.eq(id), SIMULATION.POLICY_ID.eq(policyId))
                .fetchOptional(SimulationStore::run);
    }

    /** One of those that go on, for this transaction alone. */
    Optional<Run> claim() {
        return database.selectFrom(SIMULATION)
                .where(SIMULATION.STATE.eq(inline("running")))
                .orderBy(SIMULATION.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(SimulationStore::run);
    }

    void begun(long id, long total) {
        database.update(SIMULATION)
                .set(SIMULATION.TOTAL, total)
                .where(SIMULATION.ID.eq(id))
                .execute();
    }

    void advance(long id, long position, int dealtWith, SimulationTally tally) {
        database.update(SIMULATION)
                .set(SIMULATION.POSITION, position)
                .set(SIMULATION.DONE, SIMULATION.DONE.plus(dealtWith))
                .set(SIMULATION.TALLY, Json.of(tally))
                .where(SIMULATION.ID.eq(id))
                .execute();
    }

    void end(long id, String state, Instant now) {
        database.update(SIMULATION)
                .set(SIMULATION.STATE, state)
                .set(SIMULATION.ENDED_AT, now)
                .where(SIMULATION.ID.eq(id), SIMULATION.STATE.eq("running"))
                .execute();
    }

    void deleteEndedBefore(Instant instant) {
        database.deleteFrom(SIMULATION)
                .where(SIMULATION.STATE.ne(inline("running")), SIMULATION.ENDED_AT.lt(instant))
                .execute();
    }

    private static Run run(SimulationRecord row) {
        return new Run(
                row.getId(),
                row.getPolicyId(),
                Json.read(row.getDefinition(), PolicyDefinition.class),
                row.getFromAt(),
                row.getToAt(),
                row.getState(),
                row.getTotal(),
                row.getDone(),
                row.getPosition(),
                Json.read(row.getTally(), SimulationTally.class),
                row.getStartedAt(),
                row.getEndedAt());
    }
}
