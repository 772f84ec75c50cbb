package io.maru.ticket;

import java.util.Set;

/**
 * Something about a ticket was written. Published in the writing transaction.
 *
 * @param version the ticket's version that the change made
 * @param customerIds the reporter, the participants and guests: who may hear of it without a role on the desk
 */
public record TicketChanged(
        long ticketId, String key, long deskId, long version, Kind kind, Channel channel, Set<Long> customerIds) {

    /** What happened; only the last must stay among those who may see internal notes. */
    public enum Kind {
        CREATED,
        CHANGED,
        COMMENTED,
        COMMENTED_INTERNALLY
    }

    public TicketChanged {
        customerIds = Set.copyOf(customerIds);
    }
}
