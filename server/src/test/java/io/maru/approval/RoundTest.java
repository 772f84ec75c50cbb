package io.maru.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.approval.Round.Outcome;
import io.maru.approval.Round.Step;
import io.maru.approval.Round.Vote;
import io.maru.workflow.StatusApproval.Kind;
import io.maru.workflow.StatusApproval.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a round comes to, held against the definitions of its rules: all small steps, and very many random rounds. */
class RoundTest {

    private static final Vote OPEN = new Vote(true, null);
    private static final Vote LEFT = new Vote(false, null);
    private static final Vote YES = new Vote(true, Decision.APPROVED);
    private static final Vote NO = new Vote(true, Decision.REJECTED);

    @Test
    void aStepIsWhatItsRuleSaysForEveryPossibleSetOfVotes() {
        for (int persons = 0; persons <= 4; persons++) {
            for (List<Vote> votes : everySetOf(persons)) {
                for (Rule rule : Rule.values()) {
                    for (int needed : rule == Rule.PERCENT ? new int[] {1, 34, 50, 51, 100} : new int[] {1, 2, 3, 4}) {
                        for (Kind kind : List.of(Kind.APPROVE, Kind.AGREE)) {
                            for (boolean refusalEnds : new boolean[] {false, true}) {
                                Step step = step(kind, rule, needed, refusalEnds, votes);
                                assertThat(step.judged()).as("%s", step).isEqualTo(defined(step));
                            }
                        }
                    }
                }
            }
        }
    }

    /** The rule in other words: approved when enough have approved, rejected when however the others vote it will not be. */
    private static StepState defined(Step step) {
        List<Vote> counting = step.votes().stream()
                .filter(vote -> vote.present() || vote.decision() != null)
                .toList();
        long approved = counting.stream().filter(YES::equals).count();
        long undecided =
                counting.stream().filter(vote -> vote.decision() == null).count();
        boolean refused = counting.contains(NO);
        if (counting.isEmpty()) {
            return StepState.OPEN;
        }
        if (enough(step, approved, counting.size())) {
            return StepState.APPROVED;
        }
        boolean hopeless = !enough(step, approved + undecided, counting.size());
        if (hopeless || step.refusalEnds() && refused) {
            return step.kind() == Kind.AGREE && !step.refusalEnds() ? StepState.OBJECTED : StepState.REJECTED;
        }
        return StepState.OPEN;
    }

    private static boolean enough(Step step, long approved, int of) {
        return switch (step.rule()) {
            case ANY -> approved > 0;
            case ALL -> approved == of;
            case NUMBER -> approved >= step.needed() || approved == of;
            case PERCENT -> approved * 100 >= (long) step.needed() * of && approved > 0;
        };
    }

