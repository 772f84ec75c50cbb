package io.maru.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a step of a round stands. */
public enum StepState {
    /** Its turn has not come. */
    PENDING,
    OPEN,
    APPROVED,
    /** It ended the round. */
    REJECTED,
    /** An agreement was refused, and the round goes on. */
    OBJECTED,
    /** Those who only read were told. */
    NOTED,
    /** An earlier step decided all, or nobody was there to decide this one. */
    SKIPPED,
    /** The round ended before it. */
    UNREACHED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static StepState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean ended() {
        return this != PENDING && this != OPEN;
    }
}
