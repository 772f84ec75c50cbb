package io.maru.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.ticket.TicketList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The queues that every desk has. */
public enum Queue {
    UNASSIGNED(TicketList.State.OPEN, TicketList.Assignee.NOBODY),
    MINE(TicketList.State.OPEN, TicketList.Assignee.ME),
    WAITING(TicketList.State.WAITING, TicketList.Assignee.ANY),
    OPEN(TicketList.State.OPEN, TicketList.Assignee.ANY),
    RESOLVED(TicketList.State.DONE, TicketList.Assignee.ANY);

    private final TicketList.State state;
    private final TicketList.Assignee assignee;

    Queue(TicketList.State state, TicketList.Assignee assignee) {
        this.state = state;
        this.assignee = assignee;
    }

    TicketList.Selection on(long deskId) {
        return new TicketList.Selection(deskId, state, assignee);
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Queue> of(String key) {
        return Arrays.stream(values()).filter(queue -> queue.key().equals(key)).findAny();
    }
}
