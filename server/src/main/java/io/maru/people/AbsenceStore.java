package io.maru.people;

import static io.maru.db.people.Tables.ABSENCE;
import static org.jooq.impl.DSL.any;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class AbsenceStore {

    private final DSLContext database;

    AbsenceStore(DSLContext database) {
        this.database = database;
    }

    record Row(long id, long personId, long substituteId, Instant startsAt, Instant endsAt, String reason) {}

    /** Those that have not ended, the next first. */
    List<Row> of(long personId, Instant now) {
        return database.selectFrom(ABSENCE)
                .where(ABSENCE.PERSON_ID.eq(personId), ABSENCE.ENDS_AT.gt(now))
                .orderBy(ABSENCE.STARTS_AT, ABSENCE.ID)
                .fetch(row -> new Row(
                        row.getId(),
                        row.getPersonId(),
                        row.getSubstituteId(),
                        row.getStartsAt(),
                        row.getEndsAt(),
                        row.getReason()));
    }

    long insert(
            long personId,
            long substituteId,
            Instant startsAt,
            Instant endsAt,
            String reason,
            long createdBy,
            Instant now) {
        return database.insertInto(ABSENCE)
                .set(ABSENCE.PERSON_ID, personId)
                .set(ABSENCE.SUBSTITUTE_ID, substituteId)
                .set(ABSENCE.STARTS_AT, startsAt)
                .set(ABSENCE.ENDS_AT, endsAt)
                .set(ABSENCE.REASON, reason)
                .set(ABSENCE.CREATED_BY, createdBy)
                .set(ABSENCE.CREATED_AT, now)
                .returning(ABSENCE.ID)
                .fetchSingle(ABSENCE.ID);
    }

    boolean delete(long personId, long id) {
        return database.deleteFrom(ABSENCE)
                        .where(ABSENCE.ID.eq(id), ABSENCE.PERSON_ID.eq(personId))
                        .execute()
                == 1;
    }

    /** Makes those who change absences wait for each other, so that two together do not make a circle. */
    void lock() {
        database.fetch("select pg_advisory_xact_lock(hashtext('people.absence'))");
    }

    boolean overlaps(long personId, Instant from, Instant until) {
        return database.fetchExists(ABSENCE, ABSENCE.PERSON_ID.eq(personId).and(during(from, until)));
    }

    /** Who stands in for any of these persons at some time within a stretch. */
    Set<Long> substitutesDuring(Collection<Long> personIds, Instant from, Instant until) {
        return database.selectDistinct(ABSENCE.SUBSTITUTE_ID)
                .from(ABSENCE)
                .where(ABSENCE.PERSON_ID.eq(any(personIds.toArray(Long[]::new))))
                .and(during(from, until))
                .fetchSet(ABSENCE.SUBSTITUTE_ID);
    }

    /** Who stands in for each of these persons at an instant. */
    Map<Long, Long> substitutes(Collection<Long> personIds, Instant at) {
        return database.select(ABSENCE.PERSON_ID, ABSENCE.SUBSTITUTE_ID)
                .from(ABSENCE)
                .where(ABSENCE.PERSON_ID.eq(any(personIds.toArray(Long[]::new))))
                .and(at(at))
                .fetchMap(ABSENCE.PERSON_ID, ABSENCE.SUBSTITUTE_ID);
    }

    /** For whom any of these persons stands in at an instant. */
    Set<Long> absentFor(Collection<Long> substituteIds, Instant at) {
        return new HashSet<>(database.select(ABSENCE.PERSON_ID)
                .from(ABSENCE)
                .where(ABSENCE.SUBSTITUTE_ID.eq(any(substituteIds.toArray(Long[]::new))))
                .and(at(at))
                .fetch(ABSENCE.PERSON_ID));
    }

    Set<Long> absent(Instant at) {
        return database.selectDistinct(ABSENCE.PERSON_ID)
                .from(ABSENCE)
                .where(at(at))
                .fetchSet(ABSENCE.PERSON_ID);
    }

    private static Condition at(Instant instant) {
        return ABSENCE.STARTS_AT.le(instant).and(ABSENCE.ENDS_AT.gt(instant));
    }

    private static Condition during(Instant from, Instant until) {
        return ABSENCE.STARTS_AT.lt(until).and(ABSENCE.ENDS_AT.gt(from));
    }
}
