package io.maru.approval;

import io.maru.people.PersonReference;
import io.maru.workflow.StatusApproval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of approval that is kept to be used again.
 *
 * @param deskKey of the desk whose it is; null for one's own
 * @param mayChange whether this reader may change and delete it
 */
public record ApprovalLineView(
        long id, String name, @Nullable String deskKey, List<LineStepView> steps, boolean mayChange, long version) {

    /** @param persons those who are still active */
    public record LineStepView(
            StatusApproval.Kind kind,
            List<PersonReference> persons,
            StatusApproval.Rule rule,
            @Nullable Integer needed) {}
}
