package io.maru.calendar.web;

import io.maru.calendar.HolidaySet;
import io.maru.calendar.HolidaySubscriptions;
import io.maru.calendar.HolidaySubscriptions.HolidaySetChange;
import io.maru.calendar.HolidaySubscriptions.HolidaySetView;
import io.maru.calendar.HolidaySubscriptions.NewHolidaySet;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.web.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/holiday-sets")
class HolidaySetController {

    /**
     * Holidays that were read from iCalendar.
     *
     * @param deskKey the desk whose calendars alone may close on them; null for every calendar
     * @param names in both languages
     * @param address where they are fetched from every day; null when they were imported
     * @param readAt when they were last read
     * @param triedAt when that was last tried
     * @param failure why the last try failed; null when it did not
     * @param days how many there are
     * @param mayShape whether the reader may change them
     */
    record ReadHolidays(
            long id,
            @Nullable String deskKey,
            LocalizedText names,
            @Nullable String address,
            Instant readAt,
            Instant triedAt,
            @Nullable String failure,
            int days,
            boolean mayShape,
            long version) {}

    /**
     * What calendars can close on.
     *
     * @param key as calendars name it
     * @param read null for those of countries
     */
    record HolidaySetResource(
            String key, String name, @Nullable ReadHolidays read) {}

    private final HolidaySubscriptions subscriptions;
    private final Desks desks;
    private final MessageSource messages;

    HolidaySetController(HolidaySubscriptions subscriptions, Desks desks, MessageSource messages) {
        this.subscriptions = subscriptions;
        this.desks = desks;
        this.messages = messages;
    }

    /**
     * Those that were read from iCalendar, and with words those of countries and regions that are called so in either language.
     *
     * @param desk the key of a desk, for what its calendars can close on
     * @param query words of a name
     * @param key these sets instead
     */
    @GetMapping
    List<HolidaySetResource> listHolidaySets(
            CurrentPerson me,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false, defaultValue = "") String query,
            @RequestParam(required = false, defaultValue = "") List<String> key) {
        return subscriptions.find(me, desk, query, key).stream()
                .map(set -> resource(me, set))
                .toList();
    }

    /** Imports an iCalendar, or subscribes to one. */
    @PostMapping
    ResponseEntity<HolidaySetResource> createHolidaySet(CurrentPerson me, @RequestBody NewHolidaySet set) {
        return versioned(me, HttpStatus.CREATED, subscriptions.create(me, set));
    }

    @PatchMapping("/{id}")
    ResponseEntity<HolidaySetResource> changeHolidaySet(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody HolidaySetChange change) {
        return versioned(me, HttpStatus.OK, subscriptions.change(me, id, Version.required(ifMatch), change));
    }

    /** Fetches one that is fetched every day now; the answer says whether that went well. */
    @PostMapping("/{id}/fetch")
    ResponseEntity<HolidaySetResource> fetchHolidaySet(CurrentPerson me, @PathVariable long id) {
        return versioned(me, HttpStatus.OK, subscriptions.fetch(me, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteHolidaySet(CurrentPerson me, @PathVariable long id) {
        subscriptions.delete(me, id);
    }

    private ResponseEntity<HolidaySetResource> versioned(CurrentPerson me, HttpStatus status, HolidaySetView view) {
        HolidaySetResource resource = resource(me, view);
        return ResponseEntity.status(status)
                .eTag(Version.etag(view.read() == null ? 0 : view.read().version()))
                .body(resource);
    }

    private HolidaySetResource resource(CurrentPerson me, HolidaySetView view) {
        HolidaySet read = view.read();
        return new HolidaySetResource(
                view.key(),
                view.name().in(me.language()),
                read == null
                        ? null
                        : new ReadHolidays(
                                read.id(),
                                read.deskId() == null
                                        ? null
                                        : desks.require(read.deskId()).key(),
                                read.name(),
                                read.address(),
                                read.readAt(),
                                read.triedAt(),
                                read.failure() == null
                                        ? null
                                        : messages.getMessage(
                                                "violation." + read.failure(),
                                                null,
                                                me.language().locale()),
                                read.days(),
                                view.mayShape(),
                                read.version()));
    }
}
