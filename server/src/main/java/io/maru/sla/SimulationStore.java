package io.maru.sla;

import static io.maru.db.sla.Tables.SIMULATION;
import static org.jooq.impl.DSL.inline;

import io.maru.calendar.CalendarContent;
import io.maru.db.sla.tables.records.SimulationRecord;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Drafts that are run over tickets, and what was found. */
@Repository
class SimulationStore {

    private static final TypeReference<List<Compared>> COMPARED = new TypeReference<>() {};
    private static final TypeReference<Map<Long, SimulationTally>> TALLIES = new TypeReference<>() {};

    private final DSLContext database;

    SimulationStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A policy as it is and as it would be.
     *
     * @param deskIds whose tickets it measures
     * @param before null when nothing is in force
     */
    record Compared(
            long policyId, Set<Long> deskIds, @Nullable PolicyDefinition before, PolicyDefinition after) {}

    /**
     * What is run: the draft of a policy, or that of a calendar.
     *
     * @param content of the calendar as it would be
     * @param from null, with {@code to}, for the tickets that are open now
     */
    record Subject(
            @Nullable Long policyId,
            @Nullable Long calendarId,
            @Nullable CalendarContent content,
            List<Compared> compared,
            @Nullable Instant from,
            @Nullable Instant to) {

        Set<Long> deskIds() {
            return compared.stream().flatMap(each -> each.deskIds().stream()).collect(Collectors.toSet());
        }
    }

    /**
     * @param total null before it has begun
     * @param position the ticket up to which it has come
     * @param tallies by policy
     */
    record Run(
            long id,
            Subject subject,
            String state,
            @Nullable Long total,
            long done,
            long position,
            Map<Long, SimulationTally> tallies,
            Instant startedAt,
            @Nullable Instant endedAt) {

        SimulationTally tally(long policyId) {
            return tallies.getOrDefault(policyId, SimulationTally.NOTHING);
        }
    }

    long insert(Subject subject, long personId, Instant now) {
        return database.insertInto(SIMULATION)
                .set(SIMULATION.POLICY_ID, subject.policyId())
                .set(SIMULATION.CALENDAR_ID, subject.calendarId())
                .set(SIMULATION.CONTENT, subject.content() == null ? null : Json.of(subject.content()))
                .set(SIMULATION.COMPARED, Json.of(subject.compared()))
                .set(SIMULATION.PERSON_ID, personId)
                .set(SIMULATION.FROM_AT, subject.from())
                .set(SIMULATION.TO_AT, subject.to())
                .set(SIMULATION.TALLY, Json.of(Map.of()))
                .set(SIMULATION.STARTED_AT, now)
                .returningResult(SIMULATION.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Run> find(long id) {
        return database.selectFrom(SIMULATION).where(SIMULATION.ID.eq(id)).fetchOptional(SimulationStore::run);
    }

    /** One of those that go on, for this transaction alone: in turn, so that a short one does not wait for a long one. */
    Optional<Run> claim() {
        return database.selectFrom(SIMULATION)
                .where(SIMULATION.STATE.eq(inline("running")))
                .orderBy(SIMULATION.DONE, SIMULATION.ID)
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

    void advance(long id, long position, int dealtWith, Map<Long, SimulationTally> tallies) {
        database.update(SIMULATION)
                .set(SIMULATION.POSITION, position)
                .set(SIMULATION.DONE, SIMULATION.DONE.plus(dealtWith))
                .set(SIMULATION.TALLY, Json.of(tallies))
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
                new Subject(
                        row.getPolicyId(),
                        row.getCalendarId(),
                        row.getContent() == null ? null : Json.read(row.getContent(), CalendarContent.class),
                        Json.read(row.getCompared(), COMPARED),
                        row.getFromAt(),
                        row.getToAt()),
                row.getState(),
                row.getTotal(),
                row.getDone(),
                row.getPosition(),
                Json.read(row.getTally(), TALLIES),
                row.getStartedAt(),
                row.getEndedAt());
    }
}
