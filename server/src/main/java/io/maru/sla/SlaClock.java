package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.sla.Mark.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of measuring a ticket by a policy.
 *
 * @param id 0 for one that is not kept yet
 * @param number of the cycle, from 1
 * @param reached the thresholds that it came to: each is reached once, whatever becomes of the target afterwards
 */
record SlaClock(
        long id,
        long ticketId,
        long policyId,
        int number,
        long deskId,
        int policyVersion,
        Promise promise,
        Timeline timeline,
        List<Reached> reached) {

    SlaClock {
        reached = List.copyOf(reached);
    }

    SlaClock with(Timeline other) {
        return new SlaClock(id, ticketId, policyId, number, deskId, policyVersion, promise, other, reached);
    }

    SlaClock with(int version, Promise other) {
        return new SlaClock(id, ticketId, policyId, number, deskId, version, other, timeline, reached);
    }

    SlaClock numbered(int other) {
        return new SlaClock(id, ticketId, policyId, other, deskId, policyVersion, promise, timeline, reached);
    }

    boolean ongoing() {
        return timeline.mode() != Mode.STOPPED;
    }

    /** @return when the target passes, or passed; null when there is none, or it never does as the clock stands */
    @Nullable
    Instant due(BusinessTime time) {
        return when(time, Threshold.BREACH);
    }

    /** @return how much is left by then, in milliseconds of the calendar, less than none when it is over; null without a target */
    @Nullable
    Long remaining(BusinessTime time, Instant now) {
        Long target = promise.target();
        if (target != null) {
            return target - timeline.elapsed(time, now);
        }
        Instant dueBy = promise.dueBy();
        if (dueBy == null) {
            return null;
        }
        Instant then = Objects.requireNonNullElse(timeline.stoppedAt(), now);
        return then.isAfter(dueBy)
                ? -time.elapsed(dueBy, then).toMillis()
                : time.elapsed(then, dueBy).toMillis();
    }

    /** Whether the target has passed before the clock stopped, or by now. */
    boolean breached(BusinessTime time, Instant now) {
        Instant due = due(time);
        return due != null
                && Objects.requireNonNullElse(timeline.stoppedAt(), now).isAfter(due);
    }

    private @Nullable Instant when(BusinessTime time, Threshold threshold) {
        Instant dueBy = promise.dueBy();
        if (dueBy != null) {
            if (threshold.equals(Threshold.BREACH)) {
                return dueBy;
            }
            Instant begun = timeline.startedAt();
            return time.due(
                    begun,
                    Duration.ofMillis(threshold.after(time.elapsed(begun, dueBy).toMillis())));
        }
        Long target = promise.target();
        return target == null ? null : timeline.when(time, threshold.after(target));
    }

    private Stream<Reached> ahead(BusinessTime time, List<Threshold> thresholds, Instant now) {
        return Stream.concat(thresholds.stream(), Stream.of(Threshold.BREACH))
                .filter(threshold ->
                        reached.stream().noneMatch(each -> each.threshold().equals(threshold.key())))
                .flatMap(threshold ->
                        Stream.ofNullable(when(time, threshold)).map(at -> new Reached(threshold.key(), at, now)));
    }

    /** When the next threshold is that was not reached; empty when none is ahead. */
    Optional<Instant> next(BusinessTime time, List<Threshold> thresholds) {
        return ongoing()
                ? ahead(time, thresholds, Instant.MAX).map(Reached::dueAt).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** The thresholds that it has come to by now, and that were not noticed before, in order. */
    List<Reached> news(BusinessTime time, List<Threshold> thresholds, Instant now) {
        Instant until = Objects.requireNonNullElse(timeline.stoppedAt(), now);
        return ahead(time, thresholds, now)
                .filter(each -> each.dueAt().isBefore(until))
                .sorted(Comparator.comparing(Reached::dueAt))
                .toList();
    }

    /** What it has come to by now is past and nothing follows from it any more, as with a ticket that was measured only later. */
    SlaClock past(BusinessTime time, List<Threshold> thresholds, Instant now) {
        return noticed(news(time, thresholds, now).stream()
                .map(each -> new Reached(each.threshold(), each.dueAt(), each.dueAt()))
                .toList());
    }

    SlaClock noticed(List<Reached> news) {
        List<Reached> all = new ArrayList<>(reached);
        all.addAll(news);
        return new SlaClock(id, ticketId, policyId, number, deskId, policyVersion, promise, timeline, all);
    }
}
