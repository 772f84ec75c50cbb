package io.maru.workflow;

import static io.maru.db.workflow.Tables.DRAFT;
import static io.maru.db.workflow.Tables.STATUS;
import static io.maru.db.workflow.Tables.STATUS_MOVE;
import static io.maru.db.workflow.Tables.TICKET_TYPE_WORKFLOW;
import static io.maru.db.workflow.Tables.WORKFLOW_;
import static io.maru.db.workflow.Tables.WORKFLOW_VERSION;
import static org.jooq.impl.DSL.excluded;

import io.maru.db.workflow.tables.records.StatusMoveRecord;
import io.maru.db.workflow.tables.records.StatusRecord;
import io.maru.desk.TicketType;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL of the module. */
@Repository
class WorkflowStore {

    private final DSLContext database;

    WorkflowStore(DSLContext database) {
        this.database = database;
    }

    Map<Long, Workflow> workflows(Collection<Long> ids) {
        Map<Long, List<Status>> statuses = database.selectFrom(STATUS)
                .where(STATUS.WORKFLOW_ID.in(ids))
                .orderBy(STATUS.ID)
                .fetchGroups(STATUS.WORKFLOW_ID, WorkflowStore::status);
        return database.select(
                        WORKFLOW_.ID,
                        WORKFLOW_.DESK_ID,
                        WORKFLOW_.NAME,
                        WORKFLOW_.SHARED,
                        WORKFLOW_VERSION.NUMBER,
                        WORKFLOW_VERSION.DEFINITION)
                .from(WORKFLOW_)
                .join(WORKFLOW_VERSION)
                .on(WORKFLOW_VERSION.WORKFLOW_ID.eq(WORKFLOW_.ID))
                .and(WORKFLOW_VERSION.NUMBER.eq(WORKFLOW_.PUBLISHED_VERSION))
                .where(WORKFLOW_.ID.in(ids))
                .fetchMap(WORKFLOW_.ID, row -> {
                    WorkflowDocument document = Json.read(row.get(WORKFLOW_VERSION.DEFINITION), WorkflowDocument.class);
                    List<Status> rows = statuses.getOrDefault(row.get(WORKFLOW_.ID), List.of());
                    return new Workflow(
                            row.get(WORKFLOW_.ID),
                            row.get(WORKFLOW_.DESK_ID),
                            Json.text(row.get(WORKFLOW_.NAME)),
                            row.get(WORKFLOW_.SHARED),
                            row.get(WORKFLOW_VERSION.NUMBER),
                            document.initial(),
                            document.statuses().stream()
                                    .flatMap(key -> rows.stream()
                                            .filter(status -> status.key().equals(key)))
                                    .toList(),
                            document.transitions(),
                            document.positions(),
                            document.approvals());
                });
    }

    /** All statuses that these workflows have had. */
    Map<Long, List<Status>> statusesEver(Collection<Long> workflowIds) {
        return database.selectFrom(STATUS)
                .where(STATUS.WORKFLOW_ID.in(workflowIds))
                .orderBy(STATUS.ID)
                .fetchGroups(STATUS.WORKFLOW_ID, WorkflowStore::status);
    }

    Map<Long, Status> statuses(Collection<Long> ids) {
        return database.selectFrom(STATUS).where(STATUS.ID.in(ids)).fetchMap(STATUS.ID, WorkflowStore::status);
    }

    /** Which workflow the tickets of each type follow, by desk. */
    Map<Long, Map<TicketType, Long>> assignments(Collection<Long> deskIds) {
        Map<Long, Map<TicketType, Long>> byDesk = new HashMap<>();
        database.selectFrom(TICKET_TYPE_WORKFLOW)
                .where(TICKET_TYPE_WORKFLOW.DESK_ID.in(deskIds))
                .forEach(row -> byDesk.computeIfAbsent(row.getDeskId(), desk -> new EnumMap<>(TicketType.class))
                        .put(TicketType.of(row.getTicketType()), row.getWorkflowId()));
        return byDesk;
    }

