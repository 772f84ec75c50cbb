package io.maru.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a job is. */
public enum JobState {
    RUNNING,
    DONE,
    CANCELLED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
