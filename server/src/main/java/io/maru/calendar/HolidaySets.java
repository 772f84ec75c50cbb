package io.maru.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.platform.LocalizedText;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sets of holidays that calendars can close on: those of countries and their regions ({@code KR}, {@code DE-by}), and those that
 * were read from iCalendar ({@code ical:7}).
 */
@Component
public class HolidaySets implements HolidayDates {

    static final String ICALENDAR = "ical:";

    private static final LocalizedText READ = new LocalizedText("가져온 iCalendar", "Imported from iCalendar");

    private static final int MOST_YEARS_KEPT = 5_000;

    private record SetYear(String set, int year) {}

    private record Imported(HolidaySet set, Map<Integer, List<Holiday>> byYear) {}

    private final CalendarStore store;

    /** What is computed is always the same. */
    private final Cache<SetYear, List<Holiday>> computed =
            Caffeine.newBuilder().maximumSize(MOST_YEARS_KEPT).build();

    private final ReferenceCache<Long, Imported> imported;

    HolidaySets(CalendarStore store, ReferenceCaches caches) {
        this.store = store;
        this.imported = caches.create("holiday sets", this::load);
    }

    /** The holidays of a year, by date; two may fall on one day. None of a set that is not known. */
    public List<Holiday> holidays(String set, int year) {
        return set.startsWith(ICALENDAR)
                ? imported(set)
                        .map(found -> found.byYear().getOrDefault(year, List.of()))
                        .orElse(List.of())
                : computed.get(new SetYear(set, year), wanted -> CountryHolidays.in(wanted.set(), wanted.year()));
    }

    @Override
    public Set<LocalDate> in(String set, int year) {
        return holidays(set, year).stream().map(Holiday::date).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a calendar may close on a set.
     *
     * @param deskId the desk whose calendar it is; null for one of the installation
     */
    boolean exists(String set, @Nullable Long deskId) {
        return set.startsWith(ICALENDAR)
                ? imported(set)
                        .map(found -> found.set().deskId())
                        .map(owner -> owner.equals(deskId))
                        .orElseGet(() -> imported(set).isPresent())
                : CountryHolidays.exists(set);
    }

    /** Says that the current transaction changes a set. */
    void forgetAfterCommit(long id) {
        imported.forgetAfterCommit(id);
    }

    private Optional<Imported> imported(String set) {
        String id = set.substring(ICALENDAR.length());
        return id.matches("[1-9]\\d{0,17}") ? imported.get(Long.parseLong(id)) : Optional.empty();
    }

    private Map<Long, Imported> load(Collection<Long> ids) {
        Map<Long, List<ICalendarDays.Day>> days = store.holidays(ids);
        Map<Long, Imported> found = new HashMap<>();
        for (HolidaySet set : store.holidaySets()) {
            if (ids.contains(set.id())) {
                found.put(
                        set.id(),
                        new Imported(
                                set,
                                days.getOrDefault(set.id(), List.of()).stream()
                                        .map(day -> new Holiday(day.date(), name(set, day), READ))
                                        .collect(Collectors.groupingBy(
                                                holiday -> holiday.date().getYear()))));
            }
        }
        return found;
    }

    private static LocalizedText name(HolidaySet set, ICalendarDays.Day day) {
        return new LocalizedText(day.name(), day.name()).or(Objects.requireNonNull(set.name()));
    }
}
