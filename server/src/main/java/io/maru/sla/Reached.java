package io.maru.sla;

import java.time.Duration;
import java.time.Instant;

/**
 * That a clock has come to a threshold.
 *
 * @param threshold its {@linkplain Threshold#key key}
 * @param dueAt when it came there
 * @param noticedAt when something could follow from it
 */
record Reached(String threshold, Instant dueAt, Instant noticedAt) {

    private static final Duration IN_TIME = Duration.ofMinutes(1);

    /** Whether nobody was there to notice it in time, as when no server ran. */
    boolean late() {
        return noticedAt.isAfter(dueAt.plus(IN_TIME));
    }
}
