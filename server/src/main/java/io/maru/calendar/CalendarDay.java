package io.maru.calendar;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.LocalizedText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day of a calendar.
 *
 * @param open when it is open on that day, by the clock on the wall
 * @param reasons why it may not be as its weekly hours say
 */
public record CalendarDay(LocalDate date, State state, List<OpenStretch> open, List<Reason> reasons) {

    /** How much of its weekly hours a day is open. */
    public enum State {
        /** All of them, or more. */
        OPEN,
        /** Not all of them. */
        PART,
        CLOSED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param to excluded, to {@code 24:00} */
    public record OpenStretch(WallTime from, WallTime to) {}

    /** What is special about a day. */
    public enum ReasonKind {
        HOLIDAY,
        /** A holiday that is a day like others in this calendar. */
        WORKED_HOLIDAY,
        CLOSURE,
        OPENING;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why a day may not be as its weekly hours say.
     *
     * @param rule why a holiday falls on this day
     * @param holidaySet the key of the set it is of
     */
    public record Reason(
            ReasonKind kind,
            LocalizedText name,
            @Nullable LocalizedText rule,
            @Nullable String holidaySet) {}
}
