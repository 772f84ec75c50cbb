package io.maru.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change of one field, as the history keeps it for ever.
 *
 * @param field the ticket's own field ({@code summary}, {@code status} …), {@code value:<field id>} for another, or what
 *     happened ({@code created}, {@code comment} …)
 * @param oldValue ids, not names: 7 for a person or a status
 */
record HistoryEntry(
        long id,
        long ticketVersion,
        Instant changedAt,
        long personId,
        Channel channel,
        String field,
        @Nullable JsonNode oldValue,
        @Nullable JsonNode newValue) {

    static final String VALUE_PREFIX = "value:";

    /** A change that is about to be written. */
    record Change(
            String field,
            @Nullable JsonNode oldValue,
            @Nullable JsonNode newValue) {}
}
