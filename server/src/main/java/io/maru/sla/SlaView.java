package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.calendar.OpenTime;
import io.maru.people.PersonReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Clocks in a reader's words. */
public final class SlaView {

    private SlaView() {}

    /** How a clock stands. */
    public enum ClockState {
        RUNNING,
        /** It runs, and its calendar is closed right now. */
        OUTSIDE_HOURS,
        PAUSED,
        STOPPED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One cycle of measuring a ticket. Durations are in milliseconds of the calendar.
     *
     * @param policy its name
     * @param cycle from 1
     * @param goal the query of the goal that counts, with the names that things have now; null for the rest, and for none
     * @param target null when nothing is promised but measured, or an instant is
     * @param remaining less than none when it is over; null when nothing is promised
     * @param dueAt when it passes, or passed; null for never as it stands
     * @param openTimes when the calendar is open next, so that a reader can count on
     * @param asOf when all this was so
     */
    public record SlaClockView(
            long id,
            long policyId,
            String policy,
            int cycle,
            ClockState state,
            @Nullable String goal,
            @Nullable Long target,
            long elapsed,
            @Nullable Long remaining,
            @Nullable Instant dueAt,
            boolean breached,
            Instant startedAt,
            @Nullable Instant stoppedAt,
            String calendar,
            List<OpenTime> openTimes,
            Instant asOf) {}

    /**
     * What a customer sees of a promise.
     *
     * @param dueAt null when that is not shown, or there is none
     */
    public record PromiseView(
            String policy,
            ClockState state,
            @Nullable Instant dueAt,
            boolean breached,
            @Nullable Instant stoppedAt) {}

    /**
     * How a clock came to what it shows.
     *
     * @param zone of the calendar
     * @param carried from earlier cycles
     * @param stretches in order; with what was carried their sum is what has elapsed
     */
    public record SlaExplanation(
            SlaClockView clock,
            String zone,
            int calendarVersion,
            int policyVersion,
            long carried,
            List<ExplainedStretch> stretches,
            List<ExplainedThreshold> thresholds) {}

    /**
     * @param to null for one that goes on
     * @param reason why it began, in words
     * @param person who did it
     * @param counted of it, none while it is paused
     * @param openTimes when the calendar was open in it, at most {@value SlaViews#MOST_LINES}
     */
    public record ExplainedStretch(
            Instant from,
            @Nullable Instant to,
            boolean running,
            String reason,
            @Nullable PersonReference person,
            long counted,
            List<OpenTime> openTimes) {}

    /** @param late whether it was noticed after its time, as when no server ran */
    public record ExplainedThreshold(String threshold, Instant dueAt, Instant noticedAt, boolean late) {}
}
