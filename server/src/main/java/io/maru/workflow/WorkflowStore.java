package io.maru.workflow;

import static io.maru.db.workflow.Tables.STATUS;
import static io.maru.db.workflow.Tables.TICKET_TYPE_WORKFLOW;
import static io.maru.db.workflow.Tables.WORKFLOW_;
import static io.maru.db.workflow.Tables.WORKFLOW_VERSION;

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
import org.jooq.DSLContext;
import org.jooq.Query;
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
                            row.get(WORKFLOW_VERSION.NUMBER),
                            document.initial(),
                            document.statuses().stream()
                                    .flatMap(key -> rows.stream()
                                            .filter(status -> status.key().equals(key)))
                                    .toList(),
                            document.transitions());
                });
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
        List<Query> statuses = new ArrayList<>();
        for (NewWorkflow.NewStatus status : workflow.statuses()) {
            LocalizedText customerName = status.customerName() == null ? status.name() : status.customerName();
            statuses.add(database.insertInto(STATUS)
                    .set(STATUS.WORKFLOW_ID, id)
                    .set(STATUS.KEY, status.key())
                    .set(STATUS.NAME, Json.of(status.name()))
                    .set(STATUS.CUSTOMER_NAME, Json.of(customerName.or(status.name())))
                    .set(STATUS.CATEGORY, status.category().key()));
        }
        database.batch(statuses).execute();
        WorkflowDocument document = new WorkflowDocument(
                workflow.initial(),
                workflow.statuses().stream().map(NewWorkflow.NewStatus::key).toList(),
                workflow.transitions());
        database.insertInto(WORKFLOW_VERSION)
                .set(WORKFLOW_VERSION.WORKFLOW_ID, id)
                .set(WORKFLOW_VERSION.NUMBER, 1)
                .set(WORKFLOW_VERSION.DEFINITION, Json.of(document))
                .set(WORKFLOW_VERSION.PUBLISHED_BY, publishedBy)
                .set(WORKFLOW_VERSION.PUBLISHED_AT, now)
                .execute();
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
