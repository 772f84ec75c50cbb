package io.maru.ticket;

import io.maru.workflow.Rule;
import io.maru.workflow.RuleType;

/** A kind of condition: without it a transition is not offered. Spring beans of any module. */
public interface TransitionCondition extends RuleType {

    @Override
    default Kind kind() {
        return Kind.CONDITION;
    }

    boolean holds(Rule rule, TransitionSubject ticket);
}
