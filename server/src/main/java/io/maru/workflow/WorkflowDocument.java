package io.maru.workflow;

import io.maru.workflow.NewWorkflow.NewStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workflow as it is kept: the statuses by key, since they are rows of their own.
 *
 * @param positions by status; older documents have none
 */
record WorkflowDocument(
        String initial, List<String> statuses, List<Transition> transitions, Map<String, Position> positions) {

    WorkflowDocument(
            String initial,
            List<String> statuses,
            List<Transition> transitions,
            @Nullable Map<String, Position> positions) {
        this.initial = initial;
        this.statuses = statuses;
        this.transitions = transitions;
        this.positions = positions == null ? Map.of() : positions;
    }

    static WorkflowDocument of(String initial, List<NewStatus> statuses, List<Transition> transitions) {
        return new WorkflowDocument(
                initial,
                statuses.stream().map(NewStatus::key).toList(),
                transitions,
                statuses.stream()
                        .filter(status -> status.position() != null)
                        .collect(Collectors.toMap(NewStatus::key, NewStatus::position)));
    }
}
