package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a ticket came to be done. Required on the way into a done status, cleared on the way out. */
public enum Resolution {
    DONE,
    WORKAROUND,
    DUPLICATE,
    DECLINED,
    CANNOT_REPRODUCE,
    WITHDRAWN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Resolution> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findAny();
    }
}
