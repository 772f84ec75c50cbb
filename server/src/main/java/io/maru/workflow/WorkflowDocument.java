package io.maru.workflow;

import io.maru.workflow.NewWorkflow.NewStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workflow as it is kept: the statuses by key, since they are rows of their own.
 *
 * @param positions by status; older documents have none
 * @param approvals by status; older documents have none
 */
record WorkflowDocument(
        String initial,
        List<String> statuses,
        List<Transition> transitions,
        Map<String, Position> positions,
        Map<String, StatusApproval> approvals) {

    WorkflowDocument(
            String initial,
            List<String> statuses,
            List<Transition> transitions,
            @Nullable Map<String, Position> positions,
            @Nullable Map<String, StatusApproval> approvals) {
        this.initial = initial;
        this.statuses = statuses;
        this.transitions = transitions;
        this.positions = positions == null ? Map.of() : positions;
        this.approvals = approvals == null ? Map.of() : approvals;
    }

    static WorkflowDocument of(String initial, List<NewStatus> statuses, List<Transition> transitions) {
        return new WorkflowDocument(
                initial,
                statuses.stream().map(NewStatus::key).toList(),
                transitions,
                ofEach(statuses, NewStatus::position),
                ofEach(statuses, NewStatus::approval));
    }

    static <T> Map<String, T> ofEach(List<NewStatus> statuses, Function<NewStatus, @Nullable T> member) {
        Map<String, T> members = new LinkedHashMap<>();
        for (NewStatus status : statuses) {
            T value = member.apply(status);
            if (value != null) {
                members.put(status.key(), value);
            }
        }
        return members;
    }
}
