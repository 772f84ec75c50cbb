package io.maru.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.iter.RecurrenceIterator;
import biweekly.util.com.google.ical.iter.RecurrenceIteratorFactory;
import biweekly.util.com.google.ical.values.DateValue;
import biweekly.util.com.google.ical.values.DateValueImpl;
import io.maru.platform.Invalid;
import io.maru.platform.PlainText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole days that events of an iCalendar text (RFC 5545) take, those that recur included. Events of a part of a day and those that
 * are cancelled take none. The text may be hostile: its length, its events, their lengths and their days are bounded.
 */
final class ICalendarDays {

    /** In characters. */
    static final int LONGEST_TEXT = 1_000_000;

    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_RECURRING_EVENTS = 300;
    private static final int MOST_DAYS = 5_000;
    private static final int LONGEST_EVENT = 366;
    private static final int LONGEST_NAME = 100;

    /** Recurrences that are gone through, also such as no day is taken of. */
    private static final int MOST_RECURRENCES = 1_000_000;

    private static final Set<Frequency> OF_DAYS =
            EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);

    private static final TimeZone NO_ZONE = TimeZone.getTimeZone("UTC");

    /** A day and what it is called; in the order of days. */
    record Day(LocalDate date, String name) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            int byDate = date.compareTo(other.date);
            return byDate != 0 ? byDate : name.compareTo(other.name);
        }
    }

    private final LocalDate first;
    private final LocalDate last;
    private final String pointer;
    private final Set<Day> days = new TreeSet<>();
    private int recurrences;

    private ICalendarDays(LocalDate first, LocalDate last, String pointer) {
        this.first = first;
        this.last = last;
        this.pointer = pointer;
    }

    /**
     * Reads a text.
     *
     * @param first only days from it on
     * @param last and until it
     * @param pointer where the text stands in the request
     * @throws Invalid when it is no iCalendar, holds no whole day, or too much
     */
    static List<Day> read(String text, LocalDate first, LocalDate last, String pointer) {
        ICalendarDays read = new ICalendarDays(first, last, pointer);
        read.read(text);
        return List.copyOf(read.days);
    }

    private void read(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw Invalid.at(pointer, "ical_too_long");
        }
        List<VEvent> events = events(text);
        if (events.size() > MOST_EVENTS
                || events.stream()
                                .filter(event -> event.getRecurrenceRule() != null)
                                .count()
                        > MOST_RECURRING_EVENTS) {
            throw Invalid.at(pointer, "ical_too_many_events");
        }
        Map<String, Set<LocalDate>> moved = moved(events);
        for (VEvent event : events) {
            boolean cancelled = event.getStatus() != null && event.getStatus().isCancelled();
            LocalDate begins = event.getDateStart() == null
                    ? null
                    : date(event.getDateStart().getValue());
            if (!cancelled && begins != null) {
                takeAll(event, begins, moved.getOrDefault(uid(event), Set.of()));
            }
        }
        if (days.isEmpty()) {
            throw Invalid.at(pointer, "ical_without_days");
        }
    }

    private List<VEvent> events(String text) {
        List<VEvent> events = new ArrayList<>();
        try (ICalReader reader = new ICalReader(text)) {
            boolean any = false;
            for (ICalendar calendar = reader.readNext(); calendar != null; calendar = reader.readNext()) {
                any = true;
                events.addAll(calendar.getEvents());
            }
            if (!any) {
                throw Invalid.at(pointer, "ical_unreadable");
            }
            return events;
        } catch (IOException | RuntimeException unreadable) {
            throw unreadable instanceof Invalid invalid ? invalid : Invalid.at(pointer, "ical_unreadable");
        }
    }

    /** The days of recurring events that other events stand for, by what names the event. */
    private static Map<String, Set<LocalDate>> moved(List<VEvent> events) {
        Map<String, Set<LocalDate>> moved = new HashMap<>();
        for (VEvent event : events) {
            LocalDate date = event.getRecurrenceId() == null
                    ? null
                    : date(event.getRecurrenceId().getValue());
            if (date != null) {
                moved.computeIfAbsent(uid(event), uid -> new HashSet<>()).add(date);
            }
        }
        return moved;
    }

    private static String uid(VEvent event) {
        return event.getUid() == null
                ? ""
                : Objects.requireNonNullElse(event.getUid().getValue(), "");
    }

    private void takeAll(VEvent event, LocalDate begins, Set<LocalDate> moved) {
        String summary = event.getSummary() == null ? null : event.getSummary().getValue();
        String name = PlainText.shortened(Objects.requireNonNullElse(summary, ""), LONGEST_NAME);
        int length = length(event, begins);
        Set<LocalDate> except = new HashSet<>(event.getRecurrenceId() == null ? moved : Set.of());
        event.getExceptionDates().forEach(dates -> dates.getValues().forEach(value -> add(except, value)));
        Set<LocalDate> beginnings = new TreeSet<>();
        beginnings.add(begins);
        event.getRecurrenceDates().forEach(dates -> dates.getDates().forEach(value -> add(beginnings, value)));
        Recurrence rule = event.getRecurrenceRule() == null
                ? null
                : event.getRecurrenceRule().getValue();
        if (rule != null && OF_DAYS.contains(rule.getFrequency())) {
            recur(rule, begins, length, beginnings);
        }
        beginnings.stream().filter(date -> !except.contains(date)).forEach(date -> take(date, length, name));
    }

    private void recur(Recurrence rule, LocalDate begins, int length, Set<LocalDate> beginnings) {
        LocalDate shown = first.minusDays(length);
        RecurrenceIterator iterator = RecurrenceIteratorFactory.createRecurrenceIterator(rule, value(begins), NO_ZONE);
        while (iterator.hasNext()) {
            DateValue next = iterator.next();
            LocalDate date = LocalDate.of(next.year(), next.month(), next.day());
            if (date.isAfter(last)) {
                return;
            }
            if (++recurrences > MOST_RECURRENCES || beginnings.size() > MOST_DAYS) {
                throw Invalid.at(pointer, "ical_too_many_days");
            }
            if (!date.isBefore(shown)) {
                beginnings.add(date);
            }
        }
    }

    private void take(LocalDate begins, int length, String name) {
        for (int each = 0; each < length; each++) {
            LocalDate date = begins.plusDays(each);
            if (!date.isBefore(first) && !date.isAfter(last)) {
                days.add(new Day(date, name));
            }
        }
        if (days.size() > MOST_DAYS) {
            throw Invalid.at(pointer, "ical_too_many_days");
        }
    }

    /** In days; the end that is written is the day after the last. */
    private static int length(VEvent event, LocalDate begins) {
        long length = 1;
        LocalDate ends =
                event.getDateEnd() == null ? null : date(event.getDateEnd().getValue());
        if (ends != null) {
            length = ends.toEpochDay() - begins.toEpochDay();
        } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
            length =
                    Duration.ofMillis(event.getDuration().getValue().toMillis()).toDays();
        }
        return (int) Math.clamp(length, 1, LONGEST_EVENT);
    }

    private static void add(Set<LocalDate> dates, @Nullable ICalDate value) {
        Optional.ofNullable(date(value)).ifPresent(dates::add);
    }

    /** The day that is written; null for a time of a day, and for what is none. */
    private static @Nullable LocalDate date(@Nullable ICalDate value) {
        if (value == null || value.hasTime()) {
            return null;
        }
        DateTimeComponents written = value.getRawComponents();
        try {
            return written == null ? null : LocalDate.of(written.getYear(), written.getMonth(), written.getDate());
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    private static DateValue value(LocalDate date) {
        return new DateValueImpl(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
