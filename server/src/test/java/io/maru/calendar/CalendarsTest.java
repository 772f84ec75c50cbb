package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.maru.calendar.Calendars.CalendarPublication;
import io.maru.calendar.Calendars.CalendarView;
import io.maru.calendar.Calendars.NewCalendar;
import io.maru.desk.Desk;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Calendars in versions: who shapes them, who counts by them, and what is refused. */
@MaruTest
@RecordApplicationEvents
class CalendarsTest {

    @Autowired
    Calendars calendars;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    ApplicationEvents events;

    Desk desk;
    CurrentPerson administrator;
    CurrentPerson manager;
    CurrentPerson agent;
    CurrentPerson elsewhere;

    @BeforeEach
    void aDeskWithPeople() {
        desk = desks.aDesk().create();
        administrator = people.administrator().current();
        manager = people.person().managerOf(desk.id()).create().current();
        agent = people.person().agentOf(desk.id()).create().current();
        elsewhere =
                people.person().managerOf(desks.aDesk().create().id()).create().current();
    }

    @Test
    void everyInstallationCountsAlwaysAndOnKoreanWeekdays() {
        BusinessTime always = builtIn("24×7").time();
        assertThat(always.definition().always()).isTrue();

        BusinessTime weekdays = builtIn("Weekdays 9 to 18").time();
        // Chuseok of 2026 is Friday 25 September, with the day before it.
        assertThat(weekdays.due(seoul("2026-09-23T17:00:00"), Duration.ofHours(2)))
                .isEqualTo(seoul("2026-09-28T10:00:00"));
    }

    @Test
    void aVersionCountsAsItStoodAndTheNewestAsItStands() {
        CalendarView made = create(manager, desk.key(), weekdays("09:00", "18:00"));
        long id = made.calendar().id();
        assertThat(calendars.time(id).version()).isEqualTo(1);

        CalendarView published = calendars.publish(
                manager,
                id,
                made.calendar().version(),
                new CalendarPublication(new LocalizedText("야간", null), weekdays("22:00", "06:00"), "밤으로 옮김"));

        assertThat(published.calendar().published()).isEqualTo(2);
        assertThat(opensAt(calendars.time(id))).isEqualTo(seoul("2026-11-23T22:00:00"));
        assertThat(calendars.time(id).name().ko()).isEqualTo("야간");
        assertThat(opensAt(calendars.time(id, 1))).isEqualTo(seoul("2026-11-23T09:00:00"));
        assertThat(calendars.time(id, 1).name().ko()).isEqualTo("야간");
        assertThat(events.stream(CalendarChanged.class)).containsExactly(new CalendarChanged(id, 2));
        assertThat(calendars.versions(agent, id))
                .extracting(Calendars.PublishedVersion::number, Calendars.PublishedVersion::note)
                .containsExactly(tuple(2, "밤으로 옮김"), tuple(1, ""));
        assertThatThrownBy(() -> calendars.time(id, 3)).isInstanceOf(NotFound.class);
    }

    @Test
    void anotherNameAloneIsNoOtherVersion() {
        CalendarView made = create(manager, desk.key(), weekdays("09:00", "18:00"));

        CalendarView renamed = calendars.publish(
                manager,
                made.calendar().id(),
                made.calendar().version(),
                new CalendarPublication(new LocalizedText("주간", "Days"), made.content(), null));

        assertThat(renamed.calendar().published()).isEqualTo(1);
        assertThat(calendars.time(made.calendar().id()).name().en()).isEqualTo("Days");
        assertThat(events.stream(CalendarChanged.class)).isEmpty();
    }

