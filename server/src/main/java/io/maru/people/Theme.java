package io.maru.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a person wants the web app to look; {@code SYSTEM} follows the device. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Theme of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
