package io.maru.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The sets of holidays that calendars can close on: {@code KR}, those of other countries and their regions. */
@Component
public class HolidaySets implements HolidayDates {

    private static final String KOREA = "KR";

    private static final int MOST_YEARS_KEPT = 5_000;

    private record SetYear(String set, int year) {}

    /** What is computed is always the same. */
    private final Cache<SetYear, List<Holiday>> computed =
            Caffeine.newBuilder().maximumSize(MOST_YEARS_KEPT).build();

    /** The holidays of a year, by date; two may fall on one day. None of a set that is not known. */
    public List<Holiday> holidays(String set, int year) {
        return computed.get(new SetYear(set, year), HolidaySets::compute);
    }

    @Override
    public Set<LocalDate> in(String set, int year) {
        return holidays(set, year).stream().map(Holiday::date).collect(Collectors.toUnmodifiableSet());
    }

    boolean exists(String set) {
        return set.equals(KOREA) || CountryHolidays.exists(set);
    }

    private static List<Holiday> compute(SetYear wanted) {
        return wanted.set().equals(KOREA)
                ? KoreanHolidays.in(wanted.year())
                : CountryHolidays.in(wanted.set(), wanted.year());
    }
}
