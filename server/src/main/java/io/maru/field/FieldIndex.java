package io.maru.field;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the index over the answers of a marked field is.
 *
 * @param failure why it could not be made, as the database said it; null unless it failed
 */
public record FieldIndex(State state, @Nullable String failure) {

    /** As many fields as can be marked at one time: each index is work at every change of an answer. */
    public static final int MAXIMUM = 30;

    /** From being marked until questions are quick. */
    public enum State {
        WAITING,
        BUILDING,
        READY,
        /** It is not tried again before the field is marked again. */
        FAILED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
