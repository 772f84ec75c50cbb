package io.maru.workflow;

import io.maru.platform.Violation;
import java.util.List;

/** What is wrong with the approvals of a workflow, told by the module that runs approvals. */
public interface ApprovalCheck {

    /** Adds everything that is wrong, each at its place in the document, such as {@code /statuses/2/approval/steps}. */
    void check(NewWorkflow workflow, RuleContext context, List<Violation> violations);
}
