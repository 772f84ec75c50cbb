package io.maru.ticket;

import io.maru.people.PersonReference;
import io.maru.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket stands in its workflow, and how it came there.
 *
 * @param deskKey the desk whose administrators shape the workflow
 * @param status key of the status it is in
 * @param visits oldest first, the present one last
 */
public record TicketWay(Workflow workflow, String deskKey, String status, List<Visit> visits) {

    /** @param status key of a status, perhaps one that the workflow does not have any more */
    public record Visit(
            String status,
            String statusName,
            Instant at,
            @Nullable PersonReference person) {}
}
