package io.maru.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Something about a ticket was written. Published in the writing transaction.
 *
 * @param version the ticket's version that the change made
 * @param personId in whose name
 * @param changes as the history has them; of a ticket that was just created, what it begins with
 * @param customerIds the reporter, the participants and guests: who may hear of it without a role on the desk
 */
public record TicketChanged(
        long ticketId,
        String key,
        long deskId,
        long version,
        Kind kind,
        Instant at,
        long personId,
        Channel channel,
        List<HistoryEntry.Change> changes,
        Set<Long> customerIds) {

    /** What happened; only the last must stay among those who may see internal notes. */
    public enum Kind {
        CREATED,
        CHANGED,
        COMMENTED,
        COMMENTED_INTERNALLY
    }

    public TicketChanged {
        changes = List.copyOf(changes);
        customerIds = Set.copyOf(customerIds);
    }
}
