package io.maru.approval;

import io.maru.workflow.StatusApproval.Kind;
import io.maru.workflow.StatusApproval.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of an approval as it is judged: by its own votes alone, and by nothing else. What a round comes to is a function
 * of this.
 */
record Round(List<Step> steps) {

    Round {
        steps = List.copyOf(steps);
    }

    /**
     * @param needed of the rules that count or take a share
     * @param refusalEnds of an approval: one refusal is enough to reject; of an agreement: a refusal rejects at all
     * @param skipWithoutApprover go on when nobody is there to decide
     * @param decidesAll approving this step approves all
     * @param settled how it ended, for one that has: what comes later does not change it
     */
    record Step(
            Kind kind,
            Rule rule,
            int needed,
            boolean refusalEnds,
            boolean skipWithoutApprover,
            boolean decidesAll,
            List<Vote> votes,
            @Nullable StepState settled) {

        Step {
            votes = List.copyOf(votes);
        }

        /** Those who count: who has decided, and who still can. */
        private long voters() {
            return votes.stream().filter(Vote::counts).count();
        }

        private long count(Decision decision) {
            return votes.stream().filter(vote -> vote.decision() == decision).count();
        }

        /** How many must approve, of those who count. */
        long required() {
            long voters = voters();
            return switch (rule) {
                case ANY -> 1;
                case ALL -> voters;
                case NUMBER -> Math.clamp(needed, 1, Math.max(1, voters));
                case PERCENT -> Math.clamp((voters * needed + 99) / 100, 1, Math.max(1, voters));
            };
        }

        /** How it stands once it is its turn. */
        StepState judged() {
            if (settled != null) {
                return settled;
            }
            if (kind == Kind.REFERENCE) {
                return StepState.NOTED;
            }
            if (voters() == 0) {
                return skipWithoutApprover ? StepState.SKIPPED : StepState.OPEN;
            }
            long required = required();
            if (count(Decision.APPROVED) >= required) {
                return StepState.APPROVED;
            }
            long refused = count(Decision.REJECTED);
            if (voters() - refused < required || refusalEnds && refused > 0) {
                return kind == Kind.AGREE && !refusalEnds ? StepState.OBJECTED : StepState.REJECTED;
            }
            return StepState.OPEN;
        }

        /** Nobody is there to decide. */
        boolean unattended() {
            return kind != Kind.REFERENCE && voters() == 0;
        }
    }

    /**
     * @param present still able to decide: has not left, for one
     * @param decision null while there is none
     */
    record Vote(boolean present, @Nullable Decision decision) {

        private boolean counts() {
            return present || decision != null;
        }
    }

    /**
     * @param state running, approved or rejected
     * @param steps how each stands
     * @param decidedBy the step that decided all before its end came; -1 for none
     */
    record Outcome(RoundState state, List<StepState> steps, int decidedBy) {}

    /** Whether somebody has approved or can still: what nobody approved is not approved by leaving steps out. */
    private boolean approvable(List<StepState> before, int at) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).kind() == Kind.APPROVE && (i > at || i < at && before.get(i) == StepState.APPROVED)) {
                return true;
            }
        }
        return false;
    }

    Outcome judged() {
        List<StepState> states = new ArrayList<>();
        RoundState state = RoundState.RUNNING;
        int decidedBy = -1;
        boolean waiting = false;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (state == RoundState.REJECTED) {
                states.add(StepState.UNREACHED);
            } else if (state == RoundState.APPROVED) {
                states.add(step.kind() == Kind.REFERENCE ? StepState.NOTED : StepState.SKIPPED);
            } else if (waiting) {
                states.add(StepState.PENDING);
            } else {
                StepState judged = step.judged();
                if (judged == StepState.SKIPPED && !approvable(states, i)) {
                    judged = StepState.OPEN;
                }
                states.add(judged);
                switch (judged) {
                    case OPEN -> waiting = true;
                    case REJECTED -> state = RoundState.REJECTED;
                    case APPROVED -> {
                        if (step.decidesAll()) {
                            state = RoundState.APPROVED;
                            decidedBy = i;
                        }
                    }
                    default -> {
                        // It goes on with the next.
                    }
                }
            }
        }
        if (state == RoundState.RUNNING && !waiting) {
            state = RoundState.APPROVED;
        }
        return new Outcome(state, states, decidedBy);
    }
}
