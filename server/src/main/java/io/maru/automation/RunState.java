package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a run. */
public enum RunState {
    WAITING,
    /** It did something. */
    DONE,
    /** Its conditions let it do nothing. */
    IDLE,
    /** What it did was undone, since a step could not be done. */
    FAILED,
    /** It would have gone round in a circle. */
    REFUSED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RunState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
