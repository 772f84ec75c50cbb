package io.maru.workflow;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.ConfigurationText;
import io.maru.platform.Invalid;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a desk's workflows are changed: a draft is edited, checked, published in place of the last version, and taken back. */
@Service
public class WorkflowDrafts {

    private static final String KIND = "workflow";
    private static final int FORMAT = 1;

    private static final int MAXIMUM_NOTE = 1000;
    private static final int MAXIMUM_NAME = 100;
    private static final int MAXIMUM_STATUSES = 200;
    private static final int MAXIMUM_TRANSITIONS = 1000;

    private final WorkflowStore store;
    private final Workflows workflows;
    private final Desks desks;
    private final Persons persons;
    private final TicketsInStatus tickets;
    private final Clock clock;

    WorkflowDrafts(
            WorkflowStore store,
            Workflows workflows,
            Desks desks,
            Persons persons,
            TicketsInStatus tickets,
            Clock clock) {
        this.store = store;
        this.workflows = workflows;
        this.desks = desks;
        this.persons = persons;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * What publishing a draft would do.
     *
     * @param problems why it cannot be published yet, each at its place in the definition
     * @param vanishing statuses that the draft no longer has and that tickets are still in
     */
    public record Review(List<Violation> problems, List<VanishingStatus> vanishing) {}

    /** @param tickets how many are in it now */
    public record VanishingStatus(Status status, long tickets) {}

    /**
     * @param to key of a status of the draft
     * @param resolution needed when that ends the work of tickets that were not done
     */
    public record Move(String from, String to, @Nullable String resolution) {}

    /** @param note why, for the list of versions */
    public record Publication(
            @Nullable String note, @Nullable List<Move> moves) {}

    public record PublishedVersion(
            int number, @Nullable PersonReference publishedBy, Instant publishedAt, String note) {}

    /** The draft, or what is published when nobody has begun one. */
    @Transactional(readOnly = true)
    public WorkflowDraft draft(CurrentPerson me, String deskKey, long workflowId) {
        return current(workflows.configurable(me, deskKey, workflowId));
    }

    /**
     * Keeps the draft as it is now; it may be full of mistakes.
     *
     * @param version of the draft that was edited, 0 to begin one
     * @throws StaleVersion when somebody else has saved since
     */
    @Transactional
    public WorkflowDraft save(
            CurrentPerson me, String deskKey, long workflowId, long version, WorkflowDefinition definition) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        checkSize(definition);
        if (!store.saveDraft(workflow.id(), version, definition, me.id(), clock.instant())) {
            throw new StaleVersion(current(workflow).version());
        }
        return current(workflow);
    }

