package io.maru.calendar;

import io.maru.calendar.CalendarDay.OpenStretch;
import io.maru.calendar.CalendarDay.Reason;
import io.maru.calendar.CalendarDay.ReasonKind;
import io.maru.calendar.CalendarDay.State;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a calendar means, day by day and in answers to questions, before it is published and after. */
@Service
public class CalendarPreviews {

    private static final int FIRST_YEAR = 1971;
    private static final int LAST_YEAR =
            BusinessTime.END.atOffset(ZoneOffset.UTC).getYear() - 1;

    private static final int MOST_STRETCHES_A_DAY = 200;
    private static final int MOST_STRETCHES = 100;
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final Calendars calendars;
    private final HolidaySets holidaySets;

    CalendarPreviews(Calendars calendars, HolidaySets holidaySets) {
        this.calendars = calendars;
        this.holidaySets = holidaySets;
    }

    /** Every day of a year, as a calendar's newest version has it. */
    @Transactional(readOnly = true)
    public List<CalendarDay> year(CurrentPerson me, long id, int year) {
        calendars.visible(me, id);
        return days(calendars.time(id).time(), year, "/year");
    }

    /**
     * A calendar that is not kept.
     *
     * @param deskKey the desk whose calendar it is to be; null for one of the installation
     */
    public record CalendarYearQuestion(@Nullable String deskKey, CalendarContent content, int year) {}

    /** Every day of a year, as it would be. */
    @Transactional(readOnly = true)
    public List<CalendarDay> year(CurrentPerson me, CalendarYearQuestion question) {
        return days(time(me, question.deskKey(), question.content()), question.year(), "/year");
    }

    private BusinessTime time(CurrentPerson me, @Nullable String deskKey, CalendarContent content) {
        Long deskId = calendars.readableDesk(me, deskKey);
        List<Violation> violations = new ArrayList<>();
        CalendarDefinition definition =
                CalendarRules.read(content, set -> holidaySets.exists(set, deskId), "/content", violations);
        Invalid.throwIfAny(violations);
        return new BusinessTime(Objects.requireNonNull(definition), holidaySets);
    }

