package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for some of the tickets.
 *
 * @param query which ones, as queries are kept; null for all the rest
 * @param target how long it may take, in milliseconds of the calendar; null for what is measured and not promised
 * @param dueField the field of a date, or of a date and time, by which it is promised in place of a target, by the name that the
 *     history has for it; a date is due when it ends in the calendar's zone
 * @param calendarId in which time is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Goal(
        @Nullable String query,
        @Nullable Long target,
        @Nullable String dueField,
        long calendarId) {}
