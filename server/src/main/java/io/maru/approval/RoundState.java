package io.maru.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a round stands. */
public enum RoundState {
    /** Its first approvers are still to be chosen. */
    COMPOSING,
    RUNNING,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RoundState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean underWay() {
        return this == COMPOSING || this == RUNNING;
    }
}
