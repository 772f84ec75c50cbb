package io.maru.desk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of work a ticket is. */
public enum TicketType {
    SERVICE_REQUEST,
    INCIDENT,
    PROBLEM,
    CHANGE,
    RELEASE,
    TASK;

    /** As in the database and on the wire: lower snake case. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TicketType of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
