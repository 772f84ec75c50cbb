package io.maru.workflow;

import java.util.Collection;
import java.util.Map;

/** What workflows need to know of tickets, told by the module that has them. */
public interface TicketsInStatus {

    /** How many tickets are in each of these statuses; one that has none may be absent. */
    Map<Long, Long> count(Collection<Long> statusIds);

    /** Whether work may end this way. */
    boolean isResolution(String key);
}
