package io.maru.ticket;

import io.maru.workflow.Status;
import io.maru.workflow.Workflow;
import java.util.Set;

/** Keeps transitions from being taken by hand, because a module takes them itself. Spring beans of any module. */
public interface TransitionGuard {

    /** Keys of the transitions that nobody may take now on a ticket that stands in a status. */
    Set<String> withheld(long ticketId, Workflow workflow, Status status);
}
