package io.maru.ticket;

import io.maru.desk.TicketType;
import io.maru.field.FieldDefinition;
import io.maru.platform.RichText;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A ticket being changed: starts as one version, is edited freely, and knows what is different. */
final class TicketDraft {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Ticket before;

    String summary;
    RichText description;
    int priority;
    TicketType type;

    @Nullable
    Long requestTypeId;

    long workflowId;
    long statusId;
    StatusCategory statusCategory;

    @Nullable
    Resolution resolution;

    @Nullable
    Instant resolvedAt;

    long reporterId;

    @Nullable
    Long assigneeId;

    @Nullable
    Long teamId;

    List<String> labels;

    @Nullable
    LocalDate dueDate;

    final Map<Long, JsonNode> values;

    /** The transition by which it is changed. */
    @Nullable
    Transition taken;

    TicketDraft(Ticket before) {
        this.before = before;
        summary = before.summary();
        description = before.description();
        priority = before.priority();
        type = before.type();
        requestTypeId = before.requestTypeId();
        workflowId = before.workflowId();
        statusId = before.statusId();
        statusCategory = before.statusCategory();
        resolution = before.resolution();
        resolvedAt = before.resolvedAt();
        reporterId = before.reporterId();
        assigneeId = before.assigneeId();
        teamId = before.teamId();
        labels = before.labels();
        dueDate = before.dueDate();
        values = new TreeMap<>(before.values());
    }

    Ticket before() {
        return before;
    }

    /** Moves to a status. Entering done keeps the instant; leaving it forgets the resolution. */
    void enter(Status status, Instant now) {
        boolean wasDone = statusCategory == StatusCategory.DONE;
        boolean isDone = status.category() == StatusCategory.DONE;
        statusId = status.id();
        statusCategory = status.category();
        if (isDone && !wasDone) {
            resolvedAt = now;
        } else if (!isDone) {
            resolvedAt = null;
            resolution = null;
        }
    }

    /** The ticket as it would be. */
    Ticket copy() {
        return new Ticket(
                before.id(),
                before.key(),
                before.deskId(),
                type,
                requestTypeId,
                before.formId(),
                workflowId,
                statusId,
                statusCategory,
                summary,
                description,
                priority,
                resolution,
                resolvedAt,
                reporterId,
                before.createdById(),
                assigneeId,
                teamId,
                labels,
                dueDate,
                before.channel(),
                values,
                before.participantIds(),
                before.watcherIds(),
                before.version(),
                before.createdAt(),
                before.updatedAt());
    }

    /** Answers a field; null takes the answer away. One that reads the same is no change, whatever kind of node holds it. */
    void answer(long fieldId, @Nullable JsonNode value) {
        if (value == null) {
            values.remove(fieldId);
        } else if (!value.toString().equals(String.valueOf(values.get(fieldId)))) {
            values.put(fieldId, value);
        }
    }

    /** What its fields hold, the ticket's own too, by key. */
    Map<String, JsonNode> answers(Collection<FieldDefinition> fields) {
        Map<String, JsonNode> answers = new HashMap<>();
        for (FieldDefinition field : fields) {
            JsonNode value = field.system() ? own(field.key()) : values.get(field.id());
            if (value != null) {
                answers.put(field.key(), value);
            }
        }
        return answers;
    }

    private @Nullable JsonNode own(String key) {
        return switch (key) {
            case "summary" -> json(summary);
            case "description" -> description.isEmpty() ? null : json(description.html());
            case "priority" -> json(priority);
            case "due_date" -> json(text(dueDate));
            default -> null;
        };
    }

    /** What is different, field by field, in a fixed order. */
    List<HistoryEntry.Change> changes() {
        List<HistoryEntry.Change> changes = new ArrayList<>();
        compare(changes, "summary", before.summary(), summary);
        compare(changes, "description", before.description().html(), description.html());
        compare(changes, "type", before.type().key(), type.key());
        compare(changes, "request_type", before.requestTypeId(), requestTypeId);
        compare(changes, "priority", before.priority(), priority);
        compare(changes, "reporter", before.reporterId(), reporterId);
        compare(changes, "assignee", before.assigneeId(), assigneeId);
        compare(changes, "team", before.teamId(), teamId);
        compare(changes, "labels", before.labels(), labels);
        compare(changes, "due_date", text(before.dueDate()), text(dueDate));
        compare(changes, "status", before.statusId(), statusId);
        compare(changes, "resolution", key(before.resolution()), key(resolution));
        var fieldIds = new java.util.TreeSet<>(before.values().keySet());
        fieldIds.addAll(values.keySet());
        for (long fieldId : fieldIds) {
            compare(
                    changes,
                    HistoryEntry.VALUE_PREFIX + fieldId,
                    before.values().get(fieldId),
                    values.get(fieldId));
        }
        return changes;
    }

    private static void compare(
            List<HistoryEntry.Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new HistoryEntry.Change(field, json(before), json(after)));
        }
    }

    static @Nullable JsonNode json(@Nullable Object value) {
        return value == null ? null : MAPPER.valueToTree(value);
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable String key(@Nullable Resolution resolution) {
        return resolution == null ? null : resolution.key();
    }
}
