package io.maru.ticket;

import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleType;
import java.util.List;

/** A kind of validator: what a ticket must be like for a transition to be taken. Spring beans of any module. */
public interface TransitionValidator extends RuleType {

    @Override
    default Kind kind() {
        return Kind.VALIDATOR;
    }

    /** @param violations receives what is wrong, each at {@code /fields/<field>} */
    void judge(Rule rule, TransitionSubject ticket, List<Violation> violations);
}
