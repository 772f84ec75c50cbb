package io.maru.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the time in which a calendar is open. Exact to the millisecond, immutable and safe for threads; a question costs two
 * binary searches in sums that are made once for each stretch of some thirteen months when it is first asked for.
 *
 * <p>For all instants and durations d ≥ 0, where a due instant is known: {@code elapsed(s, due(s, d)) = d}, no earlier instant
 * has that, and {@code elapsed(a, b) + elapsed(b, c) = elapsed(a, c)}. Before 1970 and from {@link #END} on nothing is open.
 */
public final class BusinessTime {

    /** As long as anybody plans: in the year 2248. */
    public static final Instant END;

    /** What {@link #due(long, long)} answers when the time never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A stretch of time whose sums are made together is 2^35 ms, so that which one an instant is in takes no division. */
    private static final int STRETCH_BITS = 35;

    private static final int STRETCHES = 256;

    static {
        END = Instant.ofEpochMilli((long) STRETCHES << STRETCH_BITS);
    }

    private final CalendarDefinition definition;
    private final HolidayDates holidays;
    private final ZoneRules rules;
    private final Map<DayOfWeek, List<WeeklyHours>> hoursByDay;
    private final AtomicReferenceArray<@Nullable Stretch> stretches = new AtomicReferenceArray<>(STRETCHES);

    public BusinessTime(CalendarDefinition definition, HolidayDates holidays) {
        this.definition = definition;
        this.holidays = holidays;
        this.rules = definition.zone().getRules();
        this.hoursByDay = Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        day -> definition.hours().stream()
                                .filter(hours -> hours.days().contains(day))
                                .toList()));
    }

    public CalendarDefinition definition() {
        return definition;
    }

    /** @return how long it was open between the two; zero when the second is not after the first */
    public Duration elapsed(Instant from, Instant to) {
        return Duration.ofMillis(elapsed(from.toEpochMilli(), to.toEpochMilli()));
    }

    /** The same in milliseconds since 1970 and milliseconds. */
    public long elapsed(long from, long to) {
        long first = Math.clamp(from, 0, END.toEpochMilli() - 1);
        long last = Math.clamp(to, 0, END.toEpochMilli() - 1);
        if (last <= first) {
            return 0;
        }
        int firstStretch = (int) (first >> STRETCH_BITS);
        int lastStretch = (int) (last >> STRETCH_BITS);
        long sum = stretch(lastStretch).openBefore(last) - stretch(firstStretch).openBefore(first);
        for (int index = firstStretch; index < lastStretch; index++) {
            sum += stretch(index).total();
        }
        return sum;
    }

    /**
     * The first instant by which it will have been open for so long.
     *
     * @param duration not negative
     * @return null when it will never have been
     */
    public @Nullable Instant due(Instant from, Duration duration) {
        long due = due(from.toEpochMilli(), duration.toMillis());
        return due == NEVER ? null : Instant.ofEpochMilli(due);
    }

    /** The same in milliseconds since 1970 and milliseconds; {@link #NEVER} for never. */
    public long due(long from, long duration) {
        if (duration < 0) {
            throw new IllegalArgumentException("A negative duration: " + duration);
        }
        if (duration == 0) {
            return from;
        }
        if (from >= END.toEpochMilli()) {
            return NEVER;
        }
        long first = Math.max(from, 0);
        int index = (int) (first >> STRETCH_BITS);
        long wanted = duration + stretch(index).openBefore(first);
        // More than all time is more than any stretch has; a sum that overflowed would be less.
        if (wanted < 0) {
            return NEVER;
        }
        for (; index < STRETCHES; index++) {
            Stretch stretch = stretch(index);
            if (wanted <= stretch.total()) {
                return stretch.whenOpenFor(wanted);
            }
            wanted -= stretch.total();
        }
        return NEVER;
    }

    /**
     * The last instant from which on it was open for so long.
     *
     * @param duration in milliseconds, not negative
     * @return milliseconds since 1970; less than none when it was not open so long since then
     */
    public long since(long until, long duration) {
        if (duration < 0) {
            throw new IllegalArgumentException("A negative duration: " + duration);
        }
        long last = Math.clamp(until, 0, END.toEpochMilli() - 1);
        if (duration == 0) {
            return last;
        }
        int index = (int) (last >> STRETCH_BITS);
        long wanted = stretch(index).openBefore(last) - duration;
        while (wanted < 0 && --index >= 0) {
            wanted += stretch(index).total();
        }
        return wanted < 0 ? -1 : stretch(index).lastOpenFor(wanted);
    }

    public boolean isOpen(Instant at) {
        long instant = at.toEpochMilli();
        return instant >= 0
                && instant < END.toEpochMilli()
                && stretch((int) (instant >> STRETCH_BITS)).isOpen(instant);
    }

    /**
     * When it is open, in order; stretches begin and end within the two instants.
     *
     * @param most how many of them at most
     */
    public List<OpenTime> openTimes(Instant from, Instant to, int most) {
        long first = Math.clamp(from.toEpochMilli(), 0, END.toEpochMilli());
        long last = Math.clamp(to.toEpochMilli(), 0, END.toEpochMilli());
        List<OpenTime> found = new ArrayList<>();
        long begun = -1;
        long ended = -1;
        for (int index = (int) (first >> STRETCH_BITS); index < STRETCHES; index++) {
            Stretch stretch = stretch(index);
            for (int each = stretch.firstEndingAfter(first); each < stretch.starts().length; each++) {
                long start = Math.max(stretch.starts()[each], first);
                if (start >= last || found.size() == most) {
                    break;
                }
                if (start == ended) {
                    ended = Math.min(stretch.ends()[each], last);
                    continue;
                }
                if (begun >= 0) {
                    found.add(new OpenTime(Instant.ofEpochMilli(begun), Instant.ofEpochMilli(ended)));
                }
                begun = start;
                ended = Math.min(stretch.ends()[each], last);
            }
            if ((index + 1L) << STRETCH_BITS >= last || found.size() == most) {
                break;
            }
        }
        if (begun >= 0 && found.size() < most) {
            found.add(new OpenTime(Instant.ofEpochMilli(begun), Instant.ofEpochMilli(ended)));
        }
        return List.copyOf(found);
    }

    private Stretch stretch(int index) {
        Stretch made = stretches.get(index);
        if (made == null) {
            made = make(index);
            stretches.set(index, made);
        }
        return made;
    }

    private Stretch make(int index) {
        long from = (long) index << STRETCH_BITS;
        long to = (index + 1L) << STRETCH_BITS;
        LocalTimes wall = wall(
                LocalDate.ofInstant(Instant.ofEpochMilli(from), ZoneOffset.UTC).minusDays(3),
                LocalDate.ofInstant(Instant.ofEpochMilli(to), ZoneOffset.UTC).plusDays(3));
        long[] edges = wall.edges();
        long[] starts = new long[edges.length / 2 + 16];
        long[] ends = new long[starts.length];
        int count = 0;
        for (long steady = from; steady < to; ) {
            Instant begins = Instant.ofEpochMilli(steady);
            long offset = rules.getOffset(begins).getTotalSeconds() * 1000L;
            ZoneOffsetTransition next = rules.nextTransition(begins);
            long until = next == null ? to : Math.min(to, next.getInstant().toEpochMilli());
            for (int each = firstAfter(edges, steady + offset); each < edges.length; each += 2) {
                long start = Math.max(edges[each] - offset, steady);
                long end = Math.min(edges[each + 1] - offset, until);
                if (start >= until) {
                    break;
                }
                if (count > 0 && ends[count - 1] == start) {
                    ends[count - 1] = end;
                } else {
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, 2 * count);
                        ends = Arrays.copyOf(ends, 2 * count);
                    }
                    starts[count] = start;
                    ends[count] = end;
                    count++;
                }
            }
            steady = until;
        }
        return Stretch.of(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /** The place of the first stretch on the wall that ends after a time. */
    private static int firstAfter(long[] edges, long time) {
        int low = 0;
        int high = edges.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[2 * middle + 1] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }

    /** When the calendar is open by the clock on the wall, on these days and a little beyond. */
    private LocalTimes wall(LocalDate first, LocalDate last) {
        LocalTimes.Builder weekly = new LocalTimes.Builder();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            for (WeeklyHours hours : hoursByDay.getOrDefault(date.getDayOfWeek(), List.of())) {
                weekly.add(date, hours.from(), hours.to());
            }
        }
        LocalTimes.Builder closed = new LocalTimes.Builder();
        IntStream.rangeClosed(first.getYear(), last.getYear())
                .boxed()
                .flatMap(year -> definition.holidaySets().stream().flatMap(set -> holidays.in(set, year).stream()))
                .filter(date -> !definition.workedHolidays().contains(date))
                .forEach(date -> closed.add(date, WallTime.MIDNIGHT, WallTime.END_OF_DAY));
        definition.closures().forEach(special -> add(closed, special, first, last));
        LocalTimes.Builder opened = new LocalTimes.Builder();
        definition.openings().forEach(special -> add(opened, special, first, last));
        return weekly.build().without(closed.build()).and(opened.build());
    }

    private static void add(LocalTimes.Builder times, SpecialHours special, LocalDate first, LocalDate last) {
        LocalDate from = special.first().isBefore(first) ? first : special.first();
        LocalDate to = special.last().isAfter(last) ? last : special.last();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            times.add(
                    date,
                    special.from() == null ? WallTime.MIDNIGHT : special.from(),
                    special.to() == null ? WallTime.END_OF_DAY : special.to());
        }
    }

    /**
     * The open times of some thirteen months.
     *
     * @param before how long it was open in the stretch before each of them begins
     * @param total how long in all
     */
    private record Stretch(long[] starts, long[] ends, long[] before, long total) {

        static Stretch of(long[] starts, long[] ends) {
            long[] before = new long[starts.length];
            long sum = 0;
            for (int index = 0; index < starts.length; index++) {
                before[index] = sum;
                sum += ends[index] - starts[index];
            }
            return new Stretch(starts, ends, before, sum);
        }

        long openBefore(long instant) {
            int last = lastStartingBefore(instant);
            return last < 0 ? 0 : before[last] + Math.min(instant, ends[last]) - starts[last];
        }

        /** @param duration more than none, and at most {@link #total} */
        long whenOpenFor(long duration) {
            int low = 0;
            int high = before.length - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (before[middle] < duration) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return starts[low] + duration - before[low];
        }

        /** @param duration less than {@link #total} */
        long lastOpenFor(long duration) {
            int found = Arrays.binarySearch(before, duration);
            int last = found >= 0 ? found : -found - 2;
            return starts[last] + duration - before[last];
        }

        boolean isOpen(long instant) {
            int last = lastStartingBefore(instant + 1);
            return last >= 0 && instant < ends[last];
        }

        int firstEndingAfter(long instant) {
            int last = lastStartingBefore(instant);
            return last >= 0 && instant < ends[last] ? last : last + 1;
        }

        private int lastStartingBefore(long instant) {
            int low = -1;
            int high = starts.length - 1;
            while (low < high) {
                int middle = (low + high + 1) >> 1;
                if (starts[middle] < instant) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }
}