    Map<Long, List<Long>> workflowsOfDesks(Collection<Long> deskIds) {
        return database.select(WORKFLOW_.DESK_ID, WORKFLOW_.ID)
                .from(WORKFLOW_)
                .where(WORKFLOW_.DESK_ID.in(deskIds))
                .orderBy(WORKFLOW_.DESK_ID, WORKFLOW_.ID)
                .fetchGroups(WORKFLOW_.DESK_ID, WORKFLOW_.ID);
    }

    /** A workflow with its statuses and its first version. */
    long insert(long deskId, NewWorkflow workflow, long publishedBy, Instant now) {
        long id = database.insertInto(WORKFLOW_)
                .set(WORKFLOW_.DESK_ID, deskId)
                .set(WORKFLOW_.NAME, Json.of(workflow.name()))
                .set(WORKFLOW_.PUBLISHED_VERSION, 1)
                .set(WORKFLOW_.CREATED_AT, now)
                .returning(WORKFLOW_.ID)
                .fetchSingle(WORKFLOW_.ID);
        insertVersion(id, 1, workflow.initial(), workflow.statuses(), workflow.transitions(), "", publishedBy, now);
        return id;
    }

    void assign(long deskId, Collection<TicketType> types, long workflowId) {
        List<Query> upserts = new ArrayList<>();
        for (TicketType type : types) {
            upserts.add(database.insertInto(TICKET_TYPE_WORKFLOW)
                    .set(TICKET_TYPE_WORKFLOW.DESK_ID, deskId)
                    .set(TICKET_TYPE_WORKFLOW.TICKET_TYPE, type.key())
                    .set(TICKET_TYPE_WORKFLOW.WORKFLOW_ID, workflowId)
                    .onConflict(TICKET_TYPE_WORKFLOW.DESK_ID, TICKET_TYPE_WORKFLOW.TICKET_TYPE)
                    .doUpdate()
                    .set(TICKET_TYPE_WORKFLOW.WORKFLOW_ID, workflowId));
        }
        database.batch(upserts).execute();
    }

    /** The desk does not do these kinds of work any more. */
    void unassign(long deskId, Collection<TicketType> types) {
        database.deleteFrom(TICKET_TYPE_WORKFLOW)
                .where(TICKET_TYPE_WORKFLOW.DESK_ID.eq(deskId))
                .and(TICKET_TYPE_WORKFLOW.TICKET_TYPE.in(
                        types.stream().map(TicketType::key).toList()))
                .execute();
    }

    List<Long> sharedWorkflows() {
        return database.select(WORKFLOW_.ID)
                .from(WORKFLOW_)
                .where(WORKFLOW_.SHARED)
                .orderBy(WORKFLOW_.ID)
                .fetch(WORKFLOW_.ID);
    }

    /** Whether a desk other than its own follows a workflow. */
    boolean isFollowedElsewhere(Workflow workflow) {
        return database.fetchExists(
                TICKET_TYPE_WORKFLOW,
                TICKET_TYPE_WORKFLOW
                        .WORKFLOW_ID
                        .eq(workflow.id())
                        .and(TICKET_TYPE_WORKFLOW.DESK_ID.ne(workflow.deskId())));
    }

    void share(long workflowId, boolean shared) {
        database.update(WORKFLOW_)
                .set(WORKFLOW_.SHARED, shared)
                .where(WORKFLOW_.ID.eq(workflowId))
                .execute();
    }

    /** All statuses a workflow has had, by key, in the order of their making. */
    Map<String, Status> statusesByKey(long workflowId) {
        return database.selectFrom(STATUS)
                .where(STATUS.WORKFLOW_ID.eq(workflowId))
                .orderBy(STATUS.ID)
                .fetchMap(STATUS.KEY, WorkflowStore::status);
    }

    // ------------------------------------------------------------------ drafts and publications

    record DraftRow(
            WorkflowDefinition definition,
            long version,
            @Nullable Long editedBy,
            Instant editedAt) {}

    Optional<DraftRow> draft(long workflowId) {
        return database.selectFrom(DRAFT)
                .where(DRAFT.WORKFLOW_ID.eq(workflowId))
                .fetchOptional(row -> new DraftRow(
                        Json.read(row.getDefinition(), WorkflowDefinition.class),
                        row.getVersion(),
                        row.getEditedBy(),
                        row.getEditedAt()));
    }