    /** Gives the draft up; what is published stays. */
    @Transactional
    public void discard(CurrentPerson me, String deskKey, long workflowId, long version) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        if (!store.deleteDraft(workflow.id(), version)) {
            throw new StaleVersion(current(workflow).version());
        }
    }

    @Transactional(readOnly = true)
    public Review review(CurrentPerson me, String deskKey, long workflowId) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        WorkflowDefinition definition = current(workflow).definition();
        Map<String, Status> before = store.statusesByKey(workflow.id());
        return new Review(problems(workflow, definition, before), withTickets(vanishing(before, definition)));
    }

    /**
     * Puts the draft in place of the published version. Tickets whose status vanishes go where {@code moves} says: each
     * at the latest when somebody next changes it, all of them soon in the background.
     *
     * @throws Invalid when a ticket could be stuck, or it is not said where tickets go
     */
    @Transactional
    public Workflow publish(CurrentPerson me, String deskKey, long workflowId, long version, Publication publication) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        store.lock(workflow.id());
        WorkflowDraft draft = current(workflow);
        if (draft.version() != version || version == 0) {
            throw new StaleVersion(draft.version());
        }
        WorkflowDefinition definition = draft.definition();
        Map<String, Status> before = store.statusesByKey(workflow.id());
        List<Violation> violations = new ArrayList<>(problems(workflow, definition, before).stream()
                .map(problem -> new Violation("/definition" + problem.pointer(), problem.code(), problem.arguments()))
                .toList());
        String note = publication.note() == null ? "" : PlainText.lines(publication.note());
        if (note.length() > MAXIMUM_NOTE) {
            violations.add(Violation.of("/note", "too_long", MAXIMUM_NOTE));
        }
        Map<String, Move> given = checkedMoves(publication, definition, before, violations);
        List<Status> vanishing = vanishing(before, definition);
        withTickets(vanishing).stream()
                .map(VanishingStatus::status)
                .filter(status -> !given.containsKey(status.key()))
                .forEach(status -> violations.add(
                        Violation.of("/moves", "move_missing", status.name().in(me.language()))));
        Invalid.throwIfAny(violations);
        Instant now = clock.instant();
        Map<String, Long> statusIds = store.publish(workflow.id(), definition, note, me.id(), now);
        store.deleteMovesFrom(statusIds.values());
        for (Status status : vanishing) {
            // One that has no ticket now may still get one from a transition that is under way.
            Move move = given.getOrDefault(status.key(), like(status, definition));
            long target = Objects.requireNonNull(statusIds.get(move.to()));
            store.moveFrom(new StatusMove(status.id(), target, move.resolution(), me.id(), now));
        }
        workflows.forgetAfterCommit(workflow);
        return workflows.workflow(workflow.id());
    }

    /** Tickets on their way out of statuses that publications took away. */
    @Transactional(readOnly = true)
    public List<VanishingStatus> moving(CurrentPerson me, String deskKey, long workflowId) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        Set<String> present = workflow.statuses().stream().map(Status::key).collect(Collectors.toSet());
        List<Status> gone = store.statusesByKey(workflow.id()).values().stream()
                .filter(status -> !present.contains(status.key()))
                .toList();
        return withTickets(gone);
    }

    private List<VanishingStatus> withTickets(List<Status> statuses) {
        Map<Long, Long> counts = tickets.count(statuses.stream().map(Status::id).toList());
        return statuses.stream()
                .map(status -> new VanishingStatus(status, counts.getOrDefault(status.id(), 0L)))
                .filter(status -> status.tickets() > 0)
                .toList();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<PublishedVersion> versions(CurrentPerson me, String deskKey, long workflowId) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        List<WorkflowStore.VersionRow> rows = store.versions(workflow.id());
        Map<Long, PersonReference> names = persons.references(rows.stream()
                .map(WorkflowStore.VersionRow::publishedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new PublishedVersion(
                        row.number(),
                        row.publishedBy() == null ? null : names.get(row.publishedBy()),
                        row.publishedAt(),
                        row.note()))
                .toList();
    }

    /** Makes an earlier version the draft, from where it is checked and published like any other. */
    @Transactional
    public WorkflowDraft restore(CurrentPerson me, String deskKey, long workflowId, int number, long version) {
        WorkflowDefinition definition = version(me, deskKey, workflowId, number);
        return save(me, deskKey, workflowId, version, definition);
    }

    /**
     * A further workflow of a desk, which nothing follows yet. What cannot be published as it is becomes the draft.
     *
     * @param otherwise what is published until then
     */
    @Transactional
    public Workflow begin(CurrentPerson me, String deskKey, WorkflowDefinition wanted, WorkflowDefinition otherwise) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = LocalizedText.name(wanted.name(), MAXIMUM_NAME, "/name", violations);
        Invalid.throwIfAny(violations);
        checkSize(wanted);
        boolean complete = workflows.problems(desk.id(), false, wanted).isEmpty();
        WorkflowDefinition first = complete ? wanted : otherwise;
        Workflow workflow = workflows.create(
                me, desk.id(), new NewWorkflow(name, first.initial(), first.statuses(), first.transitions(), Set.of()));
        if (!complete) {
            store.saveDraft(workflow.id(), 0, wanted, me.id(), clock.instant());
        }
        return workflow;
    }

    /** What is published, for somebody who wants to begin another one with it. */
    @Transactional(readOnly = true)
    public WorkflowDefinition published(CurrentPerson me, String deskKey, long workflowId) {
        return workflows.ofDesk(me, deskKey).stream()
                .filter(workflow -> workflow.id() == workflowId)
                .filter(workflow -> workflow.shared() || me.mayOnDesk(Permission.DESK_CONFIGURE, workflow.deskId()))
                .map(WorkflowDefinition::of)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** The draft as text. */
    @Transactional(readOnly = true)
    public String exported(CurrentPerson me, String deskKey, long workflowId) {
        return text(draft(me, deskKey, workflowId).definition());
    }

    /** A published version as text, in the words of now. */
    @Transactional(readOnly = true)
    public String exported(CurrentPerson me, String deskKey, long workflowId, int number) {
        return text(version(me, deskKey, workflowId, number));
    }

    private static String text(WorkflowDefinition definition) {
        return ConfigurationText.write(KIND, FORMAT, definition);
    }

    /** Makes a text the draft; like any draft it may be full of mistakes. */
    @Transactional
    public WorkflowDraft imported(CurrentPerson me, String deskKey, long workflowId, long version, String text) {
        workflows.configurable(me, deskKey, workflowId);
        return save(
                me,
                deskKey,
                workflowId,
                version,
                ConfigurationText.read(text, KIND, FORMAT, WorkflowDefinition.class, "/text"));
    }

    /** A version as it was published, in the words of now. */
    @Transactional(readOnly = true)
    public WorkflowDefinition version(CurrentPerson me, String deskKey, long workflowId, int number) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        return store.version(workflow.id(), number).orElseThrow(NotFound::new);
    }

    /**
     * The draft as though it were published, for somebody who tries it. Statuses that do not exist yet have negative ids.
     *
     * @throws Invalid when it could not be published
     */
    @Transactional(readOnly = true)
    public Workflow asPublished(CurrentPerson me, String deskKey, long workflowId) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        WorkflowDefinition definition = current(workflow).definition();
        Map<String, Status> before = store.statusesByKey(workflow.id());
        Invalid.throwIfAny(problems(workflow, definition, before));
        List<Status> statuses = new ArrayList<>();
        for (NewWorkflow.NewStatus status : definition.statuses()) {
            Status existing = before.get(status.key());
            LocalizedText customerName = status.customerName() == null ? status.name() : status.customerName();
            statuses.add(new Status(
                    existing == null ? -1 - statuses.size() : existing.id(),
                    workflow.id(),
                    status.key(),
                    status.name(),
                    customerName.or(status.name()),
                    status.category()));
        }
        return new Workflow(
                workflow.id(),
                workflow.deskId(),
                definition.name(),
                workflow.shared(),
                workflow.version(),
                definition.initial(),
                statuses,
                definition.transitions(),
                WorkflowDocument.ofEach(definition.statuses(), NewWorkflow.NewStatus::position),
                WorkflowDocument.ofEach(definition.statuses(), NewWorkflow.NewStatus::approval));
    }

    /** How many tickets are in each status of the published version, by key. */
    @Transactional(readOnly = true)
    public Map<String, Long> ticketsPerStatus(CurrentPerson me, String deskKey, long workflowId) {
        Workflow workflow = workflows.configurable(me, deskKey, workflowId);
        Map<Long, Long> counts =
                tickets.count(workflow.statuses().stream().map(Status::id).toList());
        Map<String, Long> byKey = new LinkedHashMap<>();
        workflow.statuses().forEach(status -> byKey.put(status.key(), counts.getOrDefault(status.id(), 0L)));
        return byKey;
    }

    private static void checkSize(WorkflowDefinition definition) {
        List<Violation> violations = new ArrayList<>();
        if (definition.statuses().size() > MAXIMUM_STATUSES) {
            violations.add(Violation.of("/statuses", "too_many", MAXIMUM_STATUSES));
        }
        if (definition.transitions().size() > MAXIMUM_TRANSITIONS) {
            violations.add(Violation.of("/transitions", "too_many", MAXIMUM_TRANSITIONS));
        }
        for (int index = 0; index < definition.statuses().size(); index++) {
            NewWorkflow.NewStatus status = definition.statuses().get(index);
            LocalizedText.text(status.name(), MAXIMUM_NAME, "/statuses/" + index + "/name", violations);
            LocalizedText.text(status.customerName(), MAXIMUM_NAME, "/statuses/" + index + "/customerName", violations);
        }
        for (int index = 0; index < definition.transitions().size(); index++) {
            LocalizedText.text(
                    definition.transitions().get(index).name(),
                    MAXIMUM_NAME,
                    "/transitions/" + index + "/name",
                    violations);
        }
        // PostgreSQL cannot keep this character, wherever it hides.
        if (!Json.keepable(definition)) {
            violations.add(Violation.of("", "pattern"));
        }
        Invalid.throwIfAny(violations);
    }

    private WorkflowDraft current(Workflow workflow) {
        return store.draft(workflow.id())
                .map(row -> new WorkflowDraft(
                        workflow.id(),
                        row.definition(),
                        row.version(),
                        workflow.version(),
                        row.editedBy() == null
                                ? null
                                : persons.references(Set.of(row.editedBy())).get(row.editedBy()),
                        row.editedAt()))
                .orElseGet(() -> new WorkflowDraft(
                        workflow.id(), WorkflowDefinition.of(workflow), 0, workflow.version(), null, null));
    }

    private List<Violation> problems(Workflow workflow, WorkflowDefinition definition, Map<String, Status> before) {
        List<Violation> problems =
                new ArrayList<>(workflows.problems(workflow.deskId(), workflow.shared(), definition));
        for (int index = 0; index < definition.statuses().size(); index++) {
            NewWorkflow.NewStatus status = definition.statuses().get(index);
            Status was = before.get(status.key());
            if (was != null && was.category() != status.category()) {
                problems.add(Violation.of("/statuses/" + index + "/category", "category_fixed", was.name()));
            }
        }
        return problems;
    }

    /** Statuses that tickets may be in and that the draft does not have. */
    private static List<Status> vanishing(Map<String, Status> before, WorkflowDefinition definition) {
        Set<String> kept =
                definition.statuses().stream().map(NewWorkflow.NewStatus::key).collect(Collectors.toSet());
        return before.values().stream()
                .filter(status -> !kept.contains(status.key()))
                .toList();
    }

    /** Where tickets go of which nothing was said: to a status of the same category, else to the beginning. */
    private static Move like(Status status, WorkflowDefinition definition) {
        String to = definition.statuses().stream()
                .filter(each -> each.category() == status.category())
                .map(NewWorkflow.NewStatus::key)
                .findFirst()
                .orElse(definition.initial());
        return new Move(status.key(), to, null);
    }

    private Map<String, Move> checkedMoves(
            Publication publication,
            WorkflowDefinition definition,
            Map<String, Status> before,
            List<Violation> violations) {
        Map<String, StatusCategory> after = definition.statuses().stream()
                .collect(Collectors.toMap(
                        NewWorkflow.NewStatus::key, NewWorkflow.NewStatus::category, (first, second) -> first));
        Map<String, Move> moves = new HashMap<>();
        List<Move> given = publication.moves() == null ? List.of() : publication.moves();
        for (int index = 0; index < given.size(); index++) {
            Move move = given.get(index);
            String at = "/moves/" + index;
            Status from = before.get(move.from());
            StatusCategory to = after.get(move.to());
            if (from == null || after.containsKey(move.from())) {
                violations.add(Violation.of(at + "/from", "unknown"));
            } else if (moves.put(move.from(), move) != null) {
                violations.add(Violation.of(at + "/from", "duplicate"));
            }
            if (to == null) {
                violations.add(Violation.of(at + "/to", "status_unknown", move.to()));
            } else if (from != null && to == StatusCategory.DONE && from.category() != StatusCategory.DONE) {
                if (move.resolution() == null) {
                    violations.add(Violation.of(at + "/resolution", "required"));
                } else if (!tickets.isResolution(move.resolution())) {
                    violations.add(Violation.of(at + "/resolution", "choice_unknown"));
                }
            }
        }
        return moves;
    }
}
