package io.maru.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * When a calendar is open: in its weekly hours, without its closures, and in its openings whatever else is said of the day. All
 * times are read off a clock on the wall of its zone, so that an hour which a zone skips is open in no calendar and one which it
 * repeats is open twice.
 *
 * @param holidaySets keys of sets whose days are closed from midnight to midnight
 * @param workedHolidays days of those sets that are days like others
 */
public record CalendarDefinition(
        ZoneId zone,
        List<WeeklyHours> hours,
        List<String> holidaySets,
        Set<LocalDate> workedHolidays,
        List<SpecialHours> closures,
        List<SpecialHours> openings) {

    public CalendarDefinition {
        hours = List.copyOf(hours);
        holidaySets = List.copyOf(holidaySets);
        workedHolidays = Set.copyOf(workedHolidays);
        closures = List.copyOf(closures);
        openings = List.copyOf(openings);
    }

    /** Weekly hours and nothing else. */
    public static CalendarDefinition of(ZoneId zone, List<WeeklyHours> hours) {
        return new CalendarDefinition(zone, hours, List.of(), Set.of(), List.of(), List.of());
    }

    /** Whether it is open whenever it is asked. */
    public boolean always() {
        return hours.containsAll(WeeklyHours.ALWAYS) && holidaySets.isEmpty() && closures.isEmpty();
    }
}
