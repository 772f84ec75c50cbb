package io.maru.calendar;

import static io.maru.db.calendar.Tables.CALENDAR_;
import static io.maru.db.calendar.Tables.CALENDAR_VERSION;
import static io.maru.db.calendar.Tables.HOLIDAY;
import static io.maru.db.calendar.Tables.HOLIDAY_SET;
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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
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
                .where(closesOn(holidaySet))
                .orderBy(CALENDAR_.ID)
                .fetch(each -> calendar(each.into(CALENDAR_)));
    }

    /** Whether any version of any calendar closes on a holiday set. */
    boolean isUsed(String holidaySet) {
        return database.fetchExists(CALENDAR_VERSION, closesOn(holidaySet));
    }

    private static Condition closesOn(String holidaySet) {
        return DSL.condition(
                "{0} @> {1}",
                CALENDAR_VERSION.DEFINITION, DSL.val(Json.of(Map.of("holidaySets", List.of(holidaySet)))));
    }

    // ------------------------------------------------------------------ holidays from iCalendar

    private static final Field<Integer> DAYS =
            DSL.field(DSL.selectCount().from(HOLIDAY).where(HOLIDAY.SET_ID.eq(HOLIDAY_SET.ID)));

    List<HolidaySet> holidaySets() {
        return holidaySets(DSL.noCondition());
    }

    Optional<HolidaySet> holidaySet(long id) {
        return holidaySets(HOLIDAY_SET.ID.eq(id)).stream().findFirst();
    }

    private List<HolidaySet> holidaySets(Condition which) {
        return database.select(HOLIDAY_SET.fields())
                .select(DAYS)
                .from(HOLIDAY_SET)
                .where(which)
                .orderBy(HOLIDAY_SET.ID)
                .fetch(each -> new HolidaySet(
                        each.get(HOLIDAY_SET.ID),
                        each.get(HOLIDAY_SET.DESK_ID),
                        Json.text(each.get(HOLIDAY_SET.NAME)),
                        each.get(HOLIDAY_SET.ADDRESS),
                        each.get(HOLIDAY_SET.READ_AT),
                        each.get(HOLIDAY_SET.TRIED_AT),
                        each.get(HOLIDAY_SET.FAILURE),
                        each.get(DAYS),
                        each.get(HOLIDAY_SET.VERSION)));
    }

    /** The days of each of these. */
    Map<Long, List<ICalendarDays.Day>> holidays(Collection<Long> setIds) {
        return database.selectFrom(HOLIDAY)
                .where(HOLIDAY.SET_ID.in(setIds))
                .orderBy(HOLIDAY.SET_ID, HOLIDAY.DATE, HOLIDAY.NAME)
                .fetchGroups(HOLIDAY.SET_ID, each -> new ICalendarDays.Day(each.getDate(), each.getName()));
    }

    /** @param address null for one that is imported */
    long insertHolidaySet(@Nullable Long deskId, LocalizedText name, @Nullable String address, Instant now) {
        return database.insertInto(HOLIDAY_SET)
                .set(HOLIDAY_SET.DESK_ID, deskId)
                .set(HOLIDAY_SET.NAME, Json.of(name))
                .set(HOLIDAY_SET.ADDRESS, address)
                .set(HOLIDAY_SET.READ_AT, now)
                .set(HOLIDAY_SET.TRIED_AT, now)
                .set(HOLIDAY_SET.CREATED_AT, now)
                .returning(HOLIDAY_SET.ID)
                .fetchSingle(HOLIDAY_SET.ID);
    }

    /** Answers whether it still had this version. */
    boolean updateHolidaySet(long id, long version, LocalizedText name, @Nullable String address) {
        return database.update(HOLIDAY_SET)
                        .set(HOLIDAY_SET.NAME, Json.of(name))
                        .set(HOLIDAY_SET.ADDRESS, address)
                        .set(HOLIDAY_SET.VERSION, version + 1)
                        .where(HOLIDAY_SET.ID.eq(id).and(HOLIDAY_SET.VERSION.eq(version)))
                        .execute()
                == 1;
    }

    void deleteHolidaySet(long id) {
        database.deleteFrom(HOLIDAY_SET).where(HOLIDAY_SET.ID.eq(id)).execute();
    }

    /**
     * Puts days in the place of those before, if there still is such a set; two that do wait for each other.
     *
     * @return whether they are others
     */
    boolean replaceHolidays(long setId, List<ICalendarDays.Day> days, Instant now) {
        boolean exists = database.update(HOLIDAY_SET)
                        .set(HOLIDAY_SET.READ_AT, now)
                        .set(HOLIDAY_SET.TRIED_AT, now)
                        .setNull(HOLIDAY_SET.FAILURE)
                        .where(HOLIDAY_SET.ID.eq(setId))
                        .execute()
                == 1;
        List<ICalendarDays.Day> before = holidays(List.of(setId)).getOrDefault(setId, List.of());
        if (!exists || days.equals(before)) {
            return false;
        }
        database.deleteFrom(HOLIDAY).where(HOLIDAY.SET_ID.eq(setId)).execute();
        database.insertInto(HOLIDAY, HOLIDAY.SET_ID, HOLIDAY.DATE, HOLIDAY.NAME)
                .valuesOfRows(days.stream()
                        .map(day -> row(setId, day.date(), day.name()))
                        .toList())
                .execute();
        return true;
    }

    void failed(long setId, String failure, Instant now) {
        database.update(HOLIDAY_SET)
                .set(HOLIDAY_SET.TRIED_AT, now)
                .set(HOLIDAY_SET.FAILURE, failure)
                .where(HOLIDAY_SET.ID.eq(setId))
                .execute();
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
