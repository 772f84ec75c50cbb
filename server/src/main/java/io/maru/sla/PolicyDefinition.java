package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.calendar.BusinessTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy promises and how that is measured.
 *
 * @param start what starts a clock that does not run; one of them is enough
 * @param stop what stops it
 * @param pause how the ticket stands while it is paused
 * @param goals the first that a ticket matches counts for it; for one that matches none nothing is promised
 * @param warnings what is reached before the target is
 * @param escalations what follows from thresholds, in this order
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PolicyDefinition(
        List<Happening> start,
        List<Happening> stop,
        List<Standing> pause,
        List<Goal> goals,
        List<Threshold> warnings,
        List<Escalation> escalations,
        Cycles cycles,
        CustomerSight customers) {

    public PolicyDefinition {
        start = List.copyOf(start);
        stop = List.copyOf(stop);
        pause = List.copyOf(pause);
        goals = List.copyOf(goals);
        warnings = List.copyOf(warnings);
        escalations = List.copyOf(escalations);
    }

    /** Whether it depends on the ticket which goal counts for it. */
    boolean distinguishes() {
        return goals.getFirst().query() != null;
    }

    /** The same with other goals. */
    PolicyDefinition with(List<Goal> other) {
        return new PolicyDefinition(start, stop, pause, other, warnings, escalations, cycles, customers);
    }

    /**
     * A cycle that begins, with what it goes on with.
     *
     * @param last the cycle before it, which has stopped; null for the first
     * @param time by which a cycle is counted that was promised this
     */
    Timeline goingOn(@Nullable SlaClock last, Function<Promise, BusinessTime> time, Timeline begun) {
        return last == null || cycles != Cycles.CONTINUING
                ? begun
                : new Timeline(last.timeline().elapsed(time.apply(last.promise()), begun.startedAt()), begun.marks());
    }

    /** What a clock comes to on the way to its target, without the target itself. */
    List<Threshold> thresholds() {
        return Stream.concat(warnings.stream(), escalations.stream().map(Escalation::at))
                .filter(threshold -> !threshold.equals(Threshold.BREACH))
                .distinct()
                .toList();
    }

    /** What follows from a threshold. */
    List<Escalation> escalationsAt(String threshold) {
        return escalations.stream()
                .filter(escalation -> escalation.at().key().equals(threshold))
                .toList();
    }

    /** What a start after a stop does. */
    public enum Cycles {
        /** Begins anew, with nothing elapsed. */
        FRESH,
        /** Goes on where the last cycle stopped. */
        CONTINUING,
        /** Nothing: it is measured once. */
        ONCE,
        /** Is not waited for: each stop begins the next cycle, until the ticket is done. */
        REPEATING;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Cycles of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** What customers see of it on their tickets. */
    public enum CustomerSight {
        NOTHING,
        /** Whether it runs, is paused or is done. */
        STATUS,
        /** That, and when it is due. */
        DUE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static CustomerSight of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
