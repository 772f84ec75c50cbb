package io.maru.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.maru.platform.LocalizedText;
import java.time.DateTimeException;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The public holidays of countries, their regions and some exchanges: Korea's by {@link KoreanHolidays}, the others as Jollyday has
 * them. A key is a country's code, with those of its regions behind it: {@code KR}, {@code DE}, {@code DE-by}.
 */
final class CountryHolidays {

    private static final String KOREA = "KR";

    private static final Map<String, HolidayCalendar> CALENDARS = Arrays.stream(HolidayCalendar.values())
            .filter(calendar -> !calendar.getId().equalsIgnoreCase(KOREA))
            .collect(Collectors.toMap(
                    calendar -> calendar.getId().toUpperCase(Locale.ROOT),
                    Function.identity(),
                    (first, same) -> first));

    private static final LocalizedText RULE =
            new LocalizedText("Jollyday의 공휴일 자료", "Jollyday’s tables of public holidays");

    /** Made when it is first asked for, since that reads every country's table. */
    private static final class All {
        static final SortedMap<String, LocalizedText> NAMES = collect();
    }

    private CountryHolidays() {}

    /** What there is, by key. */
    static SortedMap<String, LocalizedText> names() {
        return All.NAMES;
    }

    static boolean exists(String key) {
        if (key.equals(KOREA)) {
            return true;
        }
        String[] parts = key.split("-", -1);
        Optional<CalendarHierarchy> found = manager(parts[0]).map(HolidayManager::getCalendarHierarchy);
        for (int index = 1; index < parts.length; index++) {
            String region = parts[index];
            found = found.map(hierarchy -> hierarchy.getChildren().get(region));
        }
        return found.isPresent();
    }

    /** Those of a year, by date. */
    static List<Holiday> in(String key, int year) {
        if (key.equals(KOREA)) {
            return KoreanHolidays.in(year);
        }
        if (!exists(key)) {
            return List.of();
        }
        String[] parts = key.split("-");
        try {
            return manager(parts[0])
                    .orElseThrow()
                    .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, Arrays.copyOfRange(parts, 1, parts.length))
                    .stream()
                    .sorted()
                    .map(holiday -> new Holiday(
                            holiday.getDate(), new LocalizedText(null, holiday.getDescription(Locale.ROOT)), RULE))
                    .filter(holiday -> holiday.date().getYear() == year)
                    .toList();
        } catch (DateTimeException beyondItsCalendars) {
            return List.of();
        }
    }

    private static Optional<HolidayManager> manager(String country) {
        return Optional.ofNullable(CALENDARS.get(country))
                .map(calendar -> HolidayManager.getInstance(ManagerParameters.create(calendar)));
    }

    private static SortedMap<String, LocalizedText> collect() {
        SortedMap<String, LocalizedText> names = new TreeMap<>();
        names.put(KOREA, new LocalizedText("대한민국", "South Korea"));
        for (String country : CALENDARS.keySet()) {
            manager(country).map(HolidayManager::getCalendarHierarchy).ifPresent(hierarchy -> {
                String inEnglish = hierarchy.getDescription(Locale.ROOT);
                String inKorean = Locale.of("", country).getDisplayCountry(Locale.KOREAN);
                LocalizedText name = new LocalizedText(inKorean.equals(country) ? null : inKorean, inEnglish);
                names.put(country, name);
                collectRegions(hierarchy, country, name, names);
            });
        }
        return Collections.unmodifiableSortedMap(names);
    }

    private static void collectRegions(
            CalendarHierarchy of, String key, LocalizedText name, SortedMap<String, LocalizedText> names) {
        of.getChildren().forEach((code, region) -> {
            String regionName = region.getDescription(Locale.ROOT);
            LocalizedText full = new LocalizedText(
                    name.ko() == null ? null : name.ko() + " › " + regionName, name.en() + " › " + regionName);
            names.put(key + "-" + code, full);
            collectRegions(region, key + "-" + code, full, names);
        });
    }
}
