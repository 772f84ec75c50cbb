package io.maru.desk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may raise requests at a desk. */
public enum RaiseAccess {
    /** Any signed-in person. */
    EVERYONE,
    /** Only those who hold a role on the desk. */
    MEMBERS;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RaiseAccess of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
