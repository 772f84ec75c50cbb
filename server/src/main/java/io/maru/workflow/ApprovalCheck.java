package io.maru.workflow;

import io.maru.platform.Violation;
import java.util.List;

/** What is wrong with the approval of a status, told by the module that runs approvals. */
public interface ApprovalCheck {

    /**
     * @param status one with an approval
     * @param pointer where the approval stands, such as {@code /statuses/2/approval}
     */
    void check(
            NewWorkflow workflow,
            NewWorkflow.NewStatus status,
            RuleContext context,
            String pointer,
            List<Violation> violations);
}
