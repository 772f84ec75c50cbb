package io.maru.calendar;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.util.Locale;

/** A day of the week, as it is called on the wire. */
public enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    DayOfWeek day() {
        return DayOfWeek.of(ordinal() + 1);
    }

    static Weekday of(DayOfWeek day) {
        return values()[day.getValue() - 1];
    }
}
