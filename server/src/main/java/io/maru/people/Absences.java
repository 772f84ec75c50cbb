package io.maru.people;

import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is away when, and who decides in their place meanwhile. Set by the person, or by those who administer people. */
@Service
public class Absences {

    /** A substitute may be away too; further than this nobody follows. */
    private static final int LONGEST_CHAIN = 3;

    private static final int MOST = 50;
    private static final int LONGEST_REASON = 200;
    private static final Duration LONGEST = Duration.ofDays(2 * 366);

    /** An absence to be. */
    public record NewAbsence(
            @Nullable Long substituteId,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String reason) {}

    private final AbsenceStore store;
    private final Persons persons;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Absences(AbsenceStore store, Persons persons, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.persons = persons;
        this.events = events;
        this.clock = clock;
    }

    /** A person's absences that have not ended, the next first; one's own, or with the right to administer people. */
    @Transactional(readOnly = true)
    public List<Absence> of(CurrentPerson by, long personId) {
        requireMayChange(by, personId);
        List<AbsenceStore.Row> rows = store.of(personId, clock.instant());
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> ids.addAll(List.of(row.personId(), row.substituteId())));
        Map<Long, PersonReference> names = persons.references(ids);
        return rows.stream()
                .map(row -> new Absence(
                        row.id(),
                        Objects.requireNonNull(names.get(row.personId())).withoutEmail(),
                        Objects.requireNonNull(names.get(row.substituteId())).withoutEmail(),
                        row.startsAt(),
                        row.endsAt(),
                        row.reason()))
                .toList();
    }

    /** @throws Invalid when it ends before it begins, overlaps another, or those who stand in for each other go in a circle */
    @Transactional
    public List<Absence> add(CurrentPerson by, long personId, NewAbsence absence) {
        requireMayChange(by, personId);
        store.lock();
        Instant now = clock.instant();
        List<Violation> violations = new ArrayList<>();
        Instant from = absence.startsAt() == null ? now : absence.startsAt();
        Instant until = absence.endsAt();
        if (until == null) {
            violations.add(Violation.of("/endsAt", "required"));
        } else if (!until.isAfter(from) || !until.isAfter(now)) {
            violations.add(Violation.of("/endsAt", "absence_ends_before"));
        } else if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            violations.add(Violation.of("/endsAt", "absence_too_long"));
        } else if (store.overlaps(personId, from, until)) {
            violations.add(Violation.of("/startsAt", "absence_overlaps"));
        }
        Long substituteId = absence.substituteId();
        if (substituteId == null) {
            violations.add(Violation.of("/substituteId", "required"));
        } else if (substituteId == personId) {
            violations.add(Violation.of("/substituteId", "substitute_self"));
        } else if (!persons.allExistAndActive(Set.of(substituteId))) {
            violations.add(Violation.of("/substituteId", "unknown"));
        } else if (until != null && reaches(substituteId, personId, from, until)) {
            violations.add(Violation.of("/substituteId", "substitute_circle"));
        }
        String reason = absence.reason() == null ? "" : PlainText.line(absence.reason());
        if (PlainText.length(reason) > LONGEST_REASON) {
            violations.add(Violation.of("/reason", "too_long", LONGEST_REASON));
        }
        if (violations.isEmpty() && store.of(personId, now).size() >= MOST) {
            violations.add(Violation.of("", "too_many", MOST));
        }
        if (until == null || substituteId == null || !violations.isEmpty()) {
            throw new Invalid(violations);
        }
        store.insert(personId, substituteId, from, until, reason, by.id(), now);
        events.publishEvent(new AbsenceChanged(personId));
        return of(by, personId);
    }

    @Transactional
    public void remove(CurrentPerson by, long personId, long id) {
        requireMayChange(by, personId);
        if (!store.delete(personId, id)) {
            throw new NotFound();
        }
        events.publishEvent(new AbsenceChanged(personId));
    }

    /**
     * Who may act in the place of these persons now: nobody for one who is there, else the substitute, and if that one is
     * away too the substitute's. Active persons only.
     */
    public Map<Long, Set<Long>> substitutes(Collection<Long> personIds) {
        if (personIds.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Map<Long, Long> next = new HashMap<>();
        Set<Long> ahead = new HashSet<>(personIds);
        for (int step = 0; step < LONGEST_CHAIN && !ahead.isEmpty(); step++) {
            Map<Long, Long> found = store.substitutes(ahead, now);
            next.putAll(found);
            ahead = new HashSet<>(found.values());
            ahead.removeAll(next.keySet());
        }
        Set<Long> active = persons.active(new HashSet<>(next.values()));
        Map<Long, Set<Long>> substitutes = new HashMap<>();
        for (long personId : personIds) {
            Set<Long> chain = new LinkedHashSet<>();
            Long at = next.get(personId);
            while (at != null && at != personId && chain.size() < LONGEST_CHAIN && chain.add(at)) {
                at = next.get(at);
            }
            chain.retainAll(active);
            if (!chain.isEmpty()) {
                substitutes.put(personId, chain);
            }
        }
        return substitutes;
    }

    /** For whom somebody may act now. */
    public Set<Long> absentFor(long substituteId) {
        Instant now = clock.instant();
        Set<Long> absent = new HashSet<>();
        Set<Long> ahead = Set.of(substituteId);
        for (int step = 0; step < LONGEST_CHAIN && !ahead.isEmpty(); step++) {
            Set<Long> found = store.absentFor(ahead, now);
            found.removeAll(absent);
            found.remove(substituteId);
            absent.addAll(found);
            ahead = found;
        }
        return absent;
    }

    /** Everybody who is away now. */
    public Set<Long> absent() {
        return store.absent(clock.instant());
    }

    private boolean reaches(long substituteId, long personId, Instant from, Instant until) {
        Set<Long> seen = new HashSet<>();
        Set<Long> ahead = Set.of(substituteId);
        while (!ahead.isEmpty()) {
            Set<Long> next = new HashSet<>(store.substitutesDuring(ahead, from, until));
            if (next.contains(personId)) {
                return true;
            }
            next.removeAll(seen);
            seen.addAll(next);
            ahead = next;
        }
        return false;
    }

    private static void requireMayChange(CurrentPerson by, long personId) {
        if (by.id() != personId) {
            by.require(Permission.PERSON_ADMINISTER);
        }
    }
}
