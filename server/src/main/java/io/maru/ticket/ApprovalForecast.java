package io.maru.ticket;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.workflow.StatusApproval;
import java.util.List;

/** Whom an approval would ask, told to somebody who tries a workflow by the module that runs approvals. */
public interface ApprovalForecast {

    /** @param ticket as it would be */
    Foreseen foresee(CurrentPerson reader, StatusApproval approval, TicketProcess.Facts ticket);

    /**
     * @param composed the reporter would choose the first steps; these follow
     * @param approved key of the transition that would be taken when all is approved
     * @param rejected key of the transition that would be taken when it is rejected
     */
    record Foreseen(boolean composed, List<ForeseenStep> steps, String approved, String rejected) {}

    /**
     * @param required how many of the persons must approve
     * @param persons who would be asked
     * @param unfound of what the step names, what stands for nobody now
     * @param skipped nobody would be asked, and it would go on with the next
     * @param decidesAll approving this step would approve all
     */
    record ForeseenStep(
            StatusApproval.Kind kind,
            String name,
            StatusApproval.Rule rule,
            long required,
            List<PersonReference> persons,
            List<StatusApproval.Approver> unfound,
            boolean skipped,
            boolean decidesAll) {}
}
