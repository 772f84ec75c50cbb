package io.maru.ticket;

import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import java.util.List;

/** What else is wrong with a rule whose parameters are each acceptable, as {@link io.maru.workflow.RuleType#check}. */
interface RuleCheck {

    RuleCheck NOTHING_ELSE = (rule, context, pointer, violations) -> {};

    void check(Rule rule, RuleContext context, String pointer, List<Violation> violations);
}
