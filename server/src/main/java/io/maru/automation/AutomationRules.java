package io.maru.automation;

import io.maru.automation.Schedule.BusinessDaySchedule;
import io.maru.automation.Trigger.ScheduleTrigger;
import io.maru.calendar.Calendars;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.field.FieldDefinition;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.ConfigurationText;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rules of automation: drafted, published in versions, shared by desks, switched off and on. */
@Service
public class AutomationRules {

    private static final String KIND = "automation-rule";
    private static final int FORMAT = 1;

    private final RuleStore store;
    private final RulesInUse inUse;
    private final RuleChecks checks;
    private final RuleSchedules schedules;
    private final Calendars calendars;
    private final Queries queries;
    private final Desks desks;
    private final Forms forms;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Clock clock;

    AutomationRules(
            RuleStore store,
            RulesInUse inUse,
            RuleChecks checks,
            RuleSchedules schedules,
            Calendars calendars,
            Queries queries,
            Desks desks,
            Forms forms,
            Persons persons,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.inUse = inUse;
        this.checks = checks;
        this.schedules = schedules;
        this.calendars = calendars;
        this.queries = queries;
        this.desks = desks;
        this.forms = forms;
        this.persons = persons;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * A rule for those who work with it.
     *
     * @param deskKey the desk that shapes it; null for one of the installation
     * @param everywhere whether it runs on all desks
     * @param deskKeys on which it runs otherwise
     * @param published the number of what is in force; null for one that was only drafted
     * @param definition what is in force, or, while nothing is, what is drafted; with the names that things have now
     * @param drafted whether there is a draft beside it
     * @param stopped whether it stopped by itself, because the person in whose name it ran is gone
     */
    public record AutomationRule(
            long id,
            @Nullable String deskKey,
            LocalizedText name,
            boolean everywhere,
            Set<String> deskKeys,
            @Nullable PersonReference runAs,
            boolean enabled,
            boolean stopped,
            @Nullable Integer published,
            RuleDefinition definition,
            boolean drafted,
            boolean mayShape,
            long version) {}

    /**
     * A draft, or what is published when there is none.
     *
     * @param version what a change of it is based on; 0 when there is none yet
     * @param problems why it cannot be published, each at its place
     */
    public record AutomationDraft(
            RuleDefinition definition,
            long version,
            @Nullable Instant changedAt,
            @Nullable PersonReference changedBy,
            List<Violation> problems) {}

    public record AutomationVersion(
            int number,
            RuleDefinition definition,
            String note,
            Instant publishedAt,
            @Nullable PersonReference publishedBy) {}

    /**
     * @param deskKey the desk that shapes it and on which it runs; null for one of the installation
     * @param definition what is drafted
     */
    public record NewAutomationRule(@Nullable String deskKey, LocalizedText name, RuleDefinition definition) {}

    /** What is left out stays. */
    public record AutomationRuleChange(
            @Nullable LocalizedText name,
            @Nullable Boolean everywhere,
            @Nullable Set<String> deskKeys,
            @Nullable Long runAsId,
            @Nullable Boolean enabled) {}

    // ------------------------------------------------------------------ looked at

    /** Those that run on a desk, or that it shapes. */
    @Transactional(readOnly = true)
    public List<AutomationRule> ofDesk(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return store.of(desk.id()).stream().map(row -> view(me, row)).toList();
    }

    /** Those of the installation, which desks share. */
    @Transactional(readOnly = true)
    public List<AutomationRule> ofInstallation(CurrentPerson me) {
        me.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.of(null).stream().map(row -> view(me, row)).toList();
    }

    /** @throws NotFound when there is none that this person works with */
    @Transactional(readOnly = true)
    public AutomationRule find(CurrentPerson me, long id) {
        return view(me, visible(me, id));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<AutomationVersion> versions(CurrentPerson me, long id) {
        visible(me, id);
        List<RuleStore.Version> versions = store.versions(id);
        Map<Long, PersonReference> people = persons.references(
                versions.stream().map(RuleStore.Version::publishedById).collect(Collectors.toSet()));
        return versions.stream()
                .map(each -> new AutomationVersion(
                        each.number(),
                        shown(me, each.definition()),
                        each.note(),
                        each.publishedAt(),
                        people.get(each.publishedById())))
                .toList();
    }

    @Transactional(readOnly = true)
    public AutomationDraft draft(CurrentPerson me, long id) {
        return draft(me, shapeable(me, id));
    }

    private AutomationDraft draft(CurrentPerson me, RuleStore.Row row) {
        RuleStore.Draft draft = store.draft(row.id()).orElse(null);
        RuleDefinition definition = shown(me, draft == null ? published(row) : draft.definition());
        List<Violation> problems = new ArrayList<>();
        kept(me, row, definition, problems);
        return new AutomationDraft(
                definition,
                draft == null ? 0 : draft.version(),
                draft == null ? null : draft.changedAt(),
                draft == null
                        ? null
                        : persons.references(Set.of(draft.changedById())).get(draft.changedById()),
                problems);
    }

    /** A definition as it is kept: with queries that mean the same whatever things will be called. */
    private RuleDefinition kept(CurrentPerson me, RuleStore.Row row, RuleDefinition given, List<Violation> violations) {
        checks.check(given, fields(me, row), me.timeZone(), violations);
        requireCalendar(me, row, given, violations);
        return given.with((pointer, query) -> {
            if (query.isBlank()) {
                return query;
            }
            try {
                return queries.kept(me, PlainText.lines(query));
            } catch (QueryInvalid invalid) {
                violations.add(Violation.of(pointer, "query", invalid.first()));
                return query;
            }
        });
    }

    private void requireCalendar(
            CurrentPerson me, RuleStore.Row row, RuleDefinition given, List<Violation> violations) {
        if (given.trigger() instanceof ScheduleTrigger times && times.schedule() instanceof BusinessDaySchedule days) {
            String deskKey =
                    row.deskId() == null ? null : desks.require(row.deskId()).key();
            if (calendars.all(me, deskKey).stream()
                    .noneMatch(each -> each.calendar().id() == days.calendarId())) {
                violations.add(Violation.of("/trigger/schedule/calendarId", "choice_unknown"));
            }
        }
    }

    /** What can be named on the desks on which it runs. */
    private List<FieldDefinition> fields(CurrentPerson me, RuleStore.Row row) {
        return deskIds(me, row)
                .flatMap(desk -> forms.fieldsOfDesk(desk).stream())
                .distinct()
                .toList();
    }

    private Stream<Long> deskIds(CurrentPerson me, RuleStore.Row row) {
        return row.everywhere() || row.deskIds().isEmpty()
                ? desks.visibleTo(me).stream().map(Desk::id)
                : row.deskIds().stream();
    }

    private AutomationRule view(CurrentPerson me, RuleStore.Row row) {
        RuleStore.Draft draft = store.draft(row.id()).orElse(null);
        RuleDefinition definition =
                row.publishedVersion() == null && draft != null ? draft.definition() : published(row);
        return new AutomationRule(
                row.id(),
                row.deskId() == null ? null : desks.require(row.deskId()).key(),
                row.name(),
                row.everywhere(),
                new TreeSet<>(desks.keys(row.deskIds()).values()),
                persons.references(Set.of(row.runAsId())).get(row.runAsId()),
                row.enabled(),
                row.stoppedBecause() != null,
                row.publishedVersion(),
                shown(me, definition),
                draft != null,
                mayShape(me, row),
                row.version());
    }

    private RuleDefinition published(RuleStore.Row row) {
        return store.version(row.id(), Objects.requireNonNull(row.publishedVersion()))
                .definition();
    }

    private RuleDefinition shown(CurrentPerson me, RuleDefinition definition) {
        return definition.with((pointer, query) -> {
            try {
                return queries.shown(me, query);
            } catch (QueryInvalid unreadable) {
                return query;
            }
        });
    }

    // ------------------------------------------------------------------ shaped

    /** Begins one as a draft, in the name of who begins it; it runs once it is published. Answers its id. */
    @Transactional
    public long create(CurrentPerson me, @Nullable String idempotencyKey, NewAutomationRule wanted) {
        Desk desk = wanted.deskKey() == null ? null : desks.visible(me, wanted.deskKey());
        requireMayShape(me, desk == null ? null : desk.id());
        return Long.parseLong(idempotency.once(me.id(), idempotencyKey, "automation-rule", wanted, () -> {
            List<Violation> violations = new ArrayList<>();
            LocalizedText name = LocalizedText.name(wanted.name(), RuleChecks.LONGEST_NAME, "/name", violations);
            Invalid.throwIfAny(violations);
            requireKeepable(wanted.definition());
            Instant now = clock.instant();
            long id = store.insert(desk == null ? null : desk.id(), name, me.id(), now);
            store.saveDraft(id, wanted.definition(), now, me.id());
            return Long.toString(id);
        }));
    }

    /** Names it, says where and in whose name it runs, or switches it off or on. One that stopped by itself goes on by that. */
    @Transactional
    public AutomationRule change(CurrentPerson me, long id, long basedOn, AutomationRuleChange change) {
        shapeable(me, id);
        RuleStore.Row row = lock(id);
        if (row.version() != basedOn) {
            throw new StaleVersion(row.version());
        }
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = change.name() == null
                ? row.name()
                : LocalizedText.name(change.name(), RuleChecks.LONGEST_NAME, "/name", violations);
        boolean everywhere = Objects.requireNonNullElse(change.everywhere(), row.everywhere());
        if (everywhere && row.deskId() != null) {
            violations.add(Violation.of("/everywhere", "choice_unknown"));
        }
        Set<Long> deskIds = change.deskKeys() == null ? row.deskIds() : deskIds(me, row, change.deskKeys(), violations);
        long runAsId = Objects.requireNonNullElse(change.runAsId(), row.runAsId());
        if (change.runAsId() != null) {
            requireMayRunAs(me, runAsId, violations);
            if (!persons.allExistAndActive(Set.of(runAsId))) {
                violations.add(Violation.of("/runAsId", "unknown"));
            }
        }
        Invalid.throwIfAny(violations);
        RuleStore.Row then = new RuleStore.Row(
                row.id(),
                row.deskId(),
                name,
                everywhere,
                everywhere ? Set.of() : deskIds,
                runAsId,
                row.position(),
                Objects.requireNonNullElse(change.enabled(), row.enabled()),
                row.publishedVersion(),
                change.runAsId() != null || Boolean.TRUE.equals(change.enabled()) ? null : row.stoppedBecause(),
                row.version());
        store.update(then);
        forget(row);
        forget(then);
        if (then.runs() && !row.runs()) {
            schedules.begin(id, published(then));
        }
        return view(me, lock(id));
    }

    private Set<Long> deskIds(CurrentPerson me, RuleStore.Row row, Set<String> keys, List<Violation> violations) {
        Set<Long> ids = desks.visibleTo(me).stream()
                .filter(desk -> keys.contains(desk.key()))
                .map(Desk::id)
                .collect(Collectors.toCollection(TreeSet::new));
        if (ids.size() < keys.size()) {
            violations.add(Violation.of("/deskKeys", "choice_unknown"));
        }
        if (row.deskId() != null && !Set.of(row.deskId()).containsAll(ids)) {
            violations.add(Violation.of("/deskKeys", "choice_unknown"));
        }
        return ids;
    }

    /** What a rule may do is what its person may: only who administers automation lends others' rights. */
    private static void requireMayRunAs(CurrentPerson me, long runAsId, List<Violation> violations) {
        if (runAsId != me.id() && !me.may(Permission.AUTOMATION_ADMINISTER)) {
            violations.add(Violation.of("/runAsId", "automation_run_as"));
        }
    }

    /**
     * Keeps the draft as it is now; it may be full of mistakes.
     *
     * @param basedOn the draft's version, 0 to begin one
     * @throws StaleVersion when somebody else has saved since
     */
    @Transactional
    public AutomationDraft save(CurrentPerson me, long id, long basedOn, RuleDefinition definition) {
        shapeable(me, id);
        RuleStore.Row row = lock(id);
        requireDraft(id, basedOn);
        requireKeepable(definition);
        store.saveDraft(id, definition, clock.instant(), me.id());
        return draft(me, row);
    }

    /** Gives the draft up; what is published stays. */
    @Transactional
    public void discard(CurrentPerson me, long id, long basedOn) {
        RuleStore.Row row = shapeable(me, id);
        requireDraft(id, basedOn);
        if (row.publishedVersion() == null) {
            throw new NotFound();
        }
        store.deleteDraft(id);
    }

    /** Makes what was published once the draft. */
    @Transactional
    public AutomationDraft takeBack(CurrentPerson me, long id, long basedOn, int number) {
        shapeable(me, id);
        RuleStore.Version version = store.versions(id).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(NotFound::new);
        return save(me, id, basedOn, version.definition());
    }

    /**
     * Puts the draft in force for what happens from now on.
     *
     * @throws Invalid when it cannot run, or would lend its author the rights of somebody else
     */
    @Transactional
    public AutomationRule publish(CurrentPerson me, long id, long basedOn, @Nullable String note) {
        shapeable(me, id);
        RuleStore.Row row = lock(id);
        requireDraft(id, basedOn);
        RuleDefinition drafted = store.draft(id).orElseThrow(NotFound::new).definition();
        List<Violation> violations = new ArrayList<>();
        RuleDefinition kept = kept(me, row, shown(me, drafted), violations);
        requireMayRunAs(me, row.runAsId(), violations);
        String why = note == null ? "" : PlainText.lines(note);
        if (why.length() > RuleChecks.LONGEST_NOTE) {
            violations.add(Violation.of("/note", "too_long", RuleChecks.LONGEST_NOTE));
        }
        Invalid.throwIfAny(violations);
        int number = Objects.requireNonNullElse(row.publishedVersion(), 0) + 1;
        store.insert(id, new RuleStore.Version(number, kept, why, clock.instant(), me.id()));
        store.update(row.published(number));
        schedules.begin(id, kept);
        store.deleteDraft(id);
        forget(row);
        return view(me, lock(id));
    }

    /** A rule's draft as text, for keeping, comparing and bringing to another installation. */
    @Transactional(readOnly = true)
    public String exported(CurrentPerson me, long id) {
        return ConfigurationText.write(KIND, FORMAT, draft(me, id).definition());
    }

    /**
     * Makes a text the draft.
     *
     * @throws Invalid when it is not the text of a rule
     */
    @Transactional
    public AutomationDraft imported(CurrentPerson me, long id, long basedOn, String text) {
        shapeable(me, id);
        return save(me, id, basedOn, ConfigurationText.read(text, KIND, FORMAT, RuleDefinition.class, "/text"));
    }

    /**
     * The draft as it would be published; what is in force when there is none.
     *
     * @throws Invalid when it cannot run
     */
    RuleDefinition publishable(CurrentPerson me, RuleStore.Row row) {
        RuleDefinition drafted =
                store.draft(row.id()).map(RuleStore.Draft::definition).orElseGet(() -> published(row));
        List<Violation> violations = new ArrayList<>();
        RuleDefinition kept = kept(me, row, shown(me, drafted), violations);
        requireMayRunAs(me, row.runAsId(), violations);
        Invalid.throwIfAny(violations);
        return kept;
    }

    private static void requireKeepable(RuleDefinition definition) {
        if (!Json.keepable(definition)) {
            throw Invalid.at("", "pattern");
        }
    }

    private void requireDraft(long id, long basedOn) {
        long version = store.draft(id).map(RuleStore.Draft::version).orElse(0L);
        if (version != basedOn) {
            throw new StaleVersion(version);
        }
    }

    private void forget(RuleStore.Row row) {
        inUse.forgetAfterCommit(row.everywhere(), row.deskIds());
    }

    private RuleStore.Row lock(long id) {
        return store.lock(id).orElseThrow(NotFound::new);
    }

    private RuleStore.Row visible(CurrentPerson me, long id) {
        RuleStore.Row row = store.find(id).orElseThrow(NotFound::new);
        boolean maySee = row.deskId() == null
                ? me.mayOnAnyDesk(Permission.TICKET_VIEW)
                : me.mayOnDesk(Permission.TICKET_VIEW, row.deskId());
        if (!maySee) {
            throw new NotFound();
        }
        return row;
    }

    /** @throws NotFound when there is none that this person works with */
    RuleStore.Row shapeable(CurrentPerson me, long id) {
        RuleStore.Row row = visible(me, id);
        requireMayShape(me, row.deskId());
        return row;
    }

    private static boolean mayShape(CurrentPerson me, RuleStore.Row row) {
        return row.deskId() == null
                ? me.may(Permission.AUTOMATION_ADMINISTER)
                : me.mayOnDesk(Permission.DESK_CONFIGURE, row.deskId());
    }

    private static void requireMayShape(CurrentPerson me, @Nullable Long deskId) {
        if (deskId == null) {
            me.require(Permission.AUTOMATION_ADMINISTER);
        } else {
            me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        }
    }
}
