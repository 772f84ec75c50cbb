package io.maru.workflow;

import io.maru.desk.TicketType;
import io.maru.platform.NotFound;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The workflows of the desks, as published. */
@Service
public class Workflows {

    private final WorkflowStore store;

    Workflows(WorkflowStore store) {
        this.store = store;
    }

    /**
     * A workflow's newest version, without asking who wants it.
     *
     * @throws NotFound when there is none
     */
    @Transactional(readOnly = true)
    public Workflow workflow(long workflowId) {
        return found(store.workflows(Set.of(workflowId)).get(workflowId));
    }

    /**
     * What a desk's tickets of a type follow.
     *
     * @throws NotFound when the desk does not do this kind of work
     */
    @Transactional(readOnly = true)
    public Workflow forTicketType(long deskId, TicketType type) {
        Map<TicketType, Long> assigned = store.assignments(Set.of(deskId)).getOrDefault(deskId, Map.of());
        return workflow(found(assigned.get(type)));
    }

    /** The kinds of work a desk does. */
    @Transactional(readOnly = true)
    public Set<TicketType> ticketTypes(long deskId) {
        return Set.copyOf(
                store.assignments(Set.of(deskId)).getOrDefault(deskId, Map.of()).keySet());
    }

    /**
     * A status, also one that the newest version of its workflow no longer has.
     *
     * @throws NotFound when there is none
     */
    @Transactional(readOnly = true)
    public Status status(long statusId) {
        return found(store.statuses(Set.of(statusId)).get(statusId));
    }

    private static <T> T found(@Nullable T thing) {
        if (thing == null) {
            throw new NotFound();
        }
        return thing;
    }
}
