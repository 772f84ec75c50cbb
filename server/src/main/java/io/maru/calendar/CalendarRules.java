package io.maru.calendar;

import io.maru.platform.PlainText;
import io.maru.platform.Violation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a calendar may be, and how it is read. */
final class CalendarRules {

    static final int NAME_LENGTH = 100;
    static final int NOTE_LENGTH = 1_000;

    private static final int MOST_HOURS = 100;
    private static final int MOST_HOLIDAY_SETS = 20;
    private static final int MOST_DAYS = 2_000;
    private static final int LONGEST_SPECIAL = 366;

    /** As long as business time is counted. */
    private static final LocalDate FIRST = LocalDate.EPOCH;

    private static final LocalDate LAST =
            LocalDate.ofInstant(BusinessTime.END, ZoneOffset.UTC).minusDays(2);

    private final Predicate<String> holidaySets;
    private final String at;
    private final List<Violation> violations;

    private CalendarRules(Predicate<String> holidaySets, String at, List<Violation> violations) {
        this.holidaySets = holidaySets;
        this.at = at;
        this.violations = violations;
    }

    /** What was kept says, which was judged then. */
    static CalendarDefinition trusted(CalendarContent kept) {
        List<Violation> violations = new ArrayList<>();
        CalendarDefinition definition = read(kept, set -> true, "", violations);
        if (definition == null) {
            throw new IllegalStateException("A calendar that cannot be read: " + violations);
        }
        return definition;
    }

    /**
     * Reads what somebody wrote.
     *
     * @param holidaySets which keys there are
     * @param at where it stands in the request
     * @param violations receives what is wrong with it
     * @return null when something is
     */
    static @Nullable CalendarDefinition read(
            CalendarContent given, Predicate<String> holidaySets, String at, List<Violation> violations) {
        List<Violation> own = new ArrayList<>();
        CalendarDefinition definition = new CalendarRules(holidaySets, at, own).definition(given);
        violations.addAll(own);
        return own.isEmpty() ? definition : null;
    }

    private @Nullable CalendarDefinition definition(CalendarContent given) {
        bound("/hours", given.hours(), MOST_HOURS);
        bound("/holidaySets", given.holidaySets(), MOST_HOLIDAY_SETS);
        bound("/workedHolidays", given.workedHolidays(), MOST_DAYS);
        bound("/closures", given.closures(), MOST_DAYS);
        bound("/openings", given.openings(), MOST_DAYS);
        if (!violations.isEmpty()) {
            return null;
        }
        ZoneId zone = zone(given.zone());
        List<WeeklyHours> hours = new ArrayList<>();
        for (int index = 0; index < given.hours().size(); index++) {
            WeeklyHours read = weekly(given.hours().get(index), "/hours/" + index);
            if (read != null) {
                hours.add(read);
            }
        }
        checkHolidaySets(given.holidaySets());
        checkDates(given.workedHolidays());
        List<SpecialHours> closures = special(given.closures(), "/closures");
        List<SpecialHours> openings = special(given.openings(), "/openings");
        if (given.hours().isEmpty() && given.openings().isEmpty()) {
            violate("/hours", "calendar_never_open");
        }
        return zone == null
                ? null
                : new CalendarDefinition(
                        zone,
                        hours,
                        List.copyOf(given.holidaySets()),
                        Set.copyOf(given.workedHolidays()),
                        closures,
                        openings);
    }

    private void violate(String pointer, String code, Object... arguments) {
        violations.add(Violation.of(at + pointer, code, arguments));
    }

    private void bound(String pointer, List<?> list, int most) {
        if (list.size() > most) {
            violate(pointer, "too_many", most);
        }
        for (int index = 0; index < Math.min(list.size(), most); index++) {
            if (list.get(index) == null) {
                violate(pointer + "/" + index, "required");
            }
        }
    }

    /** Regions only: an offset such as +09:00 knows nothing of summer time, and one with a name is what it is meant to be. */
    private @Nullable ZoneId zone(String given) {
        if (ZoneId.getAvailableZoneIds().contains(given)) {
            return ZoneId.of(given);
        }
        violate("/zone", "time_zone_unknown");
        return null;
    }

    private @Nullable WeeklyHours weekly(CalendarContent.OpenHours given, String pointer) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        given.days().stream().filter(Objects::nonNull).forEach(day -> days.add(day.day()));
        if (days.isEmpty()) {
            violate(pointer + "/days", "required");
        }
        WallTime from = time(given.from(), pointer + "/from");
        WallTime to = time(given.to(), pointer + "/to");
        checkStretch(from, to, pointer);
        return from == null || to == null ? null : new WeeklyHours(days, from, to);
    }

    private List<SpecialHours> special(List<CalendarContent.SpecialDays> given, String list) {
        List<SpecialHours> read = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            CalendarContent.SpecialDays days = given.get(index);
            String pointer = list + "/" + index;
            String name = PlainText.line(days.name());
            if (PlainText.length(name) > NAME_LENGTH) {
                violate(pointer + "/name", "too_long", NAME_LENGTH);
            }
            checkDate(days.first(), pointer + "/first");
            checkDate(days.last(), pointer + "/last");
            if (days.last().isBefore(days.first())) {
                violate(pointer + "/last", "ends_before_it_begins");
            } else if (days.last().toEpochDay() - days.first().toEpochDay() >= LONGEST_SPECIAL) {
                violate(pointer + "/last", "too_many_days", LONGEST_SPECIAL);
            }
            WallTime from = days.from() == null ? null : time(days.from(), pointer + "/from");
            WallTime to = days.to() == null ? null : time(days.to(), pointer + "/to");
            if (days.from() == null && days.to() != null) {
                violate(pointer + "/from", "required");
            } else if (days.from() != null && days.to() == null) {
                violate(pointer + "/to", "required");
            }
            checkStretch(from, to, pointer);
            read.add(new SpecialHours(name, days.first(), days.last(), from, to));
        }
        return read;
    }

    private @Nullable WallTime time(String given, String pointer) {
        try {
            return WallTime.of(given);
        } catch (IllegalArgumentException notATime) {
            violate(pointer, "wall_time");
            return null;
        }
    }

    /** Nobody could say whether it was meant to be none of the day or all of it. */
    private void checkStretch(@Nullable WallTime from, @Nullable WallTime to, String pointer) {
        if (from != null && from.equals(to)) {
            violate(pointer + "/to", "ends_as_it_begins");
        }
        if (from != null && from.equals(WallTime.END_OF_DAY)) {
            violate(pointer + "/from", "wall_time");
        }
    }

    private void checkHolidaySets(List<String> given) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < given.size(); index++) {
            String set = given.get(index);
            if (!seen.add(set)) {
                violate("/holidaySets/" + index, "duplicate");
            } else if (!holidaySets.test(set)) {
                violate("/holidaySets/" + index, "unknown");
            }
        }
    }

    private void checkDates(List<LocalDate> given) {
        for (int index = 0; index < given.size(); index++) {
            checkDate(given.get(index), "/workedHolidays/" + index);
        }
    }

    private void checkDate(LocalDate given, String pointer) {
        if (given.isBefore(FIRST) || given.isAfter(LAST)) {
            violate(pointer, "out_of_bounds", FIRST.toString(), LAST.toString());
        }
    }
}
