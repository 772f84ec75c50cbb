package io.maru.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who of those whom a ticket concerns is told of something. */
public enum Audience {
    REPORTER,
    PARTICIPANTS,
    ASSIGNEE,
    /** Those of the ticket's team, while nobody of them has taken it. */
    TEAM,
    WATCHERS,
    /** Whom it was given to, with whom it was shared, or whose comment did not arrive. */
    CONCERNED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Audience of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
