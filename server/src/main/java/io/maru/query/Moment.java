package io.maru.query;

import java.time.Instant;

/**
 * A time as it was written: "2026-11-22" is a day, and what happened at any instant of it was then. What comes before or after
 * it is seen from its beginning.
 *
 * @param until the first instant that is no longer of it
 */
public record Moment(Instant from, Instant until) {

    static Moment at(Instant instant) {
        return new Moment(instant, instant.plusMillis(1));
    }
}
