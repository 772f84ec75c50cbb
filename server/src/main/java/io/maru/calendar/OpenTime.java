package io.maru.calendar;

import java.time.Duration;
import java.time.Instant;

/** A stretch in which a calendar is open, {@code to} excluded. */
public record OpenTime(Instant from, Instant to) {

    public Duration duration() {
        return Duration.between(from, to);
    }
}