    private List<CalendarDay> days(BusinessTime time, int year, String pointer) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Invalid.at(pointer, "out_of_bounds", Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR));
        }
        CalendarDefinition definition = time.definition();
        BusinessTime usual =
                new BusinessTime(CalendarDefinition.of(definition.zone(), definition.hours()), HolidayDates.NONE);
        Map<LocalDate, List<Reason>> holidays = holidays(definition, year);
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .map(date -> day(date, time, usual, holidays.getOrDefault(date, List.of())))
                .toList();
    }

    private Map<LocalDate, List<Reason>> holidays(CalendarDefinition definition, int year) {
        record Dated(LocalDate date, Reason reason) {}
        return definition.holidaySets().stream()
                .flatMap(set -> holidaySets.holidays(set, year).stream()
                        .map(holiday -> new Dated(
                                holiday.date(),
                                new Reason(
                                        definition.workedHolidays().contains(holiday.date())
                                                ? ReasonKind.WORKED_HOLIDAY
                                                : ReasonKind.HOLIDAY,
                                        holiday.name(),
                                        holiday.rule(),
                                        set))))
                .collect(Collectors.groupingBy(Dated::date, Collectors.mapping(Dated::reason, Collectors.toList())));
    }

    private static CalendarDay day(LocalDate date, BusinessTime time, BusinessTime usual, List<Reason> holidays) {
        CalendarDefinition definition = time.definition();
        ZoneId zone = definition.zone();
        Instant begins = date.atStartOfDay(zone).toInstant();
        Instant ends = date.plusDays(1).atStartOfDay(zone).toInstant();
        Duration open = time.elapsed(begins, ends);
        // What is outside the weekly hours makes up for nothing that is missing of them.
        Duration missing = usual.openTimes(begins, ends, MOST_STRETCHES_A_DAY).stream()
                .map(stretch -> stretch.duration().minus(time.elapsed(stretch.from(), stretch.to())))
                .reduce(Duration.ZERO, Duration::plus);
        return new CalendarDay(
                date,
                open.isZero() ? State.CLOSED : missing.isZero() ? State.OPEN : State.PART,
                time.openTimes(begins, ends, MOST_STRETCHES_A_DAY).stream()
                        .map(stretch -> new OpenStretch(
                                wall(stretch.from(), zone, WallTime.MIDNIGHT),
                                stretch.to().equals(ends)
                                        ? WallTime.END_OF_DAY
                                        : wall(stretch.to(), zone, WallTime.END_OF_DAY)))
                        .toList(),
                Stream.of(
                                holidays,
                                special(definition.closures(), date, ReasonKind.CLOSURE),
                                special(definition.openings(), date, ReasonKind.OPENING))
                        .flatMap(List::stream)
                        .toList());
    }

    private static WallTime wall(Instant instant, ZoneId zone, WallTime midnight) {
        int minute = instant.atZone(zone).toLocalTime().toSecondOfDay() / 60;
        return minute == 0 ? midnight : new WallTime(minute);
    }

    private static List<Reason> special(List<SpecialHours> special, LocalDate date, ReasonKind kind) {
        return special.stream()
                .filter(hours -> !date.isBefore(hours.first()) && !date.isAfter(lastTouched(hours)))
                .map(hours -> new Reason(kind, new LocalizedText(hours.name(), hours.name()), null, null))
                .toList();
    }

    private static LocalDate lastTouched(SpecialHours hours) {
        boolean overMidnight =
                hours.from() != null && hours.to() != null && hours.to().compareTo(hours.from()) <= 0;
        return overMidnight ? hours.last().plusDays(1) : hours.last();
    }

    /**
     * When is so much time after an instant, or how much is between two?
     *
     * @param calendarId whose newest version counts; null when a content does
     * @param deskKey the desk whose calendar the content is to be; null for one of the installation
     * @param from by the clock on the wall of the calendar's zone
     * @param milliseconds how much, to know when; null when {@code to} is given
     * @param to to know how much
     */
    public record CalendarQuestion(
            @Nullable Long calendarId,
            @Nullable String deskKey,
            @Nullable CalendarContent content,
            LocalDateTime from,
            @Nullable Long milliseconds,
            @Nullable LocalDateTime to) {}

    /** Time that was counted. */
    public record CountedStretch(OffsetDateTime from, OffsetDateTime to, long milliseconds) {}

    /**
     * What was asked, counted out.
     *
     * @param from with the offset of the calendar's zone
     * @param to when it is; null for never
     * @param milliseconds how much time was counted
     * @param stretches the first of what adds up to it
     * @param more whether there are further stretches
     */
    public record CalendarAnswer(
            OffsetDateTime from,
            @Nullable OffsetDateTime to,
            long milliseconds,
            List<CountedStretch> stretches,
            boolean more) {}

    @Transactional(readOnly = true)
    public CalendarAnswer calculate(CurrentPerson me, CalendarQuestion question) {
        List<Violation> violations = new ArrayList<>();
        if ((question.calendarId() == null) == (question.content() == null)) {
            violations.add(Violation.of("/calendarId", "required"));
        }
        if ((question.milliseconds() == null) == (question.to() == null)) {
            violations.add(Violation.of("/milliseconds", "required"));
        } else if (question.milliseconds() != null
                && (question.milliseconds() < 0 || question.milliseconds() > LONGEST.toMillis())) {
            violations.add(Violation.of("/milliseconds", "out_of_bounds", 0, LONGEST.toMillis()));
        }
        checkYear(question.from(), "/from", violations);
        if (question.to() != null) {
            checkYear(question.to(), "/to", violations);
        }
        Invalid.throwIfAny(violations);
        BusinessTime time;
        if (question.calendarId() != null) {
            calendars.visible(me, question.calendarId());
            time = calendars.time(question.calendarId()).time();
        } else {
            time = time(me, question.deskKey(), Objects.requireNonNull(question.content()));
        }
        return answer(time, question);
    }

    private static void checkYear(LocalDateTime at, String pointer, List<Violation> violations) {
        if (at.getYear() < FIRST_YEAR || at.getYear() > LAST_YEAR) {
            violations.add(
                    Violation.of(pointer, "out_of_bounds", Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR)));
        }
    }

    private static CalendarAnswer answer(BusinessTime time, CalendarQuestion question) {
        ZoneId zone = time.definition().zone();
        Instant from = question.from().atZone(zone).toInstant();
        Instant to = question.to() != null
                ? question.to().atZone(zone).toInstant()
                : time.due(from, Duration.ofMillis(Objects.requireNonNull(question.milliseconds())));
        Instant counted = to == null ? BusinessTime.END : to;
        List<OpenTime> stretches = time.openTimes(from, counted, MOST_STRETCHES + 1);
        return new CalendarAnswer(
                at(from, zone),
                to == null ? null : at(to, zone),
                time.elapsed(from, counted).toMillis(),
                stretches.stream()
                        .limit(MOST_STRETCHES)
                        .map(stretch -> new CountedStretch(
                                at(stretch.from(), zone),
                                at(stretch.to(), zone),
                                stretch.duration().toMillis()))
                        .toList(),
                stretches.size() > MOST_STRETCHES);
    }

    private static OffsetDateTime at(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
