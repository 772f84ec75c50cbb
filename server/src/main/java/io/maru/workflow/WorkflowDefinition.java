package io.maru.workflow;

import io.maru.platform.LocalizedText;
import java.util.List;

/**
 * All that an administrator shapes of a workflow.
 *
 * @param initial key of the status in which a ticket begins
 */
public record WorkflowDefinition(
        LocalizedText name, String initial, List<NewWorkflow.NewStatus> statuses, List<Transition> transitions) {

    public WorkflowDefinition {
        statuses = List.copyOf(statuses);
        transitions = List.copyOf(transitions);
    }

    static WorkflowDefinition of(Workflow workflow) {
        return new WorkflowDefinition(
                workflow.name(),
                workflow.initial(),
                workflow.statuses().stream()
                        .map(status -> new NewWorkflow.NewStatus(
                                status.key(),
                                status.name(),
                                status.customerName(),
                                status.category(),
                                workflow.positions().get(status.key()),
                                workflow.approvals().get(status.key())))
                        .toList(),
                workflow.transitions());
    }
}
