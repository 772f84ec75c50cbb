package io.maru.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/**
 * When an organisation in Korea works: three years of office hours, busy Mondays, quiet weekends and holidays, and some more
 * work every month. Instants are seconds since 1970.
 */
final class Calendar {

    static final int DAYS = 3 * 365 + 1;

    /** Seoul has had no summer time since 1988. */
    static final ZoneOffset ZONE = ZoneOffset.ofHours(9);

    private static final int DAY = 24 * 60 * 60;

    private static final double[] OF_WEEKDAYS = {1.3, 1.08, 1.0, 1.0, 0.92, 0.1, 0.07};

    private static final double[] OF_HOURS = {
        1, 1, 1, 1, 1, 2, 5, 18, 60, 110, 115, 90, 38, 80, 105, 100, 85, 62, 30, 16, 10, 8, 5, 3
    };

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(3, 1),
            MonthDay.of(5, 5),
            MonthDay.of(6, 6),
            MonthDay.of(8, 15),
            MonthDay.of(10, 3),
            MonthDay.of(10, 9),
            MonthDay.of(12, 25));

    /** The days of Seollal and Chuseok, which follow the moon; the days before and after are free too. */
    private static final Set<LocalDate> FEASTS = Set.of(
            LocalDate.of(2022, 2, 1),
            LocalDate.of(2022, 9, 10),
            LocalDate.of(2023, 1, 22),
            LocalDate.of(2023, 9, 29),
            LocalDate.of(2024, 2, 10),
            LocalDate.of(2024, 9, 17),
            LocalDate.of(2025, 1, 29),
            LocalDate.of(2025, 10, 6),
            LocalDate.of(2026, 2, 17),
            LocalDate.of(2026, 9, 25),
            LocalDate.of(2027, 2, 7),
            LocalDate.of(2027, 9, 15),
            LocalDate.of(2028, 1, 27),
            LocalDate.of(2028, 10, 3));

    private final LocalDate first;
    private final long until;
    private final double[] weights = new double[DAYS];
    private final double[] hoursUpTo = new double[24];

    /** @param end the day that has not begun yet when the three years end */
    Calendar(LocalDate end, long seed) {
        first = end.minusDays(DAYS);
        until = end.atStartOfDay().toEpochSecond(ZONE);
        Dice dice = new Dice(seed, -1);
        for (int day = 0; day < DAYS; day++) {
            weights[day] = workload(first.plusDays(day)) * (1 + 0.35 * day / DAYS) * (0.92 + 0.16 * dice.share());
        }
        double sum = 0;
        for (int hour = 0; hour < 24; hour++) {
            sum += OF_HOURS[hour];
            hoursUpTo[hour] = sum;
        }
    }

    private static double workload(LocalDate date) {
        return isHoliday(date) ? 0.06 : OF_WEEKDAYS[date.getDayOfWeek().getValue() - 1];
    }

    private static boolean isHoliday(LocalDate date) {
        return HOLIDAYS.contains(MonthDay.from(date))
                || FEASTS.contains(date)
                || FEASTS.contains(date.minusDays(1))
                || FEASTS.contains(date.plusDays(1));
    }

    long begin() {
        return first.atStartOfDay().toEpochSecond(ZONE);
    }

    long until() {
        return until;
    }

    /** How many of so many tickets come on each day. */
    int[] perDay(int tickets) {
        int[] each = new int[DAYS];
        double all = Arrays.stream(weights).sum();
        double upTo = 0;
        int given = 0;
        for (int day = 0; day < DAYS; day++) {
            upTo += weights[day];
            int now = (int) Math.round(tickets * (upTo / all));
            each[day] = now - given;
            given = now;
        }
        return each;
    }

    /** When so many tickets come on a day, in order. */
    long[] moments(int day, int tickets, Dice dice) {
        long midnight = begin() + (long) day * DAY;
        long[] moments = new long[tickets];
        for (int i = 0; i < tickets; i++) {
            moments[i] = midnight + secondOfDay(dice);
        }
        Arrays.sort(moments);
        return moments;
    }

    private int secondOfDay(Dice dice) {
        double drawn = dice.share() * hoursUpTo[23];
        int hour = 0;
        while (hoursUpTo[hour] <= drawn) {
            hour++;
        }
        return hour * 3600 + dice.below(3600);
    }

    /** The same instant when somebody works then, otherwise the next morning that somebody does; a few work at night. */
    long atWork(long instant, Dice dice) {
        if (dice.chance(0.04)) {
            return instant;
        }
        long local = instant + ZONE.getTotalSeconds();
        long day = Math.floorDiv(local, DAY);
        long second = Math.floorMod(local, (long) DAY);
        if (second >= 19 * 3600) {
            day++;
            second = 0;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        while (isHoliday(date) || date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) {
            date = date.plusDays(1);
            second = 0;
        }
        if (second < 8 * 3600) {
            second = 8 * 3600 + 1800 + dice.below(3 * 3600);
        }
        return date.toEpochDay() * DAY + second - ZONE.getTotalSeconds();
    }

    static LocalDate date(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), ZONE);
    }
}