    /** @return false when the draft is not of that version any more */
    boolean saveDraft(long workflowId, long version, WorkflowDefinition definition, long editedBy, Instant now) {
        if (version == 0) {
            return database.insertInto(DRAFT)
                            .set(DRAFT.WORKFLOW_ID, workflowId)
                            .set(DRAFT.DEFINITION, Json.of(definition))
                            .set(DRAFT.VERSION, 1L)
                            .set(DRAFT.EDITED_BY, editedBy)
                            .set(DRAFT.EDITED_AT, now)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return database.update(DRAFT)
                        .set(DRAFT.DEFINITION, Json.of(definition))
                        .set(DRAFT.VERSION, version + 1)
                        .set(DRAFT.EDITED_BY, editedBy)
                        .set(DRAFT.EDITED_AT, now)
                        .where(DRAFT.WORKFLOW_ID.eq(workflowId).and(DRAFT.VERSION.eq(version)))
                        .execute()
                == 1;
    }

    boolean deleteDraft(long workflowId, long version) {
        return database.deleteFrom(DRAFT)
                        .where(DRAFT.WORKFLOW_ID.eq(workflowId).and(DRAFT.VERSION.eq(version)))
                        .execute()
                == 1;
    }

    /** Makes publications of one workflow wait for each other, and nobody who makes a ticket. */
    void lock(long workflowId) {
        database.select(WORKFLOW_.ID)
                .from(WORKFLOW_)
                .where(WORKFLOW_.ID.eq(workflowId))
                .forNoKeyUpdate()
                .fetchSingle();
    }

    /** A further version in place of the draft; answers its statuses' ids by key. */
    Map<String, Long> publish(
            long workflowId, WorkflowDefinition definition, String note, long publishedBy, Instant now) {
        int number = database.update(WORKFLOW_)
                .set(WORKFLOW_.NAME, Json.of(definition.name()))
                .set(WORKFLOW_.PUBLISHED_VERSION, WORKFLOW_.PUBLISHED_VERSION.plus(1))
                .where(WORKFLOW_.ID.eq(workflowId))
                .returning(WORKFLOW_.PUBLISHED_VERSION)
                .fetchSingle(WORKFLOW_.PUBLISHED_VERSION);
        insertVersion(
                workflowId,
                number,
                definition.initial(),
                definition.statuses(),
                definition.transitions(),
                note,
                publishedBy,
                now);
        database.deleteFrom(DRAFT).where(DRAFT.WORKFLOW_ID.eq(workflowId)).execute();
        Set<String> keys =
                definition.statuses().stream().map(NewWorkflow.NewStatus::key).collect(Collectors.toSet());
        return database.selectFrom(STATUS)
                .where(STATUS.WORKFLOW_ID.eq(workflowId).and(STATUS.KEY.in(keys)))
                .fetchMap(STATUS.KEY, STATUS.ID);
    }

    private void insertVersion(
            long workflowId,
            int number,
            String initial,
            List<NewWorkflow.NewStatus> statuses,
            List<Transition> transitions,
            String note,
            long publishedBy,
            Instant now) {
        List<Query> upserts = new ArrayList<>();
        for (NewWorkflow.NewStatus status : statuses) {
            LocalizedText customerName = status.customerName() == null ? status.name() : status.customerName();
            upserts.add(database.insertInto(STATUS)
                    .set(STATUS.WORKFLOW_ID, workflowId)
                    .set(STATUS.KEY, status.key())
                    .set(STATUS.NAME, Json.of(status.name()))
                    .set(STATUS.CUSTOMER_NAME, Json.of(customerName.or(status.name())))
                    .set(STATUS.CATEGORY, status.category().key())
                    .onConflict(STATUS.WORKFLOW_ID, STATUS.KEY)
                    .doUpdate()
                    .set(STATUS.NAME, excluded(STATUS.NAME))
                    .set(STATUS.CUSTOMER_NAME, excluded(STATUS.CUSTOMER_NAME)));
        }
        database.batch(upserts).execute();
        database.insertInto(WORKFLOW_VERSION)
                .set(WORKFLOW_VERSION.WORKFLOW_ID, workflowId)
                .set(WORKFLOW_VERSION.NUMBER, number)
                .set(WORKFLOW_VERSION.DEFINITION, Json.of(WorkflowDocument.of(initial, statuses, transitions)))
                .set(WORKFLOW_VERSION.NOTE, note)
                .set(WORKFLOW_VERSION.PUBLISHED_BY, publishedBy)
                .set(WORKFLOW_VERSION.PUBLISHED_AT, now)
                .execute();
    }

    record VersionRow(int number, @Nullable Long publishedBy, Instant publishedAt, String note) {}

    /** Newest first. */
    List<VersionRow> versions(long workflowId) {
        return database.selectFrom(WORKFLOW_VERSION)
                .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(workflowId))
                .orderBy(WORKFLOW_VERSION.NUMBER.desc())
                .fetch(row ->
                        new VersionRow(row.getNumber(), row.getPublishedBy(), row.getPublishedAt(), row.getNote()));
    }

