package io.maru.live;

import io.maru.ticket.TicketChanged;
import java.util.Set;

/** What servers tell each other of a written ticket, and whom it concerns. */
record TicketNews(String key, long deskId, long version, String kind, boolean internal, Set<Long> customerIds) {

    static TicketNews of(TicketChanged change) {
        return new TicketNews(
                change.key(),
                change.deskId(),
                change.version(),
                switch (change.kind()) {
                    case CREATED -> "created";
                    case CHANGED -> "changed";
                    case COMMENTED, COMMENTED_INTERNALLY -> "commented";
                },
                change.kind() == TicketChanged.Kind.COMMENTED_INTERNALLY,
                change.customerIds());
    }
}
