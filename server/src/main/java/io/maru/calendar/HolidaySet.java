package io.maru.calendar;

import io.maru.platform.LocalizedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holidays that were read from iCalendar.
 *
 * @param deskId the desk whose calendars alone may close on them; null for every calendar
 * @param address where they are fetched from every day; null when they were imported
 * @param readAt when they were last read
 * @param triedAt when that was last tried
 * @param failure the code of a violation that says why the last try failed; null when it did not
 * @param days how many there are
 */
public record HolidaySet(
        long id,
        @Nullable Long deskId,
        LocalizedText name,
        @Nullable String address,
        Instant readAt,
        Instant triedAt,
        @Nullable String failure,
        int days,
        long version) {

    /** As calendars name it. */
    public String key() {
        return HolidaySets.ICALENDAR + id;
    }
}
