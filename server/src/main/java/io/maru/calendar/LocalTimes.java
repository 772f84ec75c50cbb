package io.maru.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A set of times on the wall, as stretches in order that neither touch nor overlap. A time is the milliseconds from the midnight
 * with which 1970 began there, each day having 24 hours.
 *
 * @param edges the beginning and the end, excluded, of one stretch after the other
 */
record LocalTimes(long[] edges) {

    static final long MINUTE = 60_000;
    static final long DAY = 24 * 60 * MINUTE;

    static long midnight(LocalDate date) {
        return date.toEpochDay() * DAY;
    }

    /** Stretches in any order. */
    static final class Builder {

        private final LongStream.Builder beginnings = LongStream.builder();
        private final LongStream.Builder ends = LongStream.builder();

        void add(long from, long to) {
            beginnings.add(from);
            ends.add(to);
        }

        /** @param to not after {@code from} is a time of the next day */
        void add(LocalDate date, WallTime from, WallTime to) {
            long midnight = midnight(date);
            add(
                    midnight + from.minute() * MINUTE,
                    midnight + to.minute() * MINUTE + (to.compareTo(from) > 0 ? 0 : DAY));
        }

        LocalTimes build() {
            return sweep(beginnings.build().toArray(), ends.build().toArray(), 1);
        }
    }

    LocalTimes and(LocalTimes other) {
        return sweep(
                LongStream.concat(beginnings(), other.beginnings()).toArray(),
                LongStream.concat(ends(), other.ends()).toArray(),
                1);
    }

    /** These without the others: where both these and all that is not the others are. */
    LocalTimes without(LocalTimes other) {
        return sweep(
                LongStream.concat(LongStream.concat(beginnings(), other.ends()), LongStream.of(Long.MIN_VALUE))
                        .toArray(),
                LongStream.concat(LongStream.concat(ends(), other.beginnings()), LongStream.of(Long.MAX_VALUE))
                        .toArray(),
                2);
    }

    private LongStream beginnings() {
        return LongStream.range(0, edges.length / 2).map(index -> edges[(int) (2 * index)]);
    }

    private LongStream ends() {
        return LongStream.range(0, edges.length / 2).map(index -> edges[(int) (2 * index + 1)]);
    }

    /** Where at least so many stretches lie over one another. */
    private static LocalTimes sweep(long[] beginnings, long[] ends, int deep) {
        Arrays.sort(beginnings);
        Arrays.sort(ends);
        LongStream.Builder edges = LongStream.builder();
        int depth = 0;
        int ended = 0;
        for (int begun = 0; ended < ends.length; ) {
            if (begun < beginnings.length && beginnings[begun] <= ends[ended]) {
                depth++;
                if (depth == deep) {
                    edges.add(beginnings[begun]);
                }
                begun++;
            } else {
                if (depth == deep) {
                    edges.add(ends[ended]);
                }
                depth--;
                ended++;
            }
        }
        return withoutEmpty(edges.build().toArray());
    }

    /** A stretch that ends where it begins is none. */
    private static LocalTimes withoutEmpty(long[] edges) {
        int kept = 0;
        for (int index = 0; index < edges.length; index += 2) {
            if (edges[index] < edges[index + 1]) {
                edges[kept++] = edges[index];
                edges[kept++] = edges[index + 1];
            }
        }
        return new LocalTimes(Arrays.copyOf(edges, kept));
    }
}
