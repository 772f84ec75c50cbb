package io.maru.approval;

import io.maru.ticket.TransitionGuard;
import io.maru.workflow.Status;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Beginning;
import io.maru.workflow.Workflow;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * While somebody decides, nobody takes the approval's transitions by hand; nor before or after it was withdrawn, for that would
 * go round it. Once it is decided and the ticket could not follow, the one that was decided can be taken. Where a transition
 * has to ask and none did, nothing is withheld.
 */
@Component
class ApprovalGuard implements TransitionGuard {

    private final ApprovalStore store;

    ApprovalGuard(ApprovalStore store) {
        this.store = store;
    }

    @Override
    public Set<String> withheld(long ticketId, Workflow workflow, Status status) {
        StatusApproval approval = workflow.approval(status).orElse(null);
        if (approval == null) {
            return Set.of();
        }
        RoundState state = store.present(ticketId)
                .filter(round -> round.statusId() == status.id())
                .map(ApprovalStore.RoundRow::state)
                .orElse(null);
        if (state == null && approval.begins() == Beginning.WHEN_ASKED) {
            return Set.of();
        }
        return switch (state) {
            case APPROVED -> Set.of(approval.rejected());
            case REJECTED -> Set.of(approval.approved());
            case null, default -> Set.of(approval.approved(), approval.rejected());
        };
    }
}
