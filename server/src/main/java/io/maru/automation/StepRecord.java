package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a run answered.
 *
 * @param pointer to the step in the rule
 * @param ticket the key of the one that it was done with
 * @param text what its values came to, what it did, or why it could not
 * @param took in milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepRecord(
        String pointer,
        String ticket,
        Answer answer,
        @Nullable String text,
        long took) {

    /** What a step comes to. */
    public enum Answer {
        MET,
        NOT_MET,
        DONE,
        /** There was nothing to do. */
        UNCHANGED,
        FAILED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Answer of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
