package io.maru.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the tickets of a queue stand: under each other, or in columns by their status. */
public enum Layout {
    LIST,
    BOARD;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Layout of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
