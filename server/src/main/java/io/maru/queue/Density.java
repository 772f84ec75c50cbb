package io.maru.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much room a row of a list takes. */
public enum Density {
    COMPACT,
    NORMAL,
    ROOMY;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Density of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
