package io.maru.calendar;

import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finding holiday sets, and reading them from iCalendar: imported once, or fetched every day. No transaction is open while another
 * server is waited for.
 */
@Service
public class HolidaySubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(HolidaySubscriptions.class);

    private static final int MOST_FOUND = 50;
    private static final int MOST_SETS = 500;
    private static final int YEARS_BACK = 10;
    private static final int YEARS_AHEAD = 30;

    private final CalendarStore store;
    private final HolidaySets holidaySets;
    private final Calendars calendars;
    private final HolidayFetch fetch;
    private final Desks desks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HolidaySubscriptions(
            CalendarStore store,
            HolidaySets holidaySets,
            Calendars calendars,
            HolidayFetch fetch,
            Desks desks,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.holidaySets = holidaySets;
        this.calendars = calendars;
        this.fetch = fetch;
        this.desks = desks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A set that is offered.
     *
     * @param read null for those of countries
     */
    public record HolidaySetView(
            String key, LocalizedText name, @Nullable HolidaySet read, boolean mayShape) {}

    /**
     * What calendars can close on.
     *
     * @param deskKey whose calendars; null for those of the installation
     * @param words that are in its key or its names in either language; those of a country are offered only when they are
     * @param keys sets that are meant in any case
     */
    public List<HolidaySetView> find(
            CurrentPerson me, @Nullable String deskKey, String words, Collection<String> keys) {
        Long deskId = calendars.readableDesk(me, deskKey);
        String[] wanted = words.strip().toLowerCase(Locale.ROOT).split("\\s+");
        Stream<HolidaySetView> read = store.holidaySets().stream()
                .filter(set -> set.deskId() == null || set.deskId().equals(deskId))
                .map(set -> new HolidaySetView(set.key(), set.name(), set, mayShape(me, set.deskId())));
        Stream<HolidaySetView> ofCountries = words.isBlank() && keys.isEmpty()
                ? Stream.empty()
                : CountryHolidays.names().entrySet().stream()
                        .map(each -> new HolidaySetView(each.getKey(), each.getValue(), null, false));
        return Stream.concat(read, ofCountries)
                .filter(set -> keys.contains(set.key()) || keys.isEmpty() && matches(set, wanted))
                // Countries before their regions, and what is called by the word before what has it somewhere.
                .sorted(Comparator.comparing((HolidaySetView set) -> set.read() == null)
                        .thenComparing(set ->
                                set.key().chars().filter(each -> each == '-').count()))
                .limit(Math.max(MOST_FOUND, keys.size()))
                .toList();
    }

    private static boolean matches(HolidaySetView set, String[] words) {
        String text = (set.key() + " " + set.name().in(Language.KO) + " "
                        + set.name().in(Language.EN))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(words).allMatch(text::contains);
    }

    /**
     * A set that is read from iCalendar.
     *
     * @param deskKey whose calendars may close on it; null for all
     * @param text an iCalendar, to import it
     * @param address of an iCalendar, to fetch it every day; either this or the text
     */
    public record NewHolidaySet(
            @Nullable String deskKey,
            LocalizedText name,
            @Nullable String text,
            @Nullable String address) {}

    /** @throws Invalid also when the address does not answer with an iCalendar that has whole days */
    public HolidaySetView create(CurrentPerson me, NewHolidaySet given) {
        Long deskId = given.deskKey() == null
                ? null
                : Long.valueOf(desks.visible(me, given.deskKey()).id());
        requireMayShape(me, deskId);
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = LocalizedText.name(given.name(), CalendarRules.NAME_LENGTH, "/name", violations);
        String address = given.address() == null ? null : PlainText.line(given.address());
        if ((given.text() == null) == (address == null)) {
            violations.add(Violation.of("/text", "required"));
        }
        if (store.holidaySets().size() >= MOST_SETS) {
            violations.add(Violation.of("/name", "too_many", MOST_SETS));
        }
        Invalid.throwIfAny(violations);
        List<ICalendarDays.Day> days =
                address == null ? read(Objects.requireNonNull(given.text()), "/text") : fetched(address, "/address");
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = store.insertHolidaySet(deskId, name, address, clock.instant());
            store.replaceHolidays(made, days, clock.instant());
            holidaySets.forgetAfterCommit(made);
            return made;
        }));
        return view(me, id);
    }

    /**
     * What is to be different about a set; null leaves it as it is.
     *
     * @param text an iCalendar whose days take the place of those before; only where none is fetched
     * @param address of an iCalendar, for one that is fetched
     */
    public record HolidaySetChange(
            @Nullable LocalizedText name,
            @Nullable String text,
            @Nullable String address) {}

    /** @throws StaleVersion when somebody changed it since */
    public HolidaySetView change(CurrentPerson me, long id, long version, HolidaySetChange given) {
        HolidaySet before = shapeable(me, id);
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = given.name() == null
                ? before.name()
                : LocalizedText.name(given.name(), CalendarRules.NAME_LENGTH, "/name", violations);
        boolean fetchedOne = before.address() != null;
        if (given.text() != null && fetchedOne) {
            violations.add(Violation.of("/text", "holiday_set_fetched"));
        }
        if (given.address() != null && !fetchedOne) {
            violations.add(Violation.of("/address", "holiday_set_imported"));
        }
        Invalid.throwIfAny(violations);
        String address = given.address() == null ? before.address() : PlainText.line(given.address());
        List<ICalendarDays.Day> days = given.text() != null
                ? read(given.text(), "/text")
                : given.address() != null ? fetched(Objects.requireNonNull(address), "/address") : null;
        transaction.executeWithoutResult(status -> {
            if (!store.updateHolidaySet(id, version, name, address)) {
                throw new StaleVersion(
                        store.holidaySet(id).orElseThrow(NotFound::new).version());
            }
            holidaySets.forgetAfterCommit(id);
            if (days != null) {
                replace(before, days);
            }
        });
        return view(me, id);
    }

    /** Fetches a set now; whether that went well is said by the answer. */
    public HolidaySetView fetch(CurrentPerson me, long id) {
        HolidaySet set = shapeable(me, id);
        if (set.address() == null) {
            throw Invalid.at("/address", "holiday_set_imported");
        }
        fetch(set);
        return view(me, id);
    }

    /** @throws Invalid when a version of a calendar closes on it, also an earlier one */
    public void delete(CurrentPerson me, long id) {
        HolidaySet set = shapeable(me, id);
        transaction.executeWithoutResult(status -> {
            if (store.isUsed(set.key())) {
                throw Invalid.at("", "holiday_set_in_use");
            }
            store.deleteHolidaySet(id);
            holidaySets.forgetAfterCommit(id);
        });
    }

    /** Fetches what is fetched every day. One that fails keeps its days. */
    void fetchAll() {
        store.holidaySets().stream().filter(set -> set.address() != null).forEach(this::fetch);
    }

    private void fetch(HolidaySet set) {
        try {
            List<ICalendarDays.Day> days = fetched(Objects.requireNonNull(set.address()), "");
            transaction.executeWithoutResult(status -> replace(set, days));
        } catch (Invalid invalid) {
            String failure = invalid.violations().getFirst().code();
            LOG.warn("Holidays {} could not be fetched: {}", set.key(), failure);
            transaction.executeWithoutResult(status -> store.failed(set.id(), failure, clock.instant()));
        }
    }

    private void replace(HolidaySet set, List<ICalendarDays.Day> days) {
        if (store.replaceHolidays(set.id(), days, clock.instant())) {
            holidaySets.forgetAfterCommit(set.id());
            calendars.changed(set.key());
        }
    }

    private List<ICalendarDays.Day> fetched(String address, String pointer) {
        try {
            return read(fetch.fetch(address), pointer);
        } catch (HolidayFetch.FetchFailed failed) {
            throw Invalid.at(pointer, Objects.requireNonNull(failed.getMessage()));
        }
    }

    private List<ICalendarDays.Day> read(String text, String pointer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ICalendarDays.read(text, today.minusYears(YEARS_BACK), today.plusYears(YEARS_AHEAD), pointer);
    }

    private HolidaySetView view(CurrentPerson me, long id) {
        HolidaySet set = store.holidaySet(id).orElseThrow(NotFound::new);
        return new HolidaySetView(set.key(), set.name(), set, mayShape(me, set.deskId()));
    }

    private HolidaySet shapeable(CurrentPerson me, long id) {
        me.requireOnAnyDesk(Permission.TICKET_VIEW);
        HolidaySet set = store.holidaySet(id)
                .filter(found -> found.deskId() == null || me.mayOnDesk(Permission.TICKET_VIEW, found.deskId()))
                .orElseThrow(NotFound::new);
        requireMayShape(me, set.deskId());
        return set;
    }

    private static boolean mayShape(CurrentPerson me, @Nullable Long deskId) {
        return deskId == null
                ? me.may(Permission.CALENDAR_ADMINISTER)
                : me.mayOnDesk(Permission.DESK_CONFIGURE, deskId);
    }

    private static void requireMayShape(CurrentPerson me, @Nullable Long deskId) {
        if (deskId == null) {
            me.require(Permission.CALENDAR_ADMINISTER);
        } else {
            me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        }
    }
}
