package io.maru.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days, or a part of each of them, on which a calendar is closed or open against its weekly hours.
 *
 * @param last as {@code first} for a single day
 * @param from null, as is {@code to}, for whole days; else of each day
 * @param to not after {@code from} means on the next day
 */
public record SpecialHours(
        String name,
        LocalDate first,
        LocalDate last,
        @Nullable WallTime from,
        @Nullable WallTime to) {

    /** Whole days. */
    public SpecialHours(String name, LocalDate first, LocalDate last) {
        this(name, first, last, null, null);
    }
}
