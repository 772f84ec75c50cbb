package io.maru.workflow;

import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as published.
 *
 * @param deskId the desk whose administrators shape it
 * @param shared whether other desks may follow it too
 * @param version counts publications, from 1
 * @param initial key of the status in which a ticket begins
 * @param positions of statuses in the diagram, by key, for those that were given one
 * @param approvals of statuses, by key, for those in which somebody decides
 */
public record Workflow(
        long id,
        long deskId,
        LocalizedText name,
        boolean shared,
        int version,
        String initial,
        List<Status> statuses,
        List<Transition> transitions,
        Map<String, Position> positions,
        Map<String, StatusApproval> approvals) {

    public Workflow {
        statuses = List.copyOf(statuses);
        transitions = List.copyOf(transitions);
        positions = Map.copyOf(positions);
        approvals = Map.copyOf(approvals);
    }

    /** Who decides in a status. */
    public Optional<StatusApproval> approval(Status status) {
        return Optional.ofNullable(approvals.get(status.key()));
    }

    public Status initialStatus() {
        return status(initial);
    }

    /** The transitions that lead away from a status, in their order. */
    public List<Transition> from(Status status) {
        return transitions.stream()
                .filter(transition -> transition.startsAt(status))
                .toList();
    }

    /** @throws NotFound when this version has no such status */
    public Status status(String key) {
        return statuses.stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** @throws NotFound when this version has no such status */
    public Status status(long id) {
        return statuses.stream().filter(status -> status.id() == id).findFirst().orElseThrow(NotFound::new);
    }
}
