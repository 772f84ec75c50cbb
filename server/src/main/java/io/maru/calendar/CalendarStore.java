package io.maru.calendar;

import static io.maru.db.calendar.Tables.CALENDAR_;
import static io.maru.db.calendar.Tables.CALENDAR_VERSION;
import static org.jooq.impl.DSL.row;

import io.maru.db.calendar.tables.records.CalendarRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL of the module. */
@Repository
class CalendarStore {

    private final DSLContext database;

    CalendarStore(DSLContext database) {
        this.database = database;
    }

    /** A version of a calendar. */
    record VersionRow(
            Calendar calendar,
            int number,
            CalendarContent content,
            String note,
            @Nullable Long publishedBy,
            Instant publishedAt) {}

    /** The newest version of each of these. */
    Map<Long, VersionRow> newest(Collection<Long> ids) {
        Map<Long, VersionRow> found = new HashMap<>();
        database.select()
                .from(CALENDAR_)
                .join(CALENDAR_VERSION)
                .on(CALENDAR_VERSION.CALENDAR_ID.eq(CALENDAR_.ID))
                .and(CALENDAR_VERSION.NUMBER.eq(CALENDAR_.PUBLISHED_VERSION))
                .where(CALENDAR_.ID.in(ids))
                .forEach(each -> found.put(each.get(CALENDAR_.ID), version(each)));
        return found;
    }

    Optional<VersionRow> version(long calendarId, int number) {
        return database.select()
                .from(CALENDAR_)
                .join(CALENDAR_VERSION)
                .on(CALENDAR_VERSION.CALENDAR_ID.eq(CALENDAR_.ID))
                .where(row(CALENDAR_VERSION.CALENDAR_ID, CALENDAR_VERSION.NUMBER)
                        .eq(calendarId, number))
                .fetchOptional(CalendarStore::version);
    }

    /** Newest first. */
    List<VersionRow> versions(long calendarId) {
        return database.select()
                .from(CALENDAR_)
                .join(CALENDAR_VERSION)
                .on(CALENDAR_VERSION.CALENDAR_ID.eq(CALENDAR_.ID))
                .where(CALENDAR_.ID.eq(calendarId))
                .orderBy(CALENDAR_VERSION.NUMBER.desc())
                .fetch(CalendarStore::version);
    }

    /** Those of a desk, and of the installation, these first. */
    List<Calendar> usableOn(@Nullable Long deskId) {
        return database.selectFrom(CALENDAR_)
                .where(CALENDAR_.DESK_ID.isNull().or(deskId == null ? DSL.noCondition() : CALENDAR_.DESK_ID.eq(deskId)))
                .orderBy(CALENDAR_.DESK_ID.asc().nullsFirst(), CALENDAR_.ID)
                .fetch(CalendarStore::calendar);
    }

    Optional<Calendar> find(long id) {
        return database.selectFrom(CALENDAR_).where(CALENDAR_.ID.eq(id)).fetchOptional(CalendarStore::calendar);
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Calendar lock(long id) {
        return database.selectFrom(CALENDAR_)
                .where(CALENDAR_.ID.eq(id))
                .forUpdate()
                .fetchSingle(CalendarStore::calendar);
    }

    /** @param deskId null for one of the installation */
    long insert(
            @Nullable Long deskId,
            LocalizedText name,
            CalendarContent content,
            String note,
            long publishedBy,
            Instant now) {
        long id = database.insertInto(CALENDAR_)
                .set(CALENDAR_.DESK_ID, deskId)
                .set(CALENDAR_.NAME, Json.of(name))
                .set(CALENDAR_.PUBLISHED_VERSION, 1)
                .set(CALENDAR_.CREATED_AT, now)
                .returning(CALENDAR_.ID)
                .fetchSingle(CALENDAR_.ID);
        insertVersion(id, 1, content, note, publishedBy, now);
        return id;
    }

    void insertVersion(
            long calendarId, int number, CalendarContent content, String note, long publishedBy, Instant now) {
        database.insertInto(CALENDAR_VERSION)
                .set(CALENDAR_VERSION.CALENDAR_ID, calendarId)
                .set(CALENDAR_VERSION.NUMBER, number)
                .set(CALENDAR_VERSION.DEFINITION, Json.of(content))
                .set(CALENDAR_VERSION.NOTE, note)
                .set(CALENDAR_VERSION.PUBLISHED_BY, publishedBy)
                .set(CALENDAR_VERSION.PUBLISHED_AT, now)
                .execute();
    }

    void update(long id, LocalizedText name, int published, boolean retired) {
        database.update(CALENDAR_)
                .set(CALENDAR_.NAME, Json.of(name))
                .set(CALENDAR_.PUBLISHED_VERSION, published)
                .set(CALENDAR_.RETIRED, retired)
                .set(CALENDAR_.VERSION, CALENDAR_.VERSION.plus(1))
                .where(CALENDAR_.ID.eq(id))
                .execute();
    }

    /** The calendars whose newest version closes on a holiday set. */
    List<Calendar> using(String holidaySet) {
        return database.select(CALENDAR_.fields())
                .from(CALENDAR_)
                .join(CALENDAR_VERSION)
                .on(CALENDAR_VERSION.CALENDAR_ID.eq(CALENDAR_.ID))
                .and(CALENDAR_VERSION.NUMBER.eq(CALENDAR_.PUBLISHED_VERSION))
                .where(DSL.condition(
                        "{0} @> {1}",
                        CALENDAR_VERSION.DEFINITION,
                        JSONB.valueOf(Json.of(Map.of("holidaySets", List.of(holidaySet)))
                                .data())))
                .orderBy(CALENDAR_.ID)
                .fetch(each -> calendar(each.into(CALENDAR_)));
    }

    private static VersionRow version(Record row) {
        return new VersionRow(
                calendar(row.into(CALENDAR_)),
                row.get(CALENDAR_VERSION.NUMBER),
                Json.read(row.get(CALENDAR_VERSION.DEFINITION), CalendarContent.class),
                row.get(CALENDAR_VERSION.NOTE),
                row.get(CALENDAR_VERSION.PUBLISHED_BY),
                row.get(CALENDAR_VERSION.PUBLISHED_AT));
    }

    private static Calendar calendar(CalendarRecord row) {
        return new Calendar(
                row.getId(),
                row.getDeskId(),
                Json.text(row.getName()),
                row.getPublishedVersion(),
                row.getRetired(),
                row.getVersion());
    }
}
