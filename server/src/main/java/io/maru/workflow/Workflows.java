package io.maru.workflow;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.field.FieldDefinition;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The workflows of the desks, as published. */
@Service
public class Workflows {

    /** What a transition's screen may ask for besides the desk's fields. */
    private static final Set<String> ALWAYS_ASKABLE = Set.of(WorkflowRules.RESOLUTION, "assignee");

    private final WorkflowStore store;
    private final RuleTypes ruleTypes;
    private final ScreenConditions screenConditions;
    private final ApprovalCheck approvalCheck;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final Groups groups;
    private final Persons persons;
    private final Clock clock;
    private final ReferenceCache<Long, Workflow> workflows;
    private final ReferenceCache<Long, Status> statuses;
    private final ReferenceCache<Long, WorkflowsOfDesk> ofDesks;
    private final ReferenceCache<Long, List<Status>> statusesEver;

    /** @param ids of all workflows, in the order of their making */
    record WorkflowsOfDesk(List<Long> ids, Map<TicketType, Long> byTicketType) {}

    Workflows(
            WorkflowStore store,
            RuleTypes ruleTypes,
            ScreenConditions screenConditions,
            ApprovalCheck approvalCheck,
            Desks desks,
            RequestTypes requestTypes,
            Forms forms,
            Groups groups,
            Persons persons,
            ReferenceCaches caches,
            Clock clock) {
        this.store = store;
        this.ruleTypes = ruleTypes;
        this.screenConditions = screenConditions;
        this.approvalCheck = approvalCheck;
        this.groups = groups;
        this.persons = persons;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.clock = clock;
        this.workflows = caches.create("workflows", store::workflows);
        this.statuses = caches.create("statuses", store::statuses);
        this.ofDesks = caches.create("workflows of desks", this::ofDesks);
        this.statusesEver = caches.create("statuses ever", store::statusesEver);
    }

    /**
     * A workflow's newest version, without asking who wants it.
     *
     * @throws NotFound when there is none
     */
    public Workflow workflow(long workflowId) {
        return workflows.get(workflowId).orElseThrow(NotFound::new);
    }

    /**
     * What a desk's tickets of a type follow.
     *
     * @throws NotFound when the desk does not do this kind of work
     */
    public Workflow forTicketType(long deskId, TicketType type) {
        Long workflowId = assigned(deskId).get(type);
        if (workflowId == null) {
            throw new NotFound();
        }
        return workflow(workflowId);
    }

    /** The kinds of work a desk does. */
    public Set<TicketType> ticketTypes(long deskId) {
        return assigned(deskId).keySet();
    }

