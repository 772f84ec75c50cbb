package io.maru.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.automation.Schedule.BusinessDaySchedule;
import io.maru.automation.Schedule.CronSchedule;
import io.maru.automation.Schedule.IntervalSchedule;
import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarDefinition;
import io.maru.calendar.HolidayDates;
import io.maru.calendar.WallTime;
import io.maru.calendar.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When rules run that wait for times. */
@Tag("T09")
class ScheduleTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final BusinessTime WEEKDAYS = new BusinessTime(
            CalendarDefinition.of(
                    SEOUL,
                    List.of(new WeeklyHours(
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            WallTime.of("09:00"),
                            WallTime.of("18:00")))),
            HolidayDates.NONE);

    /** The times after a local time, by the clock on the wall of a zone. */
    private static List<Instant> times(Schedule schedule, String from, ZoneId zone, int number) {
        Instant at = LocalDateTime.parse(from).atZone(zone).toInstant();
        List<Instant> found = new ArrayList<>();
        for (int time = 0; time < number; time++) {
            at = Objects.requireNonNull(schedule.next(at, at, id -> WEEKDAYS));
            found.add(at);
        }
        return found;
    }

    @Test
    void aTimeOfCrontabIsOneOfItsOwnZoneAndNotOfTheServers() {
        assertThat(times(new CronSchedule("0 9 * * MON", "Asia/Seoul"), "2026-11-23T12:00:00", SEOUL, 2))
                .containsExactly(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-07T00:00:00Z"));
        assertThat(times(new CronSchedule("0 0 31 * *", "Asia/Seoul"), "2026-11-23T12:00:00", SEOUL, 2))
                .containsExactly(Instant.parse("2026-12-30T15:00:00Z"), Instant.parse("2027-01-30T15:00:00Z"));
    }

    @Test
    void aTimeThatTheClockSkipsComesOnceWhenItGoesOn() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(times(new CronSchedule("30 2 * * *", "Europe/Berlin"), "2026-03-28T12:00:00", berlin, 2))
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatTheClockShowsTwiceComesOnceWhereverOneBegins() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        CronSchedule halfPastTwo = new CronSchedule("30 2 * * *", "Europe/Berlin");

        assertThat(times(halfPastTwo, "2026-10-24T12:00:00", berlin, 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
        Instant inTheSecondHour = Instant.parse("2026-10-25T01:10:00Z");
        assertThat(halfPastTwo.next(inTheSecondHour, inTheSecondHour, id -> WEEKDAYS))
                .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void anIntervalGoesOnFromItsOwnTimesHoweverLateOneIs() {
        Instant last = Instant.parse("2026-11-23T00:00:00Z");
        IntervalSchedule hourly = new IntervalSchedule(60);

        assertThat(hourly.next(last, last, id -> WEEKDAYS)).isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
        assertThat(hourly.next(Instant.parse("2026-11-25T05:59:00Z"), last, id -> WEEKDAYS))
                .isEqualTo(Instant.parse("2026-11-25T06:00:00Z"));
    }

    @Test
    void businessDaysAreThoseOfTheCalendar() {
        assertThat(times(new BusinessDaySchedule(1, "08:30"), "2026-11-26T12:00:00", SEOUL, 3))
                .containsExactly(
                        Instant.parse("2026-11-26T23:30:00Z"),
                        Instant.parse("2026-11-29T23:30:00Z"),
                        Instant.parse("2026-11-30T23:30:00Z"));
    }

    @Test
    void aDayThatNeverComesHasNoTime() {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(new CronSchedule("0 0 30 2 *", "Asia/Seoul").next(now, now, id -> WEEKDAYS))
                .isNull();
    }
}
