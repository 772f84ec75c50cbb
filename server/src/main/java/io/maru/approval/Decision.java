package io.maru.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an approver says. */
public enum Decision {
    APPROVED,
    REJECTED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Decision of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
