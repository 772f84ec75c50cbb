package io.maru.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link BusinessTime} says, asked of one minute after the other: slow, and easy to believe. */
record MinuteByMinute(CalendarDefinition calendar, HolidayDates holidays) {

    static final long MINUTE = 60_000;

    boolean isOpen(long instant) {
        LocalDateTime wall = LocalDateTime.ofInstant(Instant.ofEpochMilli(instant), calendar.zone());
        if (calendar.openings().stream().anyMatch(special -> within(special, wall))) {
            return true;
        }
        LocalDate date = wall.toLocalDate();
        boolean holiday = !calendar.workedHolidays().contains(date)
                && calendar.holidaySets().stream()
                        .anyMatch(set -> holidays.in(set, date.getYear()).contains(date));
        return !holiday
                && calendar.closures().stream().noneMatch(special -> within(special, wall))
                && calendar.hours().stream().anyMatch(hours -> within(hours, wall));
    }

    long elapsed(long from, long to) {
        long open = 0;
        for (long minute = from; minute < to; minute += MINUTE) {
            open += isOpen(minute) ? MINUTE : 0;
        }
        return open;
    }

    private static boolean within(WeeklyHours hours, LocalDateTime wall) {
        int minute = wall.getHour() * 60 + wall.getMinute();
        LocalDate today = wall.toLocalDate();
        return List.of(today, today.minusDays(1)).stream()
                .filter(day -> hours.days().contains(day.getDayOfWeek()))
                .anyMatch(day -> within(day, today, minute, hours.from(), hours.to()));
    }

    private static boolean within(SpecialHours special, LocalDateTime wall) {
        int minute = wall.getHour() * 60 + wall.getMinute();
        LocalDate today = wall.toLocalDate();
        return List.of(today, today.minusDays(1)).stream()
                .filter(day -> !day.isBefore(special.first()) && !day.isAfter(special.last()))
                .anyMatch(day -> within(day, today, minute, special.from(), special.to()));
    }

    /** Whether a minute of today is in the hours of a day, which is today or yesterday. */
    private static boolean within(
            LocalDate day, LocalDate today, int minute, @Nullable WallTime from, @Nullable WallTime to) {
        int begins = from == null ? 0 : from.minute();
        int ends = to == null ? 24 * 60 : to.minute();
        boolean overnight = ends <= begins;
        return day.equals(today) ? minute >= begins && (overnight || minute < ends) : overnight && minute < ends;
    }
}
