package io.maru.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tickets came into a status, at their creation or later. Published in the writing transaction, which holds them locked.
 *
 * @param personId in whose name
 */
public record TicketsMoved(long personId, List<Move> moves) {

    public TicketsMoved {
        moves = List.copyOf(moves);
    }

    /** @param fromStatusId null for a ticket that was just created */
    public record Move(
            long ticketId,
            long deskId,
            long workflowId,
            @Nullable Long fromStatusId,
            long toStatusId) {}
}
