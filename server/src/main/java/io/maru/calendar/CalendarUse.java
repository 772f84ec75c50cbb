package io.maru.calendar;

import io.maru.platform.LocalizedText;
import java.util.List;

/** Said by modules that count by calendars, so that none is retired under them. */
public interface CalendarUse {

    /** Names of some of what counts by a calendar. */
    List<LocalizedText> of(long calendarId);
}
