package io.maru.mail.inbound;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a mail. */
public enum MailState {
    WAITING,
    /** It is on a ticket. */
    FILED,
    /** There was nothing to do with it: it is our own, or a copy. */
    DROPPED,
    /** Somebody has to look at it. */
    QUARANTINED,
    /** Its sender is not wanted. */
    REFUSED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MailState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