    @Test
    void anySequenceOfVotesOpensOneStepAfterTheOtherAndChangesNothingThatIsDecided() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            List<Step> steps = someSteps(random);
            Outcome outcome = new Round(steps).judged();
            while (outcome.state() == RoundState.RUNNING) {
                int open = outcome.steps().indexOf(StepState.OPEN);
                assertThat(outcome.steps().subList(0, open)).allMatch(StepState::ended);
                assertThat(outcome.steps().subList(open + 1, steps.size()))
                        .allMatch(state -> state == StepState.PENDING);
                if (steps.get(open).unattended()) {
                    break;
                }
                steps = oneMoreVote(random, steps, open, outcome);
                Outcome next = new Round(steps).judged();
                for (int at = 0; at < open; at++) {
                    assertThat(next.steps().get(at)).isEqualTo(outcome.steps().get(at));
                }
                outcome = next;
            }
            if (outcome.state() == RoundState.APPROVED) {
                assertThat(outcome.steps()).contains(StepState.APPROVED).doesNotContain(StepState.REJECTED);
            }
            if (outcome.state() == RoundState.REJECTED) {
                int rejected = outcome.steps().indexOf(StepState.REJECTED);
                assertThat(outcome.steps().subList(rejected + 1, steps.size()))
                        .allMatch(state -> state == StepState.UNREACHED);
            }
        }
    }

    @Test
    void theOrderOfVotesInAStepDoesNotMatter() {
        Random random = new Random(7);
        for (List<Vote> votes : everySetOf(4)) {
            List<Vote> shuffled = new ArrayList<>(votes);
            Collections.shuffle(shuffled, random);
            for (Rule rule : Rule.values()) {
                assertThat(step(Kind.APPROVE, rule, 2, false, shuffled).judged())
                        .isEqualTo(step(Kind.APPROVE, rule, 2, false, votes).judged());
            }
        }
    }

    @Test
    void aFinalDecisionApprovesAllAndThoseWhoOnlyReadAreToldNevertheless() {
        Outcome outcome = new Round(List.of(
                        new Step(Kind.APPROVE, Rule.ALL, 1, true, false, true, List.of(YES), null),
                        step(Kind.APPROVE, Rule.ALL, 1, true, List.of(OPEN)),
                        step(Kind.REFERENCE, Rule.ALL, 1, true, List.of(OPEN))))
                .judged();

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        RoundState.APPROVED, List.of(StepState.APPROVED, StepState.SKIPPED, StepState.NOTED), 0));
    }

    @Test
    void anAgreementThatIsRefusedGoesOnUnlessItIsSaidToEnd() {
        List<Step> goesOn = List.of(
                step(Kind.AGREE, Rule.ALL, 1, false, List.of(NO)),
                step(Kind.APPROVE, Rule.ALL, 1, true, List.of(OPEN)));
        List<Step> ends = List.of(
                step(Kind.AGREE, Rule.ALL, 1, true, List.of(NO)), step(Kind.APPROVE, Rule.ALL, 1, true, List.of(OPEN)));

        assertThat(new Round(goesOn).judged().steps()).containsExactly(StepState.OBJECTED, StepState.OPEN);
        assertThat(new Round(ends).judged().state()).isEqualTo(RoundState.REJECTED);
    }

    @Test
    void nothingIsApprovedBecauseNobodyIsThere() {
        Step left = new Step(Kind.APPROVE, Rule.ALL, 1, true, true, false, List.of(LEFT), null);
        Step approved = step(Kind.APPROVE, Rule.ALL, 1, true, List.of(YES));

        assertThat(new Round(List.of(left)).judged().state()).isEqualTo(RoundState.RUNNING);
        assertThat(new Round(List.of(left, left)).judged().steps()).containsExactly(StepState.SKIPPED, StepState.OPEN);
        assertThat(new Round(List.of(left, approved)).judged().state()).isEqualTo(RoundState.APPROVED);
        assertThat(new Round(List.of(approved, left)).judged().state()).isEqualTo(RoundState.APPROVED);
    }

    @Test
    void aStepThatHasEndedIsNotOpenedAgainByWhoComesBack() {
        Step settled = new Step(Kind.APPROVE, Rule.ALL, 1, true, false, false, List.of(YES, OPEN), StepState.APPROVED);

        assertThat(new Round(List.of(settled)).judged().state()).isEqualTo(RoundState.APPROVED);
    }

    // ------------------------------------------------------------------ makings

    private static Step step(Kind kind, Rule rule, int needed, boolean refusalEnds, List<Vote> votes) {
        return new Step(kind, rule, needed, refusalEnds, false, false, votes, null);
    }

    private static List<List<Vote>> everySetOf(int persons) {
        List<List<Vote>> sets = List.of(List.of());
        for (int i = 0; i < persons; i++) {
            List<List<Vote>> longer = new ArrayList<>();
            for (List<Vote> set : sets) {
                for (Vote vote : List.of(OPEN, LEFT, YES, NO)) {
                    List<Vote> more = new ArrayList<>(set);
                    more.add(vote);
                    longer.add(more);
                }
            }
            sets = longer;
        }
        return sets;
    }

    private static List<Step> someSteps(Random random) {
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Vote[] votes = new Vote[1 + random.nextInt(4)];
            Arrays.setAll(votes, at -> random.nextInt(8) == 0 ? LEFT : OPEN);
            steps.add(new Step(
                    i == 0 ? Kind.APPROVE : Kind.values()[random.nextInt(3)],
                    Rule.values()[random.nextInt(4)],
                    1 + random.nextInt(100),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(5) == 0,
                    List.of(votes),
                    null));
        }
        return steps;
    }

    /** One who can decides; what has ended before is kept as it ended. */
    private static List<Step> oneMoreVote(Random random, List<Step> steps, int open, Outcome outcome) {
        List<Step> after = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            StepState settled = outcome.steps().get(i).ended() ? outcome.steps().get(i) : null;
            List<Vote> votes = new ArrayList<>(step.votes());
            if (i == open) {
                List<Integer> undecided = new ArrayList<>();
                for (int at = 0; at < votes.size(); at++) {
                    if (votes.get(at).equals(OPEN)) {
                        undecided.add(at);
                    }
                }
                votes.set(undecided.get(random.nextInt(undecided.size())), random.nextInt(3) == 0 ? NO : YES);
            }
            after.add(new Step(
                    step.kind(),
                    step.rule(),
                    step.needed(),
                    step.refusalEnds(),
                    step.skipWithoutApprover(),
                    step.decidesAll(),
                    votes,
                    settled));
        }
        return after;
    }
}
