package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of business time, and cases that products have got wrong. */
class BusinessTimeTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final HolidayDates ODD_DAYS = (set, year) -> Set.of(
            LocalDate.of(year, 1, 1),
            LocalDate.of(year, 3, 14),
            LocalDate.of(year, 10, 26),
            LocalDate.of(year, 12, 30));

    private static BusinessTime calendar(ZoneId zone, WeeklyHours... hours) {
        return new BusinessTime(CalendarDefinition.of(zone, List.of(hours)), HolidayDates.NONE);
    }

    private static WeeklyHours weekdays(String from, String to) {
        return new WeeklyHours(WEEKDAYS, WallTime.of(from), WallTime.of(to));
    }

    private static Instant at(ZoneId zone, String wall) {
        return LocalDateTime.parse(wall).atZone(zone).toInstant();
    }

    private static Instant seoul(String wall) {
        return at(SEOUL, wall);
    }

    // --- The laws ---------------------------------------------------------------------------------------------------

    static Stream<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of);
    }

    /** Where clocks are changed, between now and then: there mistakes are. */
    private static Instant interesting(ZoneId zone, Random random) {
        Instant any = Instant.ofEpochSecond(random.nextLong(600_000_000L, 4_000_000_000L));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return change == null || random.nextInt(4) == 0 ? any : change.getInstant();
    }

    @ParameterizedTest
    @MethodSource("zones")
    @Tag("T01")
    void inEveryZoneAllIsAsMinuteByMinute(ZoneId zone) {
        Random random = new Random(zone.getId().hashCode());
        Instant around = interesting(zone, random);
        CalendarDefinition definition =
                new RandomCalendars(random).calendar(zone, around.atZone(zone).toLocalDate());
        BusinessTime time = new BusinessTime(definition, ODD_DAYS);
        MinuteByMinute reference = new MinuteByMinute(definition, ODD_DAYS);
        long from = around.minus(Duration.ofHours(30)).getEpochSecond() / 60 * MinuteByMinute.MINUTE;
        int minutes = 60 * 60;

        long[] open = new long[minutes + 1];
        for (int minute = 0; minute < minutes; minute++) {
            long instant = from + minute * MinuteByMinute.MINUTE;
            boolean isOpen = reference.isOpen(instant);
            open[minute + 1] = open[minute] + (isOpen ? MinuteByMinute.MINUTE : 0);
            assertThat(time.isOpen(Instant.ofEpochMilli(instant)))
                    .as("%s at %s", definition, Instant.ofEpochMilli(instant))
                    .isEqualTo(isOpen);
        }
        for (int each = 0; each < 200; each++) {
            int first = random.nextInt(minutes);
            int last = random.nextInt(first, minutes);
            long begins = from + first * MinuteByMinute.MINUTE;
            assertThat(time.elapsed(begins, from + last * MinuteByMinute.MINUTE))
                    .as("%s from minute %d to %d of %s", definition, first, last, Instant.ofEpochMilli(from))
                    .isEqualTo(open[last] - open[first]);
        }
    }

    @Test
    void aDueInstantIsTheFirstByWhichSoMuchHasElapsedAndElapsedIsAdditive() {
        Random random = new Random(7);
        List<ZoneId> zones = zones().toList();
        for (int each = 0; each < 4000; each++) {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            long start = interesting(zone, random).toEpochMilli() + random.nextLong(-100_000_000, 100_000_000);
            LocalDate around = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
            BusinessTime time = new BusinessTime(new RandomCalendars(random).calendar(zone, around), ODD_DAYS);
            long duration = random.nextBoolean() ? random.nextLong(200_000_000) : random.nextLong(40_000_000_000L);

            long due = time.due(start, duration);

            if (due == BusinessTime.NEVER) {
                assertThat(time.elapsed(start, BusinessTime.END.toEpochMilli())).isLessThan(duration);
                continue;
            }
            assertThat(time.elapsed(start, due)).as("%s", time.definition()).isEqualTo(duration);
            if (duration > 0) {
                assertThat(time.elapsed(start, due - 1)).isEqualTo(duration - 1);
            }
            long since = time.since(due, duration);
            assertThat(since).isGreaterThanOrEqualTo(start);
            assertThat(time.elapsed(since, due)).isEqualTo(duration);
            if (duration > 0) {
                assertThat(time.elapsed(since + 1, due)).isEqualTo(duration - 1);
            }
            long between = start + random.nextLong(Math.max(1, due - start));
            assertThat(time.elapsed(start, between) + time.elapsed(between, due))
                    .isEqualTo(duration);
            assertThat(
                            time
                                    .openTimes(
                                            Instant.ofEpochMilli(start), Instant.ofEpochMilli(due), Integer.MAX_VALUE)
                                    .stream()
                                    .mapToLong(open -> open.duration().toMillis())
                                    .sum())
                    .isEqualTo(duration);
        }
    }

    @Test
    void openTimesLieInOrderWithoutTouching() {
        Random random = new Random(11);
        for (int each = 0; each < 300; each++) {
            Instant from = Instant.ofEpochSecond(random.nextLong(1_500_000_000L, 1_900_000_000L));
            BusinessTime time = new BusinessTime(
                    new RandomCalendars(random)
                            .calendar(SEOUL, from.atZone(SEOUL).toLocalDate()),
                    ODD_DAYS);
            List<OpenTime> open = time.openTimes(from, from.plus(Duration.ofDays(800)), Integer.MAX_VALUE);
            for (int next = 1; next < open.size(); next++) {
                assertThat(open.get(next).from()).isAfter(open.get(next - 1).to());
            }
            assertThat(time.openTimes(from, from.plus(Duration.ofDays(800)), 3))
                    .isEqualTo(open.subList(0, Math.min(3, open.size())));
        }
    }

    @Test
    void manyThreadsHaveTheSameAnswers() {
        BusinessTime shared = calendar(SEOUL, weekdays("09:00", "18:00"));
        long now = seoul("2026-11-20T17:30:00").toEpochMilli();
        List<Long> durations = IntStream.range(0, 4000)
                .mapToObj(each -> ThreadLocalRandom.current().nextLong(4_000_000_000_000L))
                .toList();

        List<Long> together =
                durations.parallelStream().map(each -> shared.due(now, each)).toList();

        BusinessTime alone = calendar(SEOUL, weekdays("09:00", "18:00"));
        assertThat(together)
                .isEqualTo(durations.stream().map(each -> alone.due(now, each)).toList());
    }

    // --- Cases ------------------------------------------------------------------------------------------------------

    @Test
    void fourHoursAfterFridayAtHalfPastFiveIsMondayAtHalfPastTwelve() {
        assertThat(calendar(SEOUL, weekdays("09:00", "18:00")).due(seoul("2026-11-20T17:30:00"), Duration.ofHours(4)))
                .isEqualTo(seoul("2026-11-23T12:30:00"));
    }

    @Test
    void whatEndsAtClosingTimeIsDueAtClosingTimeAndNotWhenItOpensAgain() {
        assertThat(calendar(SEOUL, weekdays("09:00", "18:00"))
                        .due(seoul("2026-11-20T17:30:00"), Duration.ofMinutes(30)))
                .isEqualTo(seoul("2026-11-20T18:00:00"));
    }

    @Test
    void aTargetOfNothingIsDueAtOnceAlsoWhenClosed() {
        assertThat(calendar(SEOUL, weekdays("09:00", "18:00")).due(seoul("2026-11-21T12:00:00"), Duration.ZERO))
                .isEqualTo(seoul("2026-11-21T12:00:00"));
    }

    @Test
    @Tag("T01")
    void anHourThatTheZoneSkipsIsOpenNowhereAndOneThatItRepeatsIsOpenTwice() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        BusinessTime night = new BusinessTime(
                CalendarDefinition.of(
                        berlin,
                        List.of(new WeeklyHours(Set.of(DayOfWeek.SUNDAY), WallTime.of("02:00"), WallTime.of("03:00")))),
                HolidayDates.NONE);
        assertThat(night.elapsed(at(berlin, "2026-03-29T00:00:00"), at(berlin, "2026-03-30T00:00:00")))
                .isEqualTo(Duration.ZERO);
        assertThat(night.elapsed(at(berlin, "2026-10-25T00:00:00"), at(berlin, "2026-10-26T00:00:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(night.elapsed(at(berlin, "2026-11-01T00:00:00"), at(berlin, "2026-11-02T00:00:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    @Tag("T01")
    void halfHourChangesAndTheSouthernSummerCount() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        BusinessTime always = new BusinessTime(CalendarDefinition.of(lordHowe, WeeklyHours.ALWAYS), HolidayDates.NONE);
        // Clocks go back by half an hour on 5 April 2026 and forward on 4 October.
        assertThat(always.elapsed(at(lordHowe, "2026-04-05T00:00:00"), at(lordHowe, "2026-04-06T00:00:00")))
                .isEqualTo(Duration.ofMinutes(24 * 60 + 30));
        assertThat(always.elapsed(at(lordHowe, "2026-10-04T00:00:00"), at(lordHowe, "2026-10-05T00:00:00")))
                .isEqualTo(Duration.ofMinutes(24 * 60 - 30));
    }

    @Test
    void aDayThatTheDateLineTookAwayIsNoWorkingDay() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        // There was no Friday 30 December 2011 in Samoa.
        assertThat(calendar(apia, weekdays("09:00", "17:00"))
                        .elapsed(at(apia, "2011-12-26T00:00:00"), at(apia, "2012-01-02T00:00:00")))
                .isEqualTo(Duration.ofHours(4 * 8));
    }

    @Test
    @Tag("T03")
    void aCalendarWrittenFromMidnightTo2359LosesNoMinute() {
        BusinessTime time = calendar(
                SEOUL, new WeeklyHours(EnumSet.allOf(DayOfWeek.class), WallTime.of("00:00"), WallTime.of("23:59")));
        assertThat(time.elapsed(seoul("2026-01-01T00:00:00"), seoul("2027-01-01T00:00:00")))
                .isEqualTo(Duration.ofDays(365));
        assertThat(time.openTimes(seoul("2026-01-01T00:00:00"), seoul("2030-01-01T00:00:00"), 10))
                .hasSize(1);
    }

    @Test
    void aNightsWorkBelongsToTheDayOnWhichItBegins() {
        BusinessTime nights =
                calendar(SEOUL, new WeeklyHours(Set.of(DayOfWeek.FRIDAY), WallTime.of("22:00"), WallTime.of("06:00")));
        assertThat(nights.openTimes(seoul("2026-11-16T00:00:00"), seoul("2026-11-23T00:00:00"), 10))
                .containsExactly(new OpenTime(seoul("2026-11-20T22:00:00"), seoul("2026-11-21T06:00:00")));
    }

    @Test
    void hoursThatOverlapCountOnce() {
        assertThat(calendar(SEOUL, weekdays("09:00", "13:00"), weekdays("12:00", "18:00"))
                        .elapsed(seoul("2026-11-20T00:00:00"), seoul("2026-11-21T00:00:00")))
                .isEqualTo(Duration.ofHours(9));
    }

    @Test
    void holidaysCloseTheDayPartDaysApartOfItAndOpeningsOpenBoth() {
        LocalDate monday = LocalDate.of(2026, 11, 23);
        BusinessTime time = new BusinessTime(
                new CalendarDefinition(
                        SEOUL,
                        List.of(weekdays("09:00", "18:00")),
                        List.of("set"),
                        Set.of(monday.plusDays(3)),
                        List.of(new SpecialHours(
                                "stocktaking",
                                monday.plusDays(1),
                                monday.plusDays(1),
                                WallTime.of("13:00"),
                                WallTime.of("18:00"))),
                        List.of(new SpecialHours(
                                "emergency", monday, monday, WallTime.of("10:00"), WallTime.of("11:00")))),
                (set, year) -> Set.of(monday, monday.plusDays(3)));

        assertThat(time.openTimes(seoul("2026-11-23T00:00:00"), seoul("2026-11-27T00:00:00"), 10))
                .containsExactly(
                        new OpenTime(seoul("2026-11-23T10:00:00"), seoul("2026-11-23T11:00:00")),
                        new OpenTime(seoul("2026-11-24T09:00:00"), seoul("2026-11-24T13:00:00")),
                        new OpenTime(seoul("2026-11-25T09:00:00"), seoul("2026-11-25T18:00:00")),
                        new OpenTime(seoul("2026-11-26T09:00:00"), seoul("2026-11-26T18:00:00")));
    }

    @Test
    void aCalendarThatIsNeverOpenIsNeverDue() {
        BusinessTime never = calendar(SEOUL);
        assertThat(never.due(seoul("2026-11-20T17:30:00"), Duration.ofMillis(1)))
                .isNull();
        assertThat(never.elapsed(Instant.EPOCH, BusinessTime.END)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aCalendarThatIsOpenAMinuteAYearIsDueInAsManyYears() {
        BusinessTime aMinute = new BusinessTime(
                new CalendarDefinition(
                        ZoneOffset.UTC,
                        List.of(),
                        List.of(),
                        Set.of(),
                        List.of(),
                        IntStream.range(1970, 2240)
                                .mapToObj(year -> LocalDate.of(year, 7, 1))
                                .map(day -> new SpecialHours(
                                        "a minute", day, day, WallTime.of("12:00"), WallTime.of("12:01")))
                                .toList()),
                HolidayDates.NONE);
        assertThat(aMinute.due(Instant.parse("2026-11-22T00:00:00Z"), Duration.ofMinutes(30)))
                .isEqualTo(Instant.parse("2056-07-01T12:01:00Z"));
        assertThat(aMinute.due(Instant.parse("2026-11-22T00:00:00Z"), Duration.ofMinutes(500)))
                .isNull();
    }

    @Test
    void aTargetLongerThanAYearAndOneLongerThanAllTimeHaveAnAnswer() {
        BusinessTime always = new BusinessTime(CalendarDefinition.of(SEOUL, WeeklyHours.ALWAYS), HolidayDates.NONE);
        Instant start = seoul("2026-11-20T17:30:00");
        assertThat(always.due(start, Duration.ofDays(5000))).isEqualTo(start.plus(Duration.ofDays(5000)));
        assertThat(always.due(start, Duration.ofMillis(Long.MAX_VALUE))).isNull();
    }

    @Test
    @Tag("T02")
    void everyCalendarHasItsOwnZoneWhateverTheServers() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant start = at(newYork, "2026-11-20T16:00:00");
        assertThat(calendar(newYork, weekdays("09:00", "17:00")).due(start, Duration.ofHours(2)))
                .isEqualTo(at(newYork, "2026-11-23T10:00:00"));
        assertThat(calendar(SEOUL, weekdays("09:00", "17:00")).due(start, Duration.ofHours(2)))
                .isEqualTo(seoul("2026-11-23T11:00:00"));
    }

    @Test
    void tenYearsOfAlwaysAreTheRealTime() {
        List<Duration> found = new ArrayList<>();
        zones().forEach(zone ->
                found.add(new BusinessTime(CalendarDefinition.of(zone, WeeklyHours.ALWAYS), HolidayDates.NONE)
                        .elapsed(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"))));
        assertThat(found).allSatisfy(each -> assertThat(each).isEqualTo(Duration.ofDays(3653)));
    }
}
