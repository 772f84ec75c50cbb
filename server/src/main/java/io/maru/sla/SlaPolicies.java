package io.maru.sla;

import io.maru.calendar.Calendars;
import io.maru.desk.Desk;
import io.maru.desk.DeskCreated;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is promised: policies are drafted, tried, published in versions, shared by desks and taken back. */
@Service
public class SlaPolicies {

    private static final String KIND = "sla-policy";
    private static final int FORMAT = 1;

    private final PolicyStore store;
    private final PoliciesInUse inUse;
    private final Recalculations recalculations;
    private final Calendars calendars;
    private final Queries queries;
    private final Desks desks;
    private final Persons persons;
    private final Groups groups;
    private final RoleAssignments roleAssignments;
    private final Idempotency idempotency;
    private final Clock clock;

    SlaPolicies(
            PolicyStore store,
            PoliciesInUse inUse,
            Recalculations recalculations,
            Calendars calendars,
            Queries queries,
            Desks desks,
            Persons persons,
            Groups groups,
            RoleAssignments roleAssignments,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.inUse = inUse;
        this.recalculations = recalculations;
        this.calendars = calendars;
        this.queries = queries;
        this.desks = desks;
        this.persons = persons;
        this.groups = groups;
        this.roleAssignments = roleAssignments;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * A policy for those who work with it.
     *
     * @param deskKey the desk that shapes it; null for one of the installation
     * @param deskKeys whose tickets it measures
     * @param published the number of what is in force; null for one that was only drafted
     * @param definition what is in force, or, while nothing is, what is drafted; with the names that things have now
     * @param broken the places of goals whose query cannot be understood any more, and that no ticket matches therefore
     * @param drafted whether there is a draft beside it
     */
    public record PolicyView(
            long id,
            @Nullable String deskKey,
            LocalizedText name,
            Set<String> deskKeys,
            @Nullable Integer published,
            PolicyDefinition definition,
            List<Integer> broken,
            boolean drafted,
            boolean retired,
            boolean mayShape,
            long version) {}

    /**
     * A draft, or what is published when there is none.
     *
     * @param version what a change of it is based on; 0 when there is none yet
     * @param problems why it cannot be published, each at its place
     */
    public record PolicyDraft(
            PolicyDefinition definition,
            long version,
            @Nullable Instant changedAt,
            @Nullable PersonReference changedBy,
            List<Violation> problems) {}

    public record PolicyVersion(
            int number,
            PolicyDefinition definition,
            String note,
            Instant publishedAt,
            @Nullable PersonReference publishedBy) {}

    /**
     * @param deskKey the desk that shapes it and whose tickets it measures; null for one of the installation
     * @param template what it begins with; null for the first
     * @param calendarId of its goals
     */
    public record NewPolicy(
            @Nullable String deskKey,
            @Nullable LocalizedText name,
            @Nullable PolicyTemplates template,
            long calendarId) {}

    /** What is left out stays. */
    public record PolicyChange(
            @Nullable LocalizedText name,
            @Nullable Set<String> deskKeys,
            @Nullable Boolean retired) {}

    // ------------------------------------------------------------------ looked at

    /** Those that measure a desk's tickets, or that it shapes. */
    @Transactional(readOnly = true)
    public List<PolicyView> ofDesk(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return store.of(desk.id()).stream().map(row -> view(me, row)).toList();
    }

    /** Those of the installation, which desks share. */
    @Transactional(readOnly = true)
    public List<PolicyView> ofInstallation(CurrentPerson me) {
        me.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.of(null).stream().map(row -> view(me, row)).toList();
    }

    /** @throws NotFound when there is none that this person works with */
    @Transactional(readOnly = true)
    public PolicyView find(CurrentPerson me, long id) {
        return view(me, visible(me, id));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<PolicyVersion> versions(CurrentPerson me, long id) {
        visible(me, id);
        List<PolicyStore.Version> versions = store.versions(id);
        Map<Long, PersonReference> people = persons.references(versions.stream()
                .map(PolicyStore.Version::publishedById)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return versions.stream()
                .map(each -> new PolicyVersion(
                        each.number(),
                        shown(me, each.definition()),
                        each.note(),
                        each.publishedAt(),
                        each.publishedById() == null ? null : people.get(each.publishedById())))
                .toList();
    }

    @Transactional(readOnly = true)
    public PolicyDraft draft(CurrentPerson me, long id) {
        return draft(me, shapeable(me, id));
    }

    private PolicyDraft draft(CurrentPerson me, PolicyStore.Row row) {
        PolicyStore.Draft draft = store.draft(row.id()).orElse(null);
        PolicyDefinition definition = shown(me, draft == null ? published(row) : draft.definition());
        List<Violation> problems = new ArrayList<>();
        kept(me, row, definition, problems);
        return new PolicyDraft(
                definition,
                draft == null ? 0 : draft.version(),
                draft == null ? null : draft.changedAt(),
                draft == null
                        ? null
                        : persons.references(Set.of(draft.changedById())).get(draft.changedById()),
                problems);
    }

    /** A definition as it is kept, and what keeps it from being published. */
    private PolicyDefinition kept(
            CurrentPerson me, PolicyStore.Row row, PolicyDefinition given, List<Violation> violations) {
        for (int index = 0; index < given.escalations().size(); index++) {
            Escalation escalation = given.escalations().get(index);
            String pointer = "/escalations/" + index;
            Long assigneeId = escalation.assigneeId();
            Long teamId = escalation.teamId();
            if (assigneeId != null && !worksWithIts(row, assigneeId)) {
                violations.add(Violation.of(pointer + "/assigneeId", "not_an_agent"));
            }
            if (teamId != null && !groups.names(Set.of(teamId)).containsKey(teamId)) {
                violations.add(Violation.of(pointer + "/teamId", "unknown"));
            }
            if (!persons.allExistAndActive(escalation.personIds())) {
                violations.add(Violation.of(pointer + "/personIds", "unknown"));
            }
        }
        return PolicyRules.kept(given, queries, me, calendar -> mayCount(row, calendar), violations);
    }

    /** On a desk that it measures; before it measures any, whoever there is. */
    private boolean worksWithIts(PolicyStore.Row row, long personId) {
        return row.deskIds().isEmpty()
                ? persons.allExistAndActive(Set.of(personId))
                : row.deskIds().stream()
                        .anyMatch(desk -> roleAssignments.holds(personId, Permission.TICKET_EDIT, desk));
    }

    private PolicyView view(CurrentPerson me, PolicyStore.Row row) {
        PolicyStore.Draft draft = store.draft(row.id()).orElse(null);
        PolicyDefinition definition =
                row.publishedVersion() == null && draft != null ? draft.definition() : published(row);
        Map<Long, String> keys = desks.keys(row.deskIds());
        return new PolicyView(
                row.id(),
                row.deskId() == null ? null : desks.require(row.deskId()).key(),
                row.name(),
                new TreeSet<>(keys.values()),
                row.publishedVersion(),
                shown(me, definition),
                broken(me, definition),
                draft != null,
                row.retired(),
                mayShape(me, row),
                row.version());
    }

    private PolicyDefinition published(PolicyStore.Row row) {
        return Objects.requireNonNull(store.published(Set.of(row.id())).get(row.id()))
                .definition();
    }

    private PolicyDefinition shown(CurrentPerson me, PolicyDefinition definition) {
        return definition.with(definition.goals().stream()
                .map(goal -> new Goal(shown(me, goal.query()), goal.target(), goal.dueField(), goal.calendarId()))
                .toList());
    }

    @Nullable
    String shown(CurrentPerson me, @Nullable String query) {
        try {
            return query == null ? null : queries.shown(me, query);
        } catch (QueryInvalid unreadable) {
            return query;
        }
    }

    private List<Integer> broken(CurrentPerson me, PolicyDefinition definition) {
        return IntStream.range(0, definition.goals().size())
                .filter(index -> {
                    String query = definition.goals().get(index).query();
                    return query != null && !queries.check(me, query).problems().isEmpty();
                })
                .boxed()
                .toList();
    }

    // ------------------------------------------------------------------ shaped

    /** Begins one as a draft; nothing is measured by it before it is published. Answers its id. */
    @Transactional
    public long create(CurrentPerson me, @Nullable String idempotencyKey, NewPolicy wanted) {
        Desk desk = wanted.deskKey() == null ? null : desks.visible(me, wanted.deskKey());
        requireMayShape(me, desk == null ? null : desk.id());
        return Long.parseLong(idempotency.once(me.id(), idempotencyKey, "sla-policy", wanted, () -> {
            PolicyTemplates template = Objects.requireNonNullElse(wanted.template(), PolicyTemplates.FIRST_RESPONSE);
            List<Violation> violations = new ArrayList<>();
            LocalizedText name = wanted.name() == null
                    ? template.title()
                    : LocalizedText.name(wanted.name(), PolicyRules.LONGEST_NAME, "/name", violations);
            if (!calendars.mayCount(desk == null ? 0 : desk.id(), wanted.calendarId())) {
                violations.add(Violation.of("/calendarId", "sla_calendar"));
            }
            Invalid.throwIfAny(violations);
            Instant now = clock.instant();
            long id = store.insert(desk == null ? null : desk.id(), name, now);
            store.saveDraft(id, template.definition(wanted.calendarId()), now, me.id());
            if (desk != null) {
                PolicyStore.Row row = lock(id);
                store.update(with(row, row.name(), Set.of(desk.id()), row.publishedVersion()), null);
            }
            return Long.toString(id);
        }));
    }

    /** Names it, says whose tickets it measures, or ends or takes up its use. Ongoing clocks keep what was promised. */
    @Transactional
    public PolicyView change(CurrentPerson me, long id, long basedOn, PolicyChange change) {
        shapeable(me, id);
        PolicyStore.Row row = lock(id);
        if (row.version() != basedOn) {
            throw new StaleVersion(row.version());
        }
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = change.name() == null
                ? row.name()
                : LocalizedText.name(change.name(), PolicyRules.LONGEST_NAME, "/name", violations);
        Set<Long> deskIds = change.deskKeys() == null ? row.deskIds() : deskIds(me, row, change.deskKeys(), violations);
        Invalid.throwIfAny(violations);
        boolean retired = Objects.requireNonNullElse(change.retired(), row.retired());
        PolicyStore.Row then = with(row, name, deskIds, row.publishedVersion());
        store.update(then, retired ? clock.instant() : null);
        forget(row, then);
        if (!retired && row.publishedVersion() != null && !(row.deskIds().containsAll(deskIds) && !row.retired())) {
            recalculations.ofPolicy(id, me.id());
        }
        return view(me, lock(id));
    }

    private Set<Long> deskIds(CurrentPerson me, PolicyStore.Row row, Set<String> keys, List<Violation> violations) {
        Set<Long> ids = new TreeSet<>();
        for (String key : keys) {
            try {
                ids.add(desks.visible(me, key).id());
            } catch (NotFound unknown) {
                violations.add(Violation.of("/deskKeys", "choice_unknown"));
            }
        }
        if (row.deskId() != null && !Set.of(row.deskId()).containsAll(ids)) {
            violations.add(Violation.of("/deskKeys", "choice_unknown"));
        }
        return ids;
    }

    /**
     * Keeps the draft as it is now; it may be full of mistakes.
     *
     * @param basedOn the draft's version, 0 to begin one
     * @throws StaleVersion when somebody else has saved since
     */
    @Transactional
    public PolicyDraft save(CurrentPerson me, long id, long basedOn, PolicyDefinition definition) {
        shapeable(me, id);
        PolicyStore.Row row = lock(id);
        requireDraft(id, basedOn);
        if (!Json.keepable(definition)) {
            throw Invalid.at("", "pattern");
        }
        store.saveDraft(id, definition, clock.instant(), me.id());
        return draft(me, row);
    }

    /** Gives the draft up; what is published stays. */
    @Transactional
    public void discard(CurrentPerson me, long id, long basedOn) {
        PolicyStore.Row row = shapeable(me, id);
        requireDraft(id, basedOn);
        if (row.publishedVersion() == null) {
            throw new NotFound();
        }
        store.deleteDraft(id);
    }

    /** Makes what was published once the draft. */
    @Transactional
    public PolicyDraft takeBack(CurrentPerson me, long id, long basedOn, int number) {
        shapeable(me, id);
        PolicyStore.Version version = store.versions(id).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(NotFound::new);
        return save(me, id, basedOn, version.definition());
    }

    /**
     * Puts the draft in force. Clocks that run are counted anew in the background; those that have stopped stand as measured.
     *
     * @throws Invalid when it cannot be measured by
     */
    @Transactional
    public PolicyView publish(CurrentPerson me, long id, long basedOn, @Nullable String note) {
        shapeable(me, id);
        PolicyStore.Row row = lock(id);
        requireDraft(id, basedOn);
        PolicyDefinition drafted = store.draft(id).orElseThrow(NotFound::new).definition();
        List<Violation> violations = new ArrayList<>();
        PolicyDefinition kept = kept(me, row, shown(me, drafted), violations);
        String why = note == null ? "" : PlainText.lines(note);
        if (why.length() > PolicyRules.LONGEST_NOTE) {
            violations.add(Violation.of("/note", "too_long", PolicyRules.LONGEST_NOTE));
        }
        Invalid.throwIfAny(violations);
        publish(row, kept, why, me.id());
        store.deleteDraft(id);
        recalculations.ofPolicy(id, me.id());
        return view(me, lock(id));
    }

    private void publish(PolicyStore.Row row, PolicyDefinition definition, String note, @Nullable Long personId) {
        int number = Objects.requireNonNullElse(row.publishedVersion(), 0) + 1;
        store.insert(row.id(), new PolicyStore.Version(number, definition, note, clock.instant(), personId));
        PolicyStore.Row then = with(row, row.name(), row.deskIds(), number);
        store.update(then, row.retired() ? clock.instant() : null);
        forget(row, then);
    }

    /** A new desk promises what most do. */
    @EventListener
    void begin(DeskCreated created) {
        for (PolicyTemplates template : PolicyTemplates.OF_EVERY_DESK) {
            long id = store.insert(created.deskId(), template.title(), clock.instant());
            PolicyStore.Row row = lock(id);
            publish(
                    with(row, row.name(), Set.of(created.deskId()), null),
                    template.definition(Calendars.WEEKDAYS),
                    "",
                    null);
        }
    }

    /** A policy's draft as text, for keeping, comparing and bringing to another installation. */
    @Transactional(readOnly = true)
    public String exported(CurrentPerson me, long id) {
        return ConfigurationText.write(KIND, FORMAT, draft(me, id).definition());
    }

    /**
     * Makes a text the draft.
     *
     * @throws Invalid when it is not the text of a policy
     */
    @Transactional
    public PolicyDraft imported(CurrentPerson me, long id, long basedOn, String text) {
        shapeable(me, id);
        return save(me, id, basedOn, ConfigurationText.read(text, KIND, FORMAT, PolicyDefinition.class, "/text"));
    }

    /**
     * How far the clocks are that are counted anew.
     *
     * @param state {@code running}, {@code paused} or {@code done}
     * @param total how many tickets there are to look at; null before that is known
     * @param changed how many of them have other clocks than before
     */
    public record RecalculationView(
            String state,
            @Nullable Long total,
            long done,
            long changed,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** @throws NotFound when nothing was ever counted anew */
    @Transactional(readOnly = true)
    public RecalculationView recalculation(CurrentPerson me, long id) {
        visible(me, id);
        return recalculations
                .newest(id)
                .map(job -> new RecalculationView(
                        job.state(), job.total(), job.done(), job.changed(), job.startedAt(), job.endedAt()))
                .orElseThrow(NotFound::new);
    }

    /** Lets what is counted anew wait, or go on. */
    @Transactional
    public RecalculationView pause(CurrentPerson me, long id, boolean paused) {
        shapeable(me, id);
        recalculations.pause(id, paused);
        return recalculation(me, id);
    }

    public List<PolicyTemplates> templates() {
        return Arrays.asList(PolicyTemplates.values());
    }

    private void requireDraft(long id, long basedOn) {
        long version = store.draft(id).map(PolicyStore.Draft::version).orElse(0L);
        if (version != basedOn) {
            throw new StaleVersion(version);
        }
    }

    private static PolicyStore.Row with(
            PolicyStore.Row row, LocalizedText name, Set<Long> deskIds, @Nullable Integer published) {
        return new PolicyStore.Row(
                row.id(), row.deskId(), name, row.position(), published, row.retired(), row.version(), deskIds);
    }

    private void forget(PolicyStore.Row before, PolicyStore.Row then) {
        Set<Long> concerned = new TreeSet<>(before.deskIds());
        concerned.addAll(then.deskIds());
        inUse.forgetAfterCommit(then.id(), concerned);
    }

    private boolean mayCount(PolicyStore.Row row, long calendarId) {
        return calendars.mayCount(row.deskId() == null ? 0 : row.deskId(), calendarId);
    }

    private PolicyStore.Row lock(long id) {
        return store.lock(id).orElseThrow(NotFound::new);
    }

    private PolicyStore.Row visible(CurrentPerson me, long id) {
        PolicyStore.Row row = store.find(id).orElseThrow(NotFound::new);
        if (!maySee(me, row)) {
            throw new NotFound();
        }
        return row;
    }

    /**
     * The draft as it would be published; what is in force when there is none.
     *
     * @throws Invalid when it cannot be measured by
     */
    PolicyDefinition publishable(CurrentPerson me, PolicyStore.Row row) {
        PolicyDefinition drafted =
                store.draft(row.id()).map(PolicyStore.Draft::definition).orElseGet(() -> published(row));
        List<Violation> violations = new ArrayList<>();
        PolicyDefinition kept = kept(me, row, shown(me, drafted), violations);
        Invalid.throwIfAny(violations);
        return kept;
    }

    boolean maySee(CurrentPerson me, PolicyStore.Row row) {
        return row.deskId() == null
                ? me.mayOnAnyDesk(Permission.TICKET_VIEW)
                : me.mayOnDesk(Permission.TICKET_VIEW, row.deskId());
    }

    /** @throws NotFound when there is none that this person works with */
    PolicyStore.Row shapeable(CurrentPerson me, long id) {
        PolicyStore.Row row = visible(me, id);
        requireMayShape(me, row.deskId());
        return row;
    }

    private static boolean mayShape(CurrentPerson me, PolicyStore.Row row) {
        return row.deskId() == null
                ? me.may(Permission.SLA_ADMINISTER)
                : me.mayOnDesk(Permission.DESK_CONFIGURE, row.deskId());
    }

    private static void requireMayShape(CurrentPerson me, @Nullable Long deskId) {
        if (deskId == null) {
            me.require(Permission.SLA_ADMINISTER);
        } else {
            me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        }
    }
}
