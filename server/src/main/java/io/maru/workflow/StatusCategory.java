package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a status means to queues, counts and clocks. A ticket is done when its status is of this category, and only then. */
public enum StatusCategory {
    /** Nobody has begun. */
    NEW,
    /** Somebody is at it. */
    ACTIVE,
    /** It cannot go on until somebody else does something. */
    WAITING,
    DONE;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static StatusCategory of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
