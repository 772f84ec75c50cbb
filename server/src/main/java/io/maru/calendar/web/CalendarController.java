package io.maru.calendar.web;

import io.maru.calendar.CalendarContent;
import io.maru.calendar.CalendarDay;
import io.maru.calendar.CalendarDay.OpenStretch;
import io.maru.calendar.CalendarDay.ReasonKind;
import io.maru.calendar.CalendarDay.State;
import io.maru.calendar.CalendarPreviews;
import io.maru.calendar.CalendarPreviews.CalendarAnswer;
import io.maru.calendar.CalendarPreviews.CalendarQuestion;
import io.maru.calendar.CalendarPreviews.CalendarYearQuestion;
import io.maru.calendar.Calendars;
import io.maru.calendar.Calendars.CalendarPublication;
import io.maru.calendar.Calendars.CalendarView;
import io.maru.calendar.Calendars.NewCalendar;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.web.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/calendars")
class CalendarController {

    /**
     * A calendar of opening hours.
     *
     * @param deskKey the desk that shapes it for itself; null for one of the installation, which every desk may count by
     * @param published the number of its newest version
     * @param retired whether nothing is to count by it any more
     * @param mayShape whether the reader may change it
     */
    record CalendarResource(
            long id,
            @Nullable String deskKey,
            LocalizedText name,
            int published,
            boolean retired,
            boolean mayShape,
            CalendarContent content,
            long version) {}

    /** @param publishedBy null for what every installation begins with */
    record CalendarVersionResource(
            int number, String note, @Nullable PersonReference publishedBy, Instant publishedAt) {}

    /** @param retired whether nothing is to count by it any more */
    record CalendarRetirement(boolean retired) {}

    /**
     * Why a day may not be as its weekly hours say.
     *
     * @param rule why a holiday falls on this day
     * @param holidaySet the key of the set it is of
     */
    record CalendarDayReason(
            ReasonKind kind,
            String name,
            @Nullable String rule,
            @Nullable String holidaySet) {}

    record CalendarDayResource(LocalDate date, State state, List<OpenStretch> open, List<CalendarDayReason> reasons) {}

    private final Calendars calendars;
    private final CalendarPreviews previews;
    private final Desks desks;

    CalendarController(Calendars calendars, CalendarPreviews previews, Desks desks) {
        this.calendars = calendars;
        this.previews = previews;
        this.desks = desks;
    }

    /** @param desk the key of a desk, for all that it may count by; without it those of the installation */
    @GetMapping
    List<CalendarResource> listCalendars(CurrentPerson me, @RequestParam(required = false) @Nullable String desk) {
        return calendars.all(me, desk).stream().map(this::resource).toList();
    }

    @PostMapping
    ResponseEntity<CalendarResource> createCalendar(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewCalendar calendar) {
        return versioned(HttpStatus.CREATED, calendars.create(me, calendar, idempotencyKey));
    }

    @GetMapping("/{id}")
    ResponseEntity<CalendarResource> findCalendar(CurrentPerson me, @PathVariable long id) {
        return versioned(HttpStatus.OK, calendars.find(me, id));
    }

    /** Refused while something counts by it. */
    @PatchMapping("/{id}")
    ResponseEntity<CalendarResource> retireCalendar(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CalendarRetirement retirement) {
        return versioned(HttpStatus.OK, calendars.retire(me, id, Version.required(ifMatch), retirement.retired()));
    }

    /** Newest first. */
    @GetMapping("/{id}/versions")
    List<CalendarVersionResource> listCalendarVersions(CurrentPerson me, @PathVariable long id) {
        return calendars.versions(me, id).stream()
                .map(version -> new CalendarVersionResource(
                        version.number(), version.note(), version.publishedBy(), version.publishedAt()))
                .toList();
    }

    /** Another name alone makes no version. */
    @PostMapping("/{id}/versions")
    ResponseEntity<CalendarResource> publishCalendar(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CalendarPublication publication) {
        return versioned(HttpStatus.OK, calendars.publish(me, id, Version.required(ifMatch), publication));
    }

    @GetMapping("/{id}/versions/{number}")
    CalendarContent readCalendarVersion(CurrentPerson me, @PathVariable long id, @PathVariable int number) {
        return calendars.version(me, id, number);
    }

    /** Every day of a year, as the newest version has it. */
    @GetMapping("/{id}/year/{year}")
    List<CalendarDayResource> listCalendarDays(CurrentPerson me, @PathVariable long id, @PathVariable int year) {
        return days(previews.year(me, id, year), me.language());
    }

    /** Every day of a year, as it would be by a content that is not kept. */
    @PostMapping("/year-preview")
    List<CalendarDayResource> previewCalendarDays(CurrentPerson me, @RequestBody CalendarYearQuestion question) {
        return days(previews.year(me, question), me.language());
    }

    /** When is so much business time after an instant, or how much is between two? */
    @PostMapping("/calculate")
    CalendarAnswer calculateBusinessTime(CurrentPerson me, @RequestBody CalendarQuestion question) {
        return previews.calculate(me, question);
    }

    private static List<CalendarDayResource> days(List<CalendarDay> days, Language language) {
        return days.stream()
                .map(day -> new CalendarDayResource(
                        day.date(),
                        day.state(),
                        day.open(),
                        day.reasons().stream()
                                .map(reason -> new CalendarDayReason(
                                        reason.kind(),
                                        reason.name().in(language),
                                        reason.rule() == null
                                                ? null
                                                : reason.rule().in(language),
                                        reason.holidaySet()))
                                .toList()))
                .toList();
    }

    private ResponseEntity<CalendarResource> versioned(HttpStatus status, CalendarView view) {
        return ResponseEntity.status(status)
                .eTag(Version.etag(view.calendar().version()))
                .body(resource(view));
    }

    private CalendarResource resource(CalendarView view) {
        Long deskId = view.calendar().deskId();
        return new CalendarResource(
                view.calendar().id(),
                deskId == null ? null : desks.require(deskId).key(),
                view.calendar().name(),
                view.calendar().published(),
                view.calendar().retired(),
                view.mayShape(),
                view.content(),
                view.calendar().version());
    }
}
