package io.maru.approval;

import static io.maru.db.approval.Tables.LINE;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;

import io.maru.db.approval.tables.records.LineRecord;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

@Repository
class LineStore {

    private static final TypeReference<List<LineStep>> STEPS = new TypeReference<>() {};

    private final DSLContext database;

    LineStore(DSLContext database) {
        this.database = database;
    }

    record Row(
            long id, @Nullable Long personId, @Nullable Long deskId, String name, List<LineStep> steps, long version) {}

    /** A person's own and a desk's, by name. */
    List<Row> of(long personId, @Nullable Long deskId) {
        return database.selectFrom(LINE)
                .where(LINE.PERSON_ID.eq(personId).or(deskId == null ? falseCondition() : LINE.DESK_ID.eq(deskId)))
                .orderBy(lower(LINE.NAME), LINE.ID)
                .fetch(LineStore::line);
    }

    int countOf(@Nullable Long personId, @Nullable Long deskId) {
        return database.fetchCount(LINE, personId != null ? LINE.PERSON_ID.eq(personId) : LINE.DESK_ID.eq(deskId));
    }

    Optional<Row> find(long id) {
        return database.selectFrom(LINE).where(LINE.ID.eq(id)).fetchOptional(LineStore::line);
    }

    long insert(@Nullable Long personId, @Nullable Long deskId, String name, List<LineStep> steps, Instant now) {
        return database.insertInto(LINE)
                .set(LINE.PERSON_ID, personId)
                .set(LINE.DESK_ID, deskId)
                .set(LINE.NAME, name)
                .set(LINE.STEPS, Json.of(steps))
                .set(LINE.UPDATED_AT, now)
                .returning(LINE.ID)
                .fetchSingle(LINE.ID);
    }

    /** @return false when it is of another version by now */
    boolean update(long id, long version, String name, List<LineStep> steps, Instant now) {
        return database.update(LINE)
                        .set(LINE.NAME, name)
                        .set(LINE.STEPS, Json.of(steps))
                        .set(LINE.VERSION, version + 1)
                        .set(LINE.UPDATED_AT, now)
                        .where(LINE.ID.eq(id), LINE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    void delete(long id) {
        database.deleteFrom(LINE).where(LINE.ID.eq(id)).execute();
    }

    private static Row line(LineRecord row) {
        return new Row(
                row.getId(),
                row.getPersonId(),
                row.getDeskId(),
                row.getName(),
                Json.read(row.getSteps(), STEPS),
                row.getVersion());
    }
}
