package io.maru.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import io.maru.workflow.NewWorkflow.NewStatus;
import io.maru.workflow.Transition.Style;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowRulesTest {

    private static final LocalizedText NAME = new LocalizedText("이름", "Name");
    private static final List<ScreenField> RESOLUTION = List.of(new ScreenField("resolution", true));

    @Test
    void aWorkflowThatEndsWithAResolutionCanBePublished() {
        assertThat(problems(
                        List.of(open("a"), open("b"), done("z")),
                        List.of(step("go", "a", "b"), ending("end", RESOLUTION, Map.of(), "b"))))
                .isEmpty();
    }

    @Test
    void aStatusToWhichNoWayLeadsIsTold() {
        assertThat(problems(
                        List.of(open("a"), open("island"), done("z")),
                        List.of(ending("end", RESOLUTION, Map.of(), "a", "island"))))
                .containsExactly("/statuses/1 status_unreachable");
    }

    @Test
    void aStatusFromWhichNoWayLeadsToTheEndIsTold() {
        assertThat(problems(
                        List.of(open("a"), open("trap"), done("z")),
                        List.of(step("fall", "a", "trap"), ending("end", RESOLUTION, Map.of(), "a"))))
                .containsExactly("/statuses/1 status_dead_end");
    }

    @Test
    void aTransitionFromAnywhereIsAWayFromEverywhere() {
        assertThat(problems(
                        List.of(open("a"), open("b"), done("z")),
                        List.of(step("go", "a", "b"), ending("end", RESOLUTION, Map.of()))))
                .isEmpty();
    }

    @Test
    void whoeverEndsTheWorkSaysHowOrTheTransitionDoes() {
        List<NewStatus> statuses = List.of(open("a"), done("z"));

        assertThat(problems(statuses, List.of(ending("end", List.of(), Map.of(), "a"))))
                .containsExactly("/transitions/0/screen resolution_not_required");
        assertThat(problems(
                        statuses, List.of(ending("end", List.of(new ScreenField("resolution", false)), Map.of(), "a"))))
                .containsExactly("/transitions/0/screen resolution_not_required");
        assertThat(problems(statuses, List.of(ending("end", List.of(), Map.of("resolution", "withdrawn"), "a"))))
                .isEmpty();
    }

    @Test
    void whatIsDoneAlreadyNeedsNoSecondResolution() {
        assertThat(problems(
                        List.of(open("a"), done("z"), done("closed")),
                        List.of(ending("end", RESOLUTION, Map.of(), "a"), step("close", "z", "closed"))))
                .isEmpty();
    }

    @Test
    void namesThatMeanNothingAreToldWhereTheyStand() {
        assertThat(problems(
                        List.of(open("a"), done("z")),
                        List.of(
                                step("go", "nowhere", "elsewhere"),
                                ending("end", List.of(new ScreenField("nonsense", true)), Map.of(), "a"))))
                .containsExactlyInAnyOrder(
                        "/transitions/0/to status_unknown",
                        "/transitions/0/from/0 status_unknown",
                        "/transitions/1/screen/0/field unknown",
                        "/transitions/1/screen resolution_not_required");
    }

    @Test
    void keysAreOnceAndWorkDoesNotBeginAtItsEnd() {
        assertThat(problems(List.of(done("a"), done("a")), List.of()))
                .containsExactlyInAnyOrder("/statuses/1/key duplicate", "/initial initial_status_done");
        assertThat(problems(List.of(open("a")), List.of())).containsExactly("/statuses no_done_status");
    }

    @Test
    void whatIsTakenByItselfCannotAsk() {
        Transition asking =
                new Transition("reply", NAME, List.of("a"), "a", false, true, RESOLUTION, Map.of(), Style.DEFAULT);

        assertThat(problems(List.of(open("a"), done("z")), List.of(asking, ending("end", RESOLUTION, Map.of(), "a"))))
                .containsExactly("/transitions/0/screen taken_by_itself");
    }

    private static List<String> problems(List<NewStatus> statuses, List<Transition> transitions) {
        NewWorkflow workflow = new NewWorkflow(NAME, "a", statuses, transitions, Set.of(TicketType.TASK));
        return WorkflowRules.violations(workflow, Set.of("resolution", "assignee")).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private static NewStatus open(String key) {
        return new NewStatus(key, NAME, null, StatusCategory.ACTIVE);
    }

    private static NewStatus done(String key) {
        return new NewStatus(key, NAME, null, StatusCategory.DONE);
    }

    private static Transition step(String key, String from, String to) {
        return new Transition(key, NAME, List.of(from), to, false, false, List.of(), Map.of(), Style.DEFAULT);
    }

    private static Transition ending(String key, List<ScreenField> screen, Map<String, String> set, String... from) {
        return new Transition(key, NAME, List.of(from), "z", false, false, screen, set, Style.DEFAULT);
    }
}
