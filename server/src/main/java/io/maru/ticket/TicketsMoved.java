package io.maru.ticket;

import io.maru.workflow.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tickets came into a status, at their creation or later, or took a transition that leads back into it. Published in the writing transaction, which holds them locked.
 *
 * @param personId in whose name
 */
public record TicketsMoved(long personId, List<Move> moves) {

    public TicketsMoved {
        moves = List.copyOf(moves);
    }

    /**
     * @param fromStatusId null for a ticket that was just created
     * @param transition which was taken; null when it was created there, or a publication took its status away
     */
    public record Move(
            long ticketId,
            long deskId,
            long workflowId,
            @Nullable Long fromStatusId,
            long toStatusId,
            @Nullable Transition transition) {

        /** Whether it was elsewhere before. */
        public boolean entered() {
            return fromStatusId == null || fromStatusId != toStatusId;
        }
    }
}
