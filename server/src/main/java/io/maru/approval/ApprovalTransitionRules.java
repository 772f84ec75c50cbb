package io.maru.approval;

import io.maru.ticket.TransitionCondition;
import io.maru.ticket.TransitionEffects;
import io.maru.ticket.TransitionPostFunction;
import io.maru.ticket.TransitionSubject;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleParameter;
import io.maru.workflow.StatusApproval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules that approvals bring: how a ticket's newest round stands, and that a transition asks for one. */
@Configuration(proxyBeanMethods = false)
class ApprovalTransitionRules {

    private static final String NEVER_ASKED = "never_asked";

    @Bean
    static TransitionCondition approvalStateCondition(ApprovalStore store) {
        List<String> states = Stream.concat(
                        Stream.of(NEVER_ASKED),
                        Arrays.stream(RoundState.values()).map(RoundState::key))
                .toList();
        return new TransitionCondition() {
            @Override
            public String key() {
                return "approval_state";
            }

            @Override
            public List<RuleParameter> parameters() {
                return List.of(RuleParameter.choice("approval", states).several());
            }

            @Override
            public boolean holds(Rule rule, TransitionSubject ticket) {
                String state = store.newest(ticket.id())
                        .map(round -> round.state().key())
                        .orElse(NEVER_ASKED);
                return rule.texts("approval").contains(state);
            }
        };
    }

    /** Asks for the approval of the transition's target; {@link Rounds} does, once the ticket stands there. */
    @Bean
    static TransitionPostFunction startApprovalPostFunction() {
        return new TransitionPostFunction() {
            @Override
            public String key() {
                return StatusApproval.START;
            }

            @Override
            public List<RuleParameter> parameters() {
                return List.of();
            }

            @Override
            public void apply(Rule rule, TransitionEffects ticket) {
                // It changes nothing of the ticket itself.
            }
        };
    }
}
