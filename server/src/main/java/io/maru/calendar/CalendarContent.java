package io.maru.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a calendar is open, as it is written on the wire and kept; what it means is said at {@link CalendarDefinition}.
 *
 * @param zone a region of the time zone database, such as {@code Asia/Seoul}
 * @param holidaySets keys of sets whose days are closed
 * @param workedHolidays days of those sets that are days like others
 */
public record CalendarContent(
        String zone,
        List<OpenHours> hours,
        List<String> holidaySets,
        List<LocalDate> workedHolidays,
        List<SpecialDays> closures,
        List<SpecialDays> openings) {

    /**
     * Opening hours on days of every week.
     *
     * @param from such as {@code 09:00}
     * @param to to {@code 24:00}; not after {@code from} means on the next day
     */
    public record OpenHours(List<Weekday> days, String from, String to) {}

    /**
     * Days, or a part of each of them, against the weekly hours.
     *
     * @param last as {@code first} for a single day
     * @param from null, as is {@code to}, for whole days
     * @param to not after {@code from} means on the next day
     */
    public record SpecialDays(
            String name,
            LocalDate first,
            LocalDate last,
            @Nullable String from,
            @Nullable String to) {}

    /** A definition as it is written. */
    public static CalendarContent of(CalendarDefinition definition) {
        return new CalendarContent(
                definition.zone().getId(),
                definition.hours().stream()
                        .map(hours -> new OpenHours(
                                hours.days().stream().sorted().map(Weekday::of).toList(),
                                hours.from().toString(),
                                hours.to().toString()))
                        .toList(),
                definition.holidaySets(),
                definition.workedHolidays().stream().sorted().toList(),
                definition.closures().stream().map(CalendarContent::special).toList(),
                definition.openings().stream().map(CalendarContent::special).toList());
    }

    private static SpecialDays special(SpecialHours hours) {
        return new SpecialDays(
                hours.name(),
                hours.first(),
                hours.last(),
                Objects.toString(hours.from(), null),
                Objects.toString(hours.to(), null));
    }
}