    /** A version with its statuses called as they are called now. */
    Optional<WorkflowDefinition> version(long workflowId, int number) {
        Map<String, Status> statuses = statusesByKey(workflowId);
        return database.select(WORKFLOW_.NAME, WORKFLOW_VERSION.DEFINITION)
                .from(WORKFLOW_)
                .join(WORKFLOW_VERSION)
                .on(WORKFLOW_VERSION.WORKFLOW_ID.eq(WORKFLOW_.ID))
                .where(WORKFLOW_.ID.eq(workflowId).and(WORKFLOW_VERSION.NUMBER.eq(number)))
                .fetchOptional(row -> {
                    WorkflowDocument document = Json.read(row.get(WORKFLOW_VERSION.DEFINITION), WorkflowDocument.class);
                    return new WorkflowDefinition(
                            Json.text(row.get(WORKFLOW_.NAME)),
                            document.initial(),
                            document.statuses().stream()
                                    .map(statuses::get)
                                    .map(status -> new NewWorkflow.NewStatus(
                                            status.key(),
                                            status.name(),
                                            status.customerName(),
                                            status.category(),
                                            document.positions().get(status.key()),
                                            document.approvals().get(status.key())))
                                    .toList(),
                            document.transitions());
                });
    }

    // ------------------------------------------------------------------ tickets of statuses that vanished

    List<StatusMove> moves() {
        return database.selectFrom(STATUS_MOVE)
                .orderBy(STATUS_MOVE.PUBLISHED_AT, STATUS_MOVE.FROM_STATUS_ID)
                .fetch(WorkflowStore::move);
    }

    Optional<StatusMove> move(long fromStatusId) {
        return database.selectFrom(STATUS_MOVE)
                .where(STATUS_MOVE.FROM_STATUS_ID.eq(fromStatusId))
                .fetchOptional(WorkflowStore::move);
    }

    /** Also leads those on who are on their way to that status. */
    void moveFrom(StatusMove move) {
        database.update(STATUS_MOVE)
                .set(STATUS_MOVE.TO_STATUS_ID, move.toStatusId())
                .where(STATUS_MOVE.TO_STATUS_ID.eq(move.fromStatusId()))
                .execute();
        database.insertInto(STATUS_MOVE)
                .set(STATUS_MOVE.FROM_STATUS_ID, move.fromStatusId())
                .set(STATUS_MOVE.TO_STATUS_ID, move.toStatusId())
                .set(STATUS_MOVE.RESOLUTION, move.resolution())
                .set(STATUS_MOVE.PUBLISHED_BY, move.publishedById())
                .set(STATUS_MOVE.PUBLISHED_AT, move.publishedAt())
                .onConflict(STATUS_MOVE.FROM_STATUS_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    /** For statuses that exist again. */
    void deleteMovesFrom(Collection<Long> statusIds) {
        database.deleteFrom(STATUS_MOVE)
                .where(STATUS_MOVE.FROM_STATUS_ID.in(statusIds))
                .execute();
    }

    private static StatusMove move(StatusMoveRecord row) {
        return new StatusMove(
                row.getFromStatusId(),
                row.getToStatusId(),
                row.getResolution(),
                row.getPublishedBy(),
                row.getPublishedAt());
    }

    private static Status status(StatusRecord row) {
        return new Status(
                row.getId(),
                row.getWorkflowId(),
                row.getKey(),
                Json.text(row.getName()),
                Json.text(row.getCustomerName()),
                StatusCategory.of(row.getCategory()));
    }
}
