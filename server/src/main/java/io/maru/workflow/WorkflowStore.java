package io.maru.workflow;

import static io.maru.db.workflow.Tables.STATUS;
import static io.maru.db.workflow.Tables.TICKET_TYPE_WORKFLOW;
import static io.maru.db.workflow.Tables.WORKFLOW_;
import static io.maru.db.workflow.Tables.WORKFLOW_VERSION;

import io.maru.db.workflow.tables.records.StatusRecord;
import io.maru.desk.TicketType;
import io.maru.platform.Json;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
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
