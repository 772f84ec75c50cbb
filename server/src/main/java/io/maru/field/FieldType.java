package io.maru.field;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of value a field holds; it decides how the value is written on the wire. */
public enum FieldType {
    /** A string on one line. */
    SHORT_TEXT,
    /** A string of many lines. */
    LONG_TEXT,
    /** A string of sanitised HTML. */
    RICH_TEXT,
    /** An address of the web, {@code "https://example.com/"}. */
    URL,
    /** An email address. */
    EMAIL,
    /** A phone number as it is written internationally, {@code "+82 10-1234-5678"}. */
    PHONE,
    /** A JSON number. */
    NUMBER,
    /** Whole minutes, as a number of milliseconds. */
    DURATION,
    /** {@code {"amount": "12.50", "currency": "USD"}}; the amount is a string, so that no client rounds it. */
    MONEY,
    /** A calendar date, {@code "2026-11-21"}. */
    DATE,
    /** An instant, {@code "2026-11-21T06:04:00Z"}. */
    DATE_TIME,
    /** The key of one option. */
    CHOICE,
    /** An array of option keys. */
    MULTI_CHOICE,
    /** {@code true} or {@code false}. */
    CHECKBOX,
    /** Sent as {@code true}; kept as {@code {"at": "2026-11-21T06:04:00Z", "person": 7}}: who agreed, and when. */
    CONSENT,
    /** The id of a person. */
    PERSON,
    /** An array of ids of persons. */
    PERSONS,
    /** The id of a group. */
    GROUP,
    /** The id of a group that is a team, or was one when it was chosen. */
    TEAM,
    /** The id of a desk's service. */
    SERVICE,
    /** The key of a ticket, {@code "IT-12"}. */
    TICKET,
    /** An array of rows, each an object of cells by the key of their column; a cell that is empty is missing. */
    TABLE,
    /** Worked out from other fields, by nobody entered: a number, a text, {@code true} or {@code false}. */
    COMPUTED,
    /** An array of attachment ids. */
    FILE,
    /** 1 (highest) to 5 (lowest). */
    PRIORITY;

    /** As in the database and on the wire: lower snake case. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static FieldType of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether an administrator gives the choices. */
    public boolean hasOptions() {
        return this == CHOICE || this == MULTI_CHOICE;
    }
}
