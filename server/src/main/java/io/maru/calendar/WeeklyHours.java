package io.maru.calendar;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of opening hours on days of every week.
 *
 * @param to not after {@code from} means on the next day: a night's work belongs to the day on which it begins
 */
public record WeeklyHours(Set<DayOfWeek> days, WallTime from, WallTime to) {

    private static final WallTime LAST_MINUTE = WallTime.of("23:59");

    /** Every minute of the week. */
    public static final List<WeeklyHours> ALWAYS =
            List.of(new WeeklyHours(EnumSet.allOf(DayOfWeek.class), WallTime.MIDNIGHT, WallTime.END_OF_DAY));

    /** Who writes 23:59 for an end means that of the day: no minute is lost at midnight. */
    public WeeklyHours {
        days = Set.copyOf(days);
        if (to.equals(LAST_MINUTE)) {
            to = WallTime.END_OF_DAY;
        }
    }
}
