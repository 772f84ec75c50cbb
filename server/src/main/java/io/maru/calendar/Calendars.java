package io.maru.calendar;

import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The calendars by which business time is counted, in versions. */
@Service
public class Calendars {

    /** The calendar of working days that every installation begins with. */
    public static final long WEEKDAYS = 2;

    private final CalendarStore store;
    private final HolidaySets holidaySets;
    private final ObjectProvider<CalendarUse> uses;
    private final Desks desks;
    private final Persons persons;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ReferenceCache<Long, CalendarTime> newest;
    private final ReferenceCache<String, CalendarTime> versions;

    Calendars(
            CalendarStore store,
            HolidaySets holidaySets,
            ObjectProvider<CalendarUse> uses,
            Desks desks,
            Persons persons,
            Idempotency idempotency,
            ReferenceCaches caches,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.holidaySets = holidaySets;
        this.uses = uses;
        this.desks = desks;
        this.persons = persons;
        this.idempotency = idempotency;
        this.events = events;
        this.clock = clock;
        this.newest = caches.create("calendars", this::newest);
        this.versions = caches.create("calendar versions", this::versions);
    }

    // ------------------------------------------------------------------ for those who count

    /**
     * What counts by a calendar's newest version, without asking who wants it.
     *
     * @throws NotFound when there is none
     */
    public CalendarTime time(long calendarId) {
        return newest.get(calendarId).orElseThrow(NotFound::new);
    }

    /** As {@link #time(long)}, by a version as it stood then. */
    public CalendarTime time(long calendarId, int version) {
        return versions.get(calendarId + "/" + version).orElseThrow(NotFound::new);
    }

    /** What would count by a content that is not published, as {@link #checked} answered it. */
    public CalendarTime time(long calendarId, CalendarContent checked) {
        Calendar calendar = store.find(calendarId).orElseThrow(NotFound::new);
        return new CalendarTime(
                calendarId,
                calendar.published() + 1,
                calendar.name(),
                new BusinessTime(CalendarRules.trusted(checked), holidaySets));
    }

    /** Whether a desk may count by a calendar from now on. */
    public boolean mayCount(long deskId, long calendarId) {
        return store.find(calendarId)
                .filter(calendar -> !calendar.retired())
                .filter(calendar -> calendar.deskId() == null || calendar.deskId() == deskId)
                .isPresent();
    }

    private Map<Long, CalendarTime> newest(Set<Long> ids) {
        Map<Long, CalendarTime> found = new HashMap<>();
        store.newest(ids).forEach((id, row) -> found.put(id, time(row)));
        return found;
    }

    private Map<String, CalendarTime> versions(Set<String> keys) {
        Map<String, CalendarTime> found = new HashMap<>();
        for (String key : keys) {
            String[] parts = key.split("/");
            store.version(Long.parseLong(parts[0]), Integer.parseInt(parts[1]))
                    .ifPresent(row -> found.put(key, time(row)));
        }
        return found;
    }

    private CalendarTime time(CalendarStore.VersionRow row) {
        return new CalendarTime(
                row.calendar().id(),
                row.number(),
                row.calendar().name(),
                new BusinessTime(CalendarRules.trusted(row.content()), holidaySets));
    }

    // ------------------------------------------------------------------ looked at

    /** @param mayShape whether the reader may change it */
    public record CalendarView(Calendar calendar, CalendarContent content, boolean mayShape) {}

    public record PublishedVersion(
            int number, String note, @Nullable PersonReference publishedBy, Instant publishedAt) {}

    /**
     * The calendars that a desk may count by, and those that it no longer may.
     *
     * @param deskKey null for those of the installation alone
     */
    @Transactional(readOnly = true)
    public List<CalendarView> all(CurrentPerson me, @Nullable String deskKey) {
        return views(me, store.usableOn(readableDesk(me, deskKey)));
    }

