package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From an instant on a clock runs, is paused or is stopped.
 *
 * @param reason what made it so
 */
record Mark(Instant at, Mode mode, Reason reason) {

    enum Mode {
        RUNNING,
        PAUSED,
        STOPPED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Mode of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param what the key of a happening, or how the ticket stood; {@code resumed} when nothing paused it any more
     * @param personId who did it
     * @param statusId into or out of which the ticket came, where that was the reason
     * @param ticketVersion of the ticket's history
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reason(String what, long personId, @Nullable Long statusId, long ticketVersion) {

        /** How the ticket stood that paused the clock, and in which status. */
        String standing() {
            return what.equals(Standing.Kind.IN_STATUS.key()) && statusId != null ? what + ":" + statusId : what;
        }
    }
}
