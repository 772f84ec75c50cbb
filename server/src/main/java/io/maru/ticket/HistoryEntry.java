package io.maru.ticket;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change of one field, as the history keeps it for ever.
 *
 * @param field the ticket's own field ({@code summary}, {@code status} …), {@code value:<field id>} for another, or what
 *     happened ({@code created}, {@code comment} …)
 * @param oldValue ids, not names: 7 for a person or a status
 */
public record HistoryEntry(
        long id,
        long ticketVersion,
        Instant changedAt,
        long personId,
        Channel channel,
        String field,
        @Nullable JsonNode oldValue,
        @Nullable JsonNode newValue) {

    public static final String VALUE_PREFIX = "value:";

    private static final Set<String> VALUES = Set.of(
            "summary",
            "type",
            "request_type",
            "priority",
            "reporter",
            "assignee",
            "team",
            "labels",
            "due_date",
            "status",
            "resolution");

    static final String PARTICIPANT = "participant";
    static final String WATCHER = "watcher";

    /** Of whom each comes and goes by an entry of their own. */
    private static final Set<String> PERSONS = Set.of(PARTICIPANT, WATCHER);

    /** Whether the name is that of a field whose past values are asked for, and not of what happened to the ticket. */
    static boolean isValue(String field) {
        return VALUES.contains(field) || PERSONS.contains(field) || field.startsWith(VALUE_PREFIX);
    }

    /** A change that is about to be written. */
    public record Change(
            String field,
            @Nullable JsonNode oldValue,
            @Nullable JsonNode newValue) {

        /** Who goes by it; null for a change that is none of a person who goes. */
        @Nullable
        JsonNode leaver() {
            return PERSONS.contains(field) ? oldValue : null;
        }
    }
}