    private List<CalendarView> views(CurrentPerson me, List<Calendar> calendars) {
        Map<Long, CalendarStore.VersionRow> rows =
                store.newest(calendars.stream().map(Calendar::id).toList());
        return calendars.stream()
                .map(calendar -> Objects.requireNonNull(rows.get(calendar.id())))
                .map(row -> view(me, row))
                .toList();
    }

    private static CalendarView view(CurrentPerson me, CalendarStore.VersionRow row) {
        return new CalendarView(
                row.calendar(), row.content(), mayShape(me, row.calendar().deskId()));
    }

    /** @throws NotFound when there is none, or it is that of a desk on which this person does not work */
    @Transactional(readOnly = true)
    public CalendarView find(CurrentPerson me, long id) {
        Calendar calendar = visible(me, id);
        return view(me, Objects.requireNonNull(store.newest(Set.of(id)).get(calendar.id())));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<PublishedVersion> versions(CurrentPerson me, long id) {
        visible(me, id);
        List<CalendarStore.VersionRow> rows = store.versions(id);
        Map<Long, PersonReference> names = persons.references(rows.stream()
                .map(CalendarStore.VersionRow::publishedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new PublishedVersion(
                        row.number(),
                        row.note(),
                        row.publishedBy() == null ? null : names.get(row.publishedBy()),
                        row.publishedAt()))
                .toList();
    }

    /** What a version said. */
    @Transactional(readOnly = true)
    public CalendarContent version(CurrentPerson me, long id, int number) {
        visible(me, id);
        return store.version(id, number).map(CalendarStore.VersionRow::content).orElseThrow(NotFound::new);
    }

    /** A desk whose calendars somebody may read; null for those of the installation. */
    @Nullable
    Long readableDesk(CurrentPerson me, @Nullable String deskKey) {
        if (deskKey == null) {
            me.requireOnAnyDesk(Permission.TICKET_VIEW);
            return null;
        }
        long deskId = desks.visible(me, deskKey).id();
        me.requireOnDesk(Permission.TICKET_VIEW, deskId);
        return deskId;
    }

    Calendar visible(CurrentPerson me, long id) {
        me.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.find(id)
                .filter(calendar ->
                        calendar.deskId() == null || me.mayOnDesk(Permission.TICKET_VIEW, calendar.deskId()))
                .orElseThrow(NotFound::new);
    }

    // ------------------------------------------------------------------ shaped

    /**
     * A calendar that somebody makes.
     *
     * @param deskKey null for one of the installation
     * @param note why, for the list of versions
     */
    public record NewCalendar(
            @Nullable String deskKey,
            LocalizedText name,
            CalendarContent content,
            @Nullable String note) {}

    @Transactional
    public CalendarView create(CurrentPerson me, NewCalendar given, @Nullable String idempotencyKey) {
        Long deskId = given.deskKey() == null
                ? null
                : Long.valueOf(desks.visible(me, given.deskKey()).id());
        requireMayShape(me, deskId);
        String id = idempotency.once(me.id(), idempotencyKey, "calendar.create", given, () -> {
            List<Violation> violations = new ArrayList<>();
            LocalizedText name = LocalizedText.name(given.name(), CalendarRules.NAME_LENGTH, "/name", violations);
            String note = note(given.note(), violations);
            CalendarDefinition definition =
                    CalendarRules.read(given.content(), set -> holidaySets.exists(set, deskId), "/content", violations);
            Invalid.throwIfAny(violations);
            return Long.toString(store.insert(
                    deskId,
                    name,
                    CalendarContent.of(Objects.requireNonNull(definition)),
                    note,
                    me.id(),
                    clock.instant()));
        });
        return find(me, Long.parseLong(id));
    }

    /**
     * What a calendar is to be from now on.
     *
     * @param note why, for the list of versions
     */
    public record CalendarPublication(
            LocalizedText name,
            CalendarContent content,
            @Nullable String note) {}

    /**
     * Publishes a version; another name alone makes none.
     *
     * @param version what the change is based on
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public CalendarView publish(CurrentPerson me, long id, long version, CalendarPublication given) {
        Calendar before = locked(me, id, version);
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = LocalizedText.name(given.name(), CalendarRules.NAME_LENGTH, "/name", violations);
        String note = note(given.note(), violations);
        CalendarDefinition definition = CalendarRules.read(
                given.content(), set -> holidaySets.exists(set, before.deskId()), "/content", violations);
        Invalid.throwIfAny(violations);
        CalendarContent content = CalendarContent.of(Objects.requireNonNull(definition));
        boolean counts = !content.equals(
                Objects.requireNonNull(store.newest(Set.of(id)).get(id)).content());
        int number = counts ? before.published() + 1 : before.published();
        if (counts) {
            store.insertVersion(id, number, content, note, me.id(), clock.instant());
        }
        store.update(id, name, number, before.retired());
        forget(id);
        if (counts) {
            events.publishEvent(new CalendarChanged(id, number));
        }
        return find(me, id);
    }

    /** @throws NotFound when there is none that this person may see */
    public void requireShapeable(CurrentPerson me, long id) {
        requireMayShape(me, visible(me, id).deskId());
    }

    /**
     * A content as it would be published, for whoever may do that.
     *
     * @throws Invalid when it could not be
     */
    @Transactional(readOnly = true)
    public CalendarContent checked(CurrentPerson me, long id, CalendarContent content) {
        Long deskId = visible(me, id).deskId();
        requireMayShape(me, deskId);
        List<Violation> violations = new ArrayList<>();
        CalendarDefinition definition =
                CalendarRules.read(content, set -> holidaySets.exists(set, deskId), "/content", violations);
        Invalid.throwIfAny(violations);
        return CalendarContent.of(Objects.requireNonNull(definition));
    }

    /**
     * Says that nothing is to count by a calendar any more, or again.
     *
     * @param version what the change is based on
     * @throws Invalid when something still does
     */
    @Transactional
    public CalendarView retire(CurrentPerson me, long id, long version, boolean retired) {
        Calendar before = locked(me, id, version);
        List<LocalizedText> users =
                retired ? uses.stream().flatMap(use -> use.of(id).stream()).toList() : List.of();
        if (!users.isEmpty()) {
            throw Invalid.at("/retired", "calendar_in_use", users.getFirst(), users.size() - 1);
        }
        store.update(id, before.name(), before.published(), retired);
        return find(me, id);
    }

    private Calendar locked(CurrentPerson me, long id, long version) {
        requireMayShape(me, visible(me, id).deskId());
        Calendar calendar = store.lock(id);
        if (calendar.version() != version) {
            throw new StaleVersion(calendar.version());
        }
        return calendar;
    }

    private void forget(long id) {
        newest.forgetAfterCommit(id);
        // Their name is the one of now.
        versions.forgetAllAfterCommit();
    }

    /** Says that a holiday set has other days than before, in the transaction that changes it. */
    void changed(String holidaySet) {
        newest.forgetAllAfterCommit();
        versions.forgetAllAfterCommit();
        store.using(holidaySet)
                .forEach(calendar -> events.publishEvent(new CalendarChanged(calendar.id(), calendar.published())));
    }

    private static String note(@Nullable String given, List<Violation> violations) {
        String note = given == null ? "" : PlainText.lines(given);
        if (PlainText.length(note) > CalendarRules.NOTE_LENGTH) {
            violations.add(Violation.of("/note", "too_long", CalendarRules.NOTE_LENGTH));
        }
        return note;
    }

    private static boolean mayShape(CurrentPerson me, @Nullable Long deskId) {
        return deskId == null
                ? me.may(Permission.CALENDAR_ADMINISTER)
                : me.mayOnDesk(Permission.DESK_CONFIGURE, deskId);
    }

    private static void requireMayShape(CurrentPerson me, @Nullable Long deskId) {
        if (deskId == null) {
            me.require(Permission.CALENDAR_ADMINISTER);
        } else {
            me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        }
    }
}