    /** The kinds of work of a desk that follow a workflow. */
    public Set<TicketType> ticketTypes(long deskId, Workflow workflow) {
        Map<TicketType, Long> assigned = assigned(deskId);
        return Arrays.stream(TicketType.values())
                .filter(type -> Long.valueOf(workflow.id()).equals(assigned.get(type)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TicketType.class)));
    }

    /**
     * A status, also one that the newest version of its workflow no longer has.
     *
     * @throws NotFound when there is none
     */
    public Status status(long statusId) {
        return statuses.get(statusId).orElseThrow(NotFound::new);
    }

    /** Every status that tickets of these desks can have or have had. */
    public List<Status> statusesEver(Collection<Long> deskIds) {
        Set<Long> ids = new LinkedHashSet<>(store.sharedWorkflows());
        ofDesks.getAll(deskIds).values().forEach(workflowsOfDesk -> ids.addAll(workflowsOfDesk.ids()));
        return statusesEver.getAll(ids).values().stream().flatMap(List::stream).toList();
    }

    /** The workflows that a desk's tickets can follow, its own first, for somebody who works there. */
    @Transactional(readOnly = true)
    public List<Workflow> ofDesk(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return Stream.of(ofDesks.get(desk.id()).map(WorkflowsOfDesk::ids).orElse(List.of()), store.sharedWorkflows())
                .flatMap(List::stream)
                .distinct()
                .map(this::workflow)
                .toList();
    }

    /**
     * Says which workflow each kind of work follows from now on. Tickets that are under way go on as they began.
     *
     * @param given by kind of work; null for one that the desk does not do any more
     */
    @Transactional
    public Map<TicketType, Long> assign(CurrentPerson me, String deskKey, Map<TicketType, @Nullable Long> given) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        List<Violation> violations = new ArrayList<>();
        List<TicketType> ended = new ArrayList<>();
        given.forEach((type, workflowId) -> {
            if (workflowId == null) {
                ended.add(type);
                if (requestTypes.ofDesk(desk.id()).stream()
                        .anyMatch(requestType -> requestType.active() && requestType.ticketType() == type)) {
                    violations.add(Violation.of("/" + type.key(), "ticket_type_in_use"));
                }
            } else if (workflows
                    .get(workflowId)
                    .filter(workflow -> workflow.deskId() == desk.id() || workflow.shared())
                    .isEmpty()) {
                violations.add(Violation.of("/" + type.key(), "unknown"));
            }
        });
        Invalid.throwIfAny(violations);
        given.forEach((type, workflowId) -> {
            if (workflowId != null) {
                store.assign(desk.id(), Set.of(type), workflowId);
            }
        });
        store.unassign(desk.id(), ended);
        ofDesks.forgetAfterCommit(desk.id());
        return store.assignments(Set.of(desk.id())).getOrDefault(desk.id(), Map.of());
    }

    /**
     * Lets other desks follow a workflow, or not any more.
     *
     * @throws Invalid when it names what only its own desk has, or another desk follows it
     */
    @Transactional
    public Workflow share(CurrentPerson me, String deskKey, long workflowId, boolean shared) {
        Workflow workflow = configurable(me, deskKey, workflowId);
        store.lock(workflowId);
        if (shared) {
            Invalid.throwIfAny(problems(workflow.deskId(), true, WorkflowDefinition.of(workflow)));
        } else if (store.isFollowedElsewhere(workflow)) {
            throw Invalid.at("/shared", "workflow_followed_elsewhere");
        }
        store.share(workflowId, shared);
        workflows.forgetAfterCommit(workflowId);
        return workflow(workflowId);
    }

    /** @throws NotFound when it is not the desk's own, nor this person's to shape */
    Workflow configurable(CurrentPerson me, String deskKey, long workflowId) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        return workflows
                .get(workflowId)
                .filter(workflow -> workflow.deskId() == desk.id())
                .orElseThrow(NotFound::new);
    }

    /**
     * Publishes a new workflow.
     *
     * @throws Invalid when a ticket that follows it could be stuck, or done without a resolution
     */
    @Transactional
    public Workflow create(CurrentPerson me, long deskId, NewWorkflow workflow) {
        me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        Invalid.throwIfAny(problems(deskId, false, workflow));
        long id = store.insert(deskId, workflow, me.id(), clock.instant());
        store.assign(deskId, workflow.ticketTypes(), id);
        workflows.forgetAfterCommit(id);
        ofDesks.forgetAfterCommit(deskId);
        return workflow(id);
    }

    /**
     * Why a definition could not be published on a desk.
     *
     * @param shared whether other desks can follow it, which do not have the desk's own fields
     */
    List<Violation> problems(long deskId, boolean shared, WorkflowDefinition definition) {
        List<Violation> problems = new ArrayList<>();
        if (definition.name().isEmpty()) {
            problems.add(Violation.of("/name", "required"));
        }
        problems.addAll(problems(
                deskId,
                shared,
                new NewWorkflow(
                        definition.name(),
                        definition.initial(),
                        definition.statuses(),
                        definition.transitions(),
                        Set.of())));
        return problems;
    }

    private List<Violation> problems(long deskId, boolean shared, NewWorkflow workflow) {
        List<FieldDefinition> fields = forms.fieldsOfDesk(deskId).stream()
                .filter(field -> !shared || field.deskId() == null)
                .toList();
        Set<String> askable = new HashSet<>(ALWAYS_ASKABLE);
        fields.stream().map(FieldDefinition::key).forEach(askable::add);
        List<Violation> problems = WorkflowRules.violations(workflow, askable);
        problems.addAll(screenConditions.violations(workflow.transitions(), fields));
        RuleContext context = ruleContext(fields, workflow);
        problems.addAll(ruleTypes.violations(workflow.transitions(), context));
        approvalCheck.check(workflow, context, problems);
        return problems;
    }

    void forgetAfterCommit(Workflow workflow) {
        workflows.forgetAfterCommit(workflow.id());
        statusesEver.forgetAfterCommit(workflow.id());
        workflow.statuses().forEach(status -> statuses.forgetAfterCommit(status.id()));
    }

    /**
     * Where a ticket stands that is in a status: there, or, if a publication took that away, where its tickets go.
     */
    public Standing standing(Workflow workflow, long statusId) {
        Status status = status(statusId);
        if (workflow.statuses().stream().anyMatch(each -> each.id() == statusId)) {
            return new Standing(status, null);
        }
        Optional<StatusMove> move = store.move(statusId);
        Optional<Status> target = move.flatMap(found -> workflow.statuses().stream()
                .filter(each -> each.id() == found.toStatusId())
                .findFirst());
        return new Standing(
                target.or(() -> workflow.statuses().stream()
                                .filter(each -> each.category() == status.category())
                                .findFirst())
                        .orElseGet(workflow::initialStatus),
                target.isPresent() ? move.get().resolution() : null);
    }

    /** @param resolution with which work ends by coming here from a status that vanished */
    public record Standing(Status status, @Nullable String resolution) {}

    /** Statuses that publications took away and whose tickets are being moved. */
    @Transactional(readOnly = true)
    public List<StatusMove> moves() {
        return store.moves();
    }

    /** Says that no ticket is left to be moved, nor will come. */
    @Transactional
    public void moved(StatusMove move) {
        store.deleteMovesFrom(List.of(move.fromStatusId()));
    }

    private RuleContext ruleContext(List<FieldDefinition> fields, NewWorkflow workflow) {
        return new RuleContext(
                workflow.statuses().stream().map(NewWorkflow.NewStatus::key).collect(Collectors.toSet()),
                fields,
                groupId -> !groups.names(Set.of(groupId)).isEmpty(),
                personId -> persons.allExistAndActive(Set.of(personId)));
    }

    private Map<TicketType, Long> assigned(long deskId) {
        return ofDesks.get(deskId).map(WorkflowsOfDesk::byTicketType).orElse(Map.of());
    }

    private Map<Long, WorkflowsOfDesk> ofDesks(Collection<Long> deskIds) {
        Map<Long, List<Long>> ids = store.workflowsOfDesks(deskIds);
        Map<Long, Map<TicketType, Long>> assignments = store.assignments(deskIds);
        Map<Long, WorkflowsOfDesk> found = new HashMap<>();
        deskIds.forEach(desk -> found.put(
                desk,
                new WorkflowsOfDesk(
                        List.copyOf(ids.getOrDefault(desk, List.of())),
                        Map.copyOf(assignments.getOrDefault(desk, Map.of())))));
        return found;
    }
}
