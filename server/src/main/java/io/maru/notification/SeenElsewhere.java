package io.maru.notification;

import java.time.Instant;

/** Where people see what happens to a ticket while it happens, so that no mail needs to tell them of it. */
public interface SeenElsewhere {

    /** Whether a person has seen a ticket as it was at this instant. */
    boolean has(long ticketId, long personId, Instant at);
}
