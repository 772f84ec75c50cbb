package io.maru.calendar;

import io.maru.platform.LocalizedText;

/**
 * What counts the time in which a calendar is open.
 *
 * @param version the number of the version by which it counts
 * @param name of the calendar as it is called now
 */
public record CalendarTime(long calendarId, int version, LocalizedText name, BusinessTime time) {}
