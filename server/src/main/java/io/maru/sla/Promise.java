package io.maru.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a goal came to for one ticket.
 *
 * @param goal its place among the policy's goals, from 0; null when the ticket matches none
 * @param target in milliseconds of the calendar; null when nothing is promised, or an instant is
 * @param dueBy the instant that is promised
 * @param calendarId in which is counted
 */
record Promise(
        @Nullable Integer goal,
        @Nullable Long target,
        @Nullable Instant dueBy,
        long calendarId,
        int calendarVersion) {

    /** The same, counted by another version of the calendar. */
    Promise by(int version) {
        return new Promise(goal, target, dueBy, calendarId, version);
    }
}
