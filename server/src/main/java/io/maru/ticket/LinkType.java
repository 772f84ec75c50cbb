package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What one ticket is to another, read from the link's source to its target. */
public enum LinkType {
    RELATES_TO,
    BLOCKS,
    DUPLICATES,
    CAUSED_BY,
    PARENT_OF;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LinkType of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
