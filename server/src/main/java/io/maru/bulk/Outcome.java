package io.maru.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a ticket. */
public enum Outcome {
    /** Nothing yet. */
    WAITING,
    CHANGED,
    /** It was so already. */
    UNCHANGED,
    REFUSED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
