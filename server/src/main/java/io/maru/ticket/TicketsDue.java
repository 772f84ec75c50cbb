package io.maru.ticket;

import java.util.Set;

/**
 * Time alone, and nobody, has changed what is told of tickets of these desks, as when a promise is broken. Published in the
 * transaction that notices it.
 */
public record TicketsDue(Set<Long> deskIds) {

    public TicketsDue {
        deskIds = Set.copyOf(deskIds);
    }
}
