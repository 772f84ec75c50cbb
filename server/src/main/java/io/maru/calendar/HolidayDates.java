package io.maru.calendar;

import java.time.LocalDate;
import java.util.Set;

/** On which days a holiday set's holidays fall. */
@FunctionalInterface
public interface HolidayDates {

    HolidayDates NONE = (set, year) -> Set.of();

    /** @return those of a year, all in it; none of a set that is not known any more */
    Set<LocalDate> in(String set, int year);
}
