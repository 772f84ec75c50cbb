package io.maru.sla;

import static io.maru.db.sla.Tables.RECALCULATION;
import static io.maru.db.sla.Tables.ZONE_RULES;
import static org.jooq.impl.DSL.inline;

import io.maru.db.sla.tables.records.RecalculationRecord;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is being counted anew, and how far it is. */
@Repository
class RecalculationStore {

    private final DSLContext database;

    RecalculationStore(DSLContext database) {
        this.database = database;
    }

    /**
     * @param policyId null when it is about a calendar
     * @param total null before it has begun
     * @param position the ticket, or the clock of a calendar, up to which it has come
     */
    record Job(
            long id,
            @Nullable Long policyId,
            @Nullable Long calendarId,
            String state,
            @Nullable Long total,
            long done,
            long changed,
            long position,
            Instant startedAt,
            @Nullable Instant endedAt) {

        Job advanced(long reached, int dealtWith, int differing) {
            return new Job(
                    id,
                    policyId,
                    calendarId,
                    state,
                    total,
                    done + dealtWith,
                    changed + differing,
                    reached,
                    startedAt,
                    endedAt);
        }
    }

    /** One for what is being counted anew already takes its place. */
    void begin(@Nullable Long policyId, @Nullable Long calendarId, @Nullable Long personId, Instant now) {
        database.update(RECALCULATION)
                .set(RECALCULATION.STATE, "done")
                .set(RECALCULATION.ENDED_AT, now)
                .where(
                        RECALCULATION.STATE.ne("done"),
                        policyId == null
                                ? RECALCULATION.CALENDAR_ID.eq(calendarId)
                                : RECALCULATION.POLICY_ID.eq(policyId))
                .execute();
        database.insertInto(RECALCULATION)
                .set(RECALCULATION.POLICY_ID, policyId)
                .set(RECALCULATION.CALENDAR_ID, calendarId)
                .set(RECALCULATION.PERSON_ID, personId)
                .set(RECALCULATION.STARTED_AT, now)
                .execute();
    }

    /** Notes by which version of the time zone database is counted from now on; answers whether it is another one than before. */
    boolean countsBy(String zoneRules, Instant now) {
        return database.insertInto(ZONE_RULES)
                        .set(ZONE_RULES.VERSION, zoneRules)
                        .set(ZONE_RULES.SINCE, now)
                        .onConflict(ZONE_RULES.ID)
                        .doUpdate()
                        .set(ZONE_RULES.VERSION, zoneRules)
                        .set(ZONE_RULES.SINCE, now)
                        .where(ZONE_RULES.VERSION.ne(zoneRules))
                        .execute()
                > 0;
    }

    /** One of those that go on, for this transaction alone. */
    Optional<Job> claim() {
        return database.selectFrom(RECALCULATION)
                .where(RECALCULATION.STATE.eq(inline("running")))
                .orderBy(RECALCULATION.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(RecalculationStore::job);
    }

    Optional<Job> newestOfPolicy(long policyId) {
        return database.selectFrom(RECALCULATION)
                .where(RECALCULATION.POLICY_ID.eq(policyId))
                .orderBy(RECALCULATION.ID.desc())
                .limit(1)
                .fetchOptional(RecalculationStore::job);
    }

    void begun(long id, long total) {
        database.update(RECALCULATION)
                .set(RECALCULATION.TOTAL, total)
                .where(RECALCULATION.ID.eq(id))
                .execute();
    }

    void advance(Job job) {
        database.update(RECALCULATION)
                .set(RECALCULATION.DONE, job.done())
                .set(RECALCULATION.CHANGED, job.changed())
                .set(RECALCULATION.POSITION, job.position())
                .where(RECALCULATION.ID.eq(job.id()))
                .execute();
    }

    void end(long id, Instant now) {
        database.update(RECALCULATION)
                .set(RECALCULATION.STATE, "done")
                .set(RECALCULATION.ENDED_AT, now)
                .where(RECALCULATION.ID.eq(id))
                .execute();
    }

    /** Lets it wait, or go on. */
    void pause(long policyId, boolean paused) {
        database.update(RECALCULATION)
                .set(RECALCULATION.STATE, paused ? "paused" : "running")
                .where(RECALCULATION.POLICY_ID.eq(policyId), RECALCULATION.STATE.eq(paused ? "running" : "paused"))
                .execute();
    }

    private static Job job(RecalculationRecord row) {
        return new Job(
                row.getId(),
                row.getPolicyId(),
                row.getCalendarId(),
                row.getState(),
                row.getTotal(),
                row.getDone(),
                row.getChanged(),
                row.getPosition(),
                row.getStartedAt(),
                row.getEndedAt());
    }
}