    @Test
    void whoeverChangesAnOlderStateIsToldSo() {
        CalendarView made = create(manager, desk.key(), weekdays("09:00", "18:00"));
        CalendarPublication other = new CalendarPublication(made.calendar().name(), weekdays("10:00", "19:00"), null);
        calendars.publish(manager, made.calendar().id(), made.calendar().version(), other);

        assertThatThrownBy(() -> calendars.publish(
                        manager, made.calendar().id(), made.calendar().version(), other))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void aDesksCalendarIsItsOwnAndTheInstallationsIsEverybodysToCountBy() {
        long own = create(manager, desk.key(), weekdays("09:00", "18:00"))
                .calendar()
                .id();
        long shared = create(administrator, null, weekdays("09:00", "18:00"))
                .calendar()
                .id();

        assertThat(calendars.all(agent, desk.key()))
                .filteredOn(
                        view -> List.of(own, shared).contains(view.calendar().id()))
                .hasSize(2)
                .noneMatch(CalendarView::mayShape);
        assertThat(calendars.all(elsewhere, null))
                .extracting(view -> view.calendar().id())
                .contains(shared)
                .doesNotContain(own);
        assertThat(calendars.mayCount(desk.id(), own)).isTrue();
        assertThat(calendars.mayCount(desk.id() + 1, own)).isFalse();
        assertThat(calendars.mayCount(desk.id(), shared)).isTrue();
        assertThatThrownBy(() -> calendars.find(elsewhere, own)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> publish(agent, own)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> publish(manager, shared)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> create(agent, desk.key(), weekdays("09:00", "18:00")))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> create(manager, null, weekdays("09:00", "18:00")))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void oneThatIsRetiredIsOfferedToNobodyAndGoesOnCounting() {
        CalendarView made = create(manager, desk.key(), weekdays("09:00", "18:00"));
        long id = made.calendar().id();

        CalendarView retired = calendars.retire(manager, id, made.calendar().version(), true);

        assertThat(retired.calendar().retired()).isTrue();
        assertThat(calendars.mayCount(desk.id(), id)).isFalse();
        assertThat(calendars.time(id).version()).isEqualTo(1);
        calendars.retire(manager, id, retired.calendar().version(), false);
        assertThat(calendars.mayCount(desk.id(), id)).isTrue();
    }

    @Test
    void allThatIsWrongIsToldAtItsPlace() {
        CalendarContent wrong = new CalendarContent(
                "+09:00",
                List.of(
                        new CalendarContent.OpenHours(List.of(), "9", "25:00"),
                        new CalendarContent.OpenHours(List.of(Weekday.MONDAY), "09:00", "09:00"),
                        new CalendarContent.OpenHours(List.of(Weekday.MONDAY), "24:00", "02:00")),
                List.of("KR", "KR", "XX"),
                List.of(LocalDate.of(1969, 12, 31)),
                List.of(
                        new CalendarContent.SpecialDays(
                                "이전", LocalDate.of(2026, 5, 2), LocalDate.of(2026, 5, 1), null, null),
                        new CalendarContent.SpecialDays(
                                "반", LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 1), "09:00", null)),
                List.of(new CalendarContent.SpecialDays(
                        "멀리", LocalDate.of(2500, 5, 1), LocalDate.of(2500, 5, 1), null, null)));

        assertThat(violations(new NewCalendar(desk.key(), new LocalizedText(" ", null), wrong, "가".repeat(1001))))
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactlyInAnyOrder(
                        "/name required",
                        "/note too_long",
                        "/content/zone time_zone_unknown",
                        "/content/hours/0/days required",
                        "/content/hours/0/from wall_time",
                        "/content/hours/0/to wall_time",
                        "/content/hours/1/to ends_as_it_begins",
                        "/content/hours/2/from wall_time",
                        "/content/holidaySets/1 duplicate",
                        "/content/holidaySets/2 unknown",
                        "/content/workedHolidays/0 out_of_bounds",
                        "/content/closures/0/last ends_before_it_begins",
                        "/content/closures/1/to required",
                        "/content/openings/0/first out_of_bounds",
                        "/content/openings/0/last out_of_bounds");
    }

    @Test
    void aCalendarThatIsNeverOpenAndOneThatIsTooLongAreRefused() {
        CalendarContent never =
                new CalendarContent("Asia/Seoul", List.of(), List.of(), List.of(), List.of(), List.of());
        CalendarContent huge = new CalendarContent(
                "Asia/Seoul",
                Collections.nCopies(101, weekdays("09:00", "18:00").hours().getFirst()),
                Collections.nCopies(21, "KR"),
                Collections.nCopies(2001, LocalDate.of(2026, 1, 1)),
                List.of(),
                List.of());

        assertThat(violations(new NewCalendar(desk.key(), new LocalizedText("밤낮", null), never, null)))
                .extracting(Violation::code)
                .containsExactly("calendar_never_open");
        assertThat(violations(new NewCalendar(desk.key(), new LocalizedText("밤낮", null), huge, null)))
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly(
                        "/content/hours too_many", "/content/holidaySets too_many", "/content/workedHolidays too_many");
    }

    private List<Violation> violations(NewCalendar given) {
        try {
            calendars.create(manager, given, null);
            return List.of();
        } catch (Invalid invalid) {
            return invalid.violations();
        }
    }

    private CalendarView create(CurrentPerson by, @Nullable String deskKey, CalendarContent content) {
        return calendars.create(by, new NewCalendar(deskKey, new LocalizedText("근무 시간", "Hours"), content, null), null);
    }

    private void publish(CurrentPerson by, long id) {
        calendars.publish(
                by,
                id,
                calendars.find(administrator, id).calendar().version(),
                new CalendarPublication(new LocalizedText("다른", null), weekdays("01:00", "02:00"), null));
    }

    private CalendarTime builtIn(String name) {
        return calendars.all(administrator, null).stream()
                .map(CalendarView::calendar)
                .filter(calendar -> name.equals(calendar.name().en()))
                .map(calendar -> calendars.time(calendar.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Instant opensAt(CalendarTime calendar) {
        return calendar.time()
                .openTimes(seoul("2026-11-23T07:00:00"), seoul("2026-11-25T00:00:00"), 1)
                .getFirst()
                .from();
    }

    private static CalendarContent weekdays(String from, String to) {
        return new CalendarContent(
                "Asia/Seoul",
                List.of(new CalendarContent.OpenHours(
                        List.of(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY),
                        from,
                        to)),
                List.of("KR"),
                List.of(),
                List.of(),
                List.of());
    }

    private static Instant seoul(String wall) {
        return LocalDateTime.parse(wall).atZone(ZoneId.of("Asia/Seoul")).toInstant();
    }
}
