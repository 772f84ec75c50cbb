package io.maru.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calendars as nobody would draw them. */
final class RandomCalendars {

    private final Random random;

    RandomCalendars(Random random) {
        this.random = random;
    }

    /** @param around special days are within some days of it */
    CalendarDefinition calendar(ZoneId zone, LocalDate around) {
        List<WeeklyHours> hours = new ArrayList<>();
        for (int each = random.nextInt(5); each > 0; each--) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            IntStream.rangeClosed(0, random.nextInt(7)).forEach(day -> days.add(DayOfWeek.of(1 + random.nextInt(7))));
            hours.add(new WeeklyHours(days, time(), time()));
        }
        return new CalendarDefinition(
                zone,
                random.nextInt(8) == 0 ? WeeklyHours.ALWAYS : hours,
                List.of("random"),
                Set.of(around),
                specials(around),
                specials(around));
    }

    private List<SpecialHours> specials(LocalDate around) {
        List<SpecialHours> specials = new ArrayList<>();
        for (int each = random.nextInt(4); each > 0; each--) {
            LocalDate first = around.plusDays(random.nextInt(-4, 4));
            @Nullable WallTime from = random.nextBoolean() ? null : time();
            specials.add(new SpecialHours(
                    "special", first, first.plusDays(random.nextInt(3)), from, from == null ? null : time()));
        }
        return specials;
    }

    private WallTime time() {
        return random.nextInt(6) == 0
                ? WallTime.END_OF_DAY
                : new WallTime(random.nextBoolean() ? 30 * random.nextInt(48) : random.nextInt(24 * 60));
    }
}
