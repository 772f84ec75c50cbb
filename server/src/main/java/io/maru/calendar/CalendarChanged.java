package io.maru.calendar;

/**
 * A calendar counts differently from now on: a version was published, or a holiday set it uses became another one. Published
 * inside the transaction that changes it.
 *
 * @param version the number of its newest version
 */
public record CalendarChanged(long calendarId, int version) {}
