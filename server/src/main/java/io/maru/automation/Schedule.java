package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.maru.calendar.BusinessTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Times that come again. A time that a clock on the wall shows twice comes once, and one that it skips comes when it goes on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Schedule.CronSchedule.class, name = "cron"),
    @JsonSubTypes.Type(value = Schedule.IntervalSchedule.class, name = "interval"),
    @JsonSubTypes.Type(value = Schedule.BusinessDaySchedule.class, name = "business_days")
})
public sealed interface Schedule {

    /**
     * The first time after an instant; null when there is none.
     *
     * @param last the time before it, from which an interval is counted
     * @param calendars by id
     * @throws DateTimeException when it is not said rightly
     * @throws IllegalArgumentException as well
     */
    @Nullable
    Instant next(Instant now, Instant last, LongFunction<BusinessTime> calendars);

    /**
     * Minutes, hours, days of the month, months and days of the week, as crontab has them.
     *
     * @param timeZone of the clock on the wall, such as {@code Asia/Seoul}
     */
    record CronSchedule(String expression, String timeZone) implements Schedule {

        @Override
        public @Nullable Instant next(Instant now, Instant last, LongFunction<BusinessTime> calendars) {
            CronExpression times = CronExpression.parse("0 " + expression.strip());
            ZoneId zone = ZoneId.of(timeZone);
            LocalDateTime wall = LocalDateTime.ofInstant(now, zone);
            do {
                wall = times.next(wall);
                if (wall == null) {
                    return null;
                }
            } while (!wall.atZone(zone).toInstant().isAfter(now));
            return wall.atZone(zone).toInstant();
        }
    }

    /** Again and again after so many minutes. */
    record IntervalSchedule(int minutes) implements Schedule {

        @Override
        public Instant next(Instant now, Instant last, LongFunction<BusinessTime> calendars) {
            Duration pause = Duration.ofMinutes(Math.max(1, minutes));
            long passed = Math.max(0, Duration.between(last, now).dividedBy(pause));
            return last.plus(pause.multipliedBy(passed + 1));
        }
    }

    /**
     * Each day on which a calendar is open at all.
     *
     * @param at the time of day in the calendar's zone, such as {@code 09:00}
     */
    record BusinessDaySchedule(long calendarId, String at) implements Schedule {

        private static final int DAYS_LOOKED_AT = 400;

        @Override
        public @Nullable Instant next(Instant now, Instant last, LongFunction<BusinessTime> calendars) {
            LocalTime time = LocalTime.parse(at);
            BusinessTime calendar = calendars.apply(calendarId);
            ZoneId zone = calendar.definition().zone();
            LocalDate today = LocalDate.ofInstant(now, zone);
            return today.datesUntil(today.plusDays(DAYS_LOOKED_AT))
                    .filter(day -> day.atTime(time).atZone(zone).toInstant().isAfter(now))
                    .filter(day -> !calendar.openTimes(
                                    day.atStartOfDay(zone).toInstant(),
                                    day.plusDays(1).atStartOfDay(zone).toInstant(),
                                    1)
                            .isEmpty())
                    .findFirst()
                    .map(day -> day.atTime(time).atZone(zone).toInstant())
                    .orElse(null);
        }
    }
}
