package io.maru.ticket;

import io.maru.workflow.Rule;
import io.maru.workflow.RuleType;

/** A kind of post-function: what else changes when a transition is taken. Spring beans of any module. */
public interface TransitionPostFunction extends RuleType {

    @Override
    default Kind kind() {
        return Kind.POST_FUNCTION;
    }

    void apply(Rule rule, TransitionEffects ticket);
}
