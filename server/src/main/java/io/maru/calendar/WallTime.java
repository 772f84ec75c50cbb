package io.maru.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What a clock on the wall shows, on the wire {@code 09:00}; the end of a day is {@code 24:00}.
 *
 * @param minute of the day, 0 to 1440
 */
public record WallTime(int minute) implements Comparable<WallTime> {

    public static final WallTime MIDNIGHT = new WallTime(0);
    public static final WallTime END_OF_DAY = new WallTime(24 * 60);

    private static final Pattern FORM = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");

    public WallTime {
        if (minute < 0 || minute > 24 * 60) {
            throw new IllegalArgumentException("No minute of a day: " + minute);
        }
    }

    /** @throws IllegalArgumentException when it is not written as {@code HH:mm} */
    @JsonCreator
    public static WallTime of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a time: " + text);
        }
        return new WallTime(Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3)));
    }

    @Override
    public int compareTo(WallTime other) {
        return Integer.compare(minute, other.minute);
    }

    @JsonValue
    @Override
    public String toString() {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
