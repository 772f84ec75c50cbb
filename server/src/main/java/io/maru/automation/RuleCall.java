package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of telling another system.
 *
 * @param pointer to the step in the rule
 * @param failures how often it was told in vain
 * @param answer what was answered the last time, or why nobody did; null before the first time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleCall(
        String pointer,
        String address,
        CallState state,
        int failures,
        @Nullable String answer) {

    /** How far it has come. */
    public enum CallState {
        WAITING,
        DONE,
        /** Given up. */
        FAILED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static CallState of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
