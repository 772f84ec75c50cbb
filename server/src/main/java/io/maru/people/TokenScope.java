package io.maru.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an API token lets its holder do at most, of what the person may. */
public enum TokenScope {
    /** Reads, and administers nothing. */
    READ,
    /** Reads and writes, and administers nothing. */
    WRITE,
    /** Everything the person may. */
    ADMINISTER;

    private static final Set<Permission> ADMINISTRATION = EnumSet.of(
            Permission.PERSON_ADMINISTER,
            Permission.GROUP_ADMINISTER,
            Permission.DESK_CREATE,
            Permission.DESK_CONFIGURE);

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TokenScope of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    Set<Permission> permissions() {
        return this == ADMINISTER
                ? EnumSet.allOf(Permission.class)
                : EnumSet.complementOf(EnumSet.copyOf(ADMINISTRATION));
    }
}
