package io.maru.ticket;

import io.maru.desk.TicketType;
import io.maru.platform.RichText;
import io.maru.workflow.StatusCategory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A ticket's state at one version.
 *
 * @param priority 1 (highest) to 5 (lowest)
 * @param values what was answered to fields that are not the ticket's own, by field id
 */
record Ticket(
        long id,
        String key,
        long deskId,
        TicketType type,
        @Nullable Long requestTypeId,
        @Nullable Long formId,
        long workflowId,
        long statusId,
        StatusCategory statusCategory,
        String summary,
        RichText description,
        int priority,
        @Nullable Resolution resolution,
        @Nullable Instant resolvedAt,
        long reporterId,
        long createdById,
        @Nullable Long assigneeId,
        @Nullable Long teamId,
        List<String> labels,
        @Nullable LocalDate dueDate,
        Channel channel,
        Map<Long, JsonNode> values,
        Set<Long> participantIds,
        Set<Long> watcherIds,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The persons a ticket concerns on the customers' side. */
    Set<Long> customerIds() {
        var ids = new java.util.HashSet<>(participantIds);
        ids.add(reporterId);
        return ids;
    }
}
