package io.maru.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something is left alone that failed: twice as long after each failure.
 *
 * @param first after the first failure
 * @param longest no pause of ours is longer
 */
public record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures how often it had failed in a row before it failed now */
    public Duration pause(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** @param asked how long the other side asks to be left alone, which may be longer than ours; null when it does not */
    public Duration pause(int failures, @Nullable Duration asked) {
        Duration ours = pause(failures);
        return asked != null && asked.compareTo(ours) > 0 ? asked : ours;
    }
}
