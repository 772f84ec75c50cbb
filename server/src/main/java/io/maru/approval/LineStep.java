package io.maru.approval;

import io.maru.workflow.StatusApproval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a line of approval that a person has composed. */
public record LineStep(
        StatusApproval.Kind kind,
        List<Long> personIds,
        StatusApproval.@Nullable Rule rule,
        @Nullable Integer needed) {

    public LineStep {
        personIds = List.copyOf(personIds);
    }
}
