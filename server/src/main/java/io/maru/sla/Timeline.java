package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.sla.Mark.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a clock counts, from when to when: all that is said of it is arithmetic over this.
 *
 * @param carried what was counted in earlier cycles, in milliseconds
 * @param marks in order, the first runs or is paused; only the last can stop it
 */
record Timeline(long carried, List<Mark> marks) {

    Timeline {
        marks = List.copyOf(marks);
    }

    Instant startedAt() {
        return marks.getFirst().at();
    }

    @Nullable
    Instant stoppedAt() {
        return mode() == Mode.STOPPED ? marks.getLast().at() : null;
    }

    Mode mode() {
        return marks.getLast().mode();
    }

    /** @return how much has elapsed by then, in milliseconds */
    long elapsed(BusinessTime time, Instant now) {
        long sum = carried;
        for (int index = 0; index < marks.size(); index++) {
            if (marks.get(index).mode() == Mode.RUNNING) {
                Instant ends = index + 1 < marks.size() ? marks.get(index + 1).at() : now;
                sum += time.elapsed(
                        marks.get(index).at().toEpochMilli(), Math.min(ends.toEpochMilli(), now.toEpochMilli()));
            }
        }
        return sum;
    }

    /**
     * For how long the calendar was open while it was paused, in milliseconds, by what paused it: how the ticket stood, and of a
     * status which one, as in {@code in_status:12}.
     */
    Map<String, Long> waiting(BusinessTime time) {
        Map<String, Long> waiting = new TreeMap<>();
        for (int index = 0; index + 1 < marks.size(); index++) {
            Mark mark = marks.get(index);
            long waited = mark.mode() == Mode.PAUSED
                    ? time.elapsed(
                            mark.at().toEpochMilli(), marks.get(index + 1).at().toEpochMilli())
                    : 0;
            if (waited > 0) {
                waiting.merge(mark.reason().standing(), waited, Long::sum);
            }
        }
        return waiting;
    }

    /**
     * When so much has elapsed, or will have if the clock goes on as it does now.
     *
     * @param amount in milliseconds
     * @return null when it is paused or stopped before that, or the calendar never opens again
     */
    @Nullable
    Instant when(BusinessTime time, long amount) {
        long left = amount - carried;
        if (left <= 0) {
            return startedAt();
        }
        for (int index = 0; index < marks.size(); index++) {
            if (marks.get(index).mode() != Mode.RUNNING) {
                continue;
            }
            long begins = marks.get(index).at().toEpochMilli();
            long due = time.due(begins, left);
            if (index + 1 == marks.size()) {
                return due == BusinessTime.NEVER ? null : Instant.ofEpochMilli(due);
            }
            long ends = marks.get(index + 1).at().toEpochMilli();
            if (due <= ends) {
                return Instant.ofEpochMilli(due);
            }
            left -= time.elapsed(begins, ends);
        }
        return null;
    }
}
