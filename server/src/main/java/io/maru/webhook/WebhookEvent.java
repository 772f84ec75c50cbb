package io.maru.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.approval.ApprovalEvent;
import io.maru.sla.ThresholdReached;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketChanged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a webhook may be called for. */
public enum WebhookEvent {
    TICKET_CREATED("ticket.created"),
    TICKET_COMMENTED("ticket.commented"),
    TICKET_COMMENTED_INTERNALLY("ticket.commented_internally"),
    TICKET_STATUS_CHANGED("ticket.status_changed"),
    TICKET_ASSIGNED("ticket.assigned"),
    TICKET_CHANGED("ticket.changed"),
    SLA_THRESHOLD("sla.threshold"),
    APPROVAL_ASKED("approval.asked"),
    APPROVAL_APPROVED("approval.approved"),
    APPROVAL_REJECTED("approval.rejected");

    private final String key;

    WebhookEvent(String key) {
        this.key = key;
    }

    @JsonValue
    public String key() {
        return key;
    }

    @JsonCreator
    static WebhookEvent of(String key) {
        return Arrays.stream(values())
                .filter(event -> event.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key));
    }

    /** What this is, that was published; what says most comes first. */
    static List<WebhookEvent> of(Object published) {
        return switch (published) {
            case TicketChanged change -> of(change);
            case ThresholdReached reached -> List.of(SLA_THRESHOLD);
            case ApprovalEvent approval ->
                switch (approval.kind()) {
                    case ASKED -> List.of(APPROVAL_ASKED);
                    case APPROVED -> List.of(APPROVAL_APPROVED);
                    case REJECTED -> List.of(APPROVAL_REJECTED);
                    default -> List.of();
                };
            default -> List.of();
        };
    }

    private static List<WebhookEvent> of(TicketChanged change) {
        Set<String> fields =
                change.changes().stream().map(HistoryEntry.Change::field).collect(Collectors.toSet());
        List<WebhookEvent> events = new ArrayList<>();
        switch (change.kind()) {
            case CREATED -> events.add(TICKET_CREATED);
            case COMMENTED -> events.add(TICKET_COMMENTED);
            case COMMENTED_INTERNALLY -> events.add(TICKET_COMMENTED_INTERNALLY);
            case CHANGED -> {
                if (fields.contains("status")) {
                    events.add(TICKET_STATUS_CHANGED);
                }
                if (fields.contains("assignee") || fields.contains("team")) {
                    events.add(TICKET_ASSIGNED);
                }
                events.add(TICKET_CHANGED);
            }
        }
        return events;
    }
}
