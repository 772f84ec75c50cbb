package io.maru.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import io.maru.workflow.NewWorkflow.NewStatus;
import io.maru.workflow.Transition.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    /** Walks workflows at random, by what a ticket is offered and not by what publishing checked. */
    @Test
    void noTicketOfAnyWorkflowThatCanBePublishedIsEverStuck() {
        Random random = new Random(20261122);
        int published = 0;
        for (int turn = 0; turn < 20_000; turn++) {
            NewWorkflow wanted = anyWorkflow(random);
            if (!WorkflowRules.violations(wanted, Set.of("resolution")).isEmpty()) {
                continue;
            }
            published++;
            Workflow workflow = asPublished(wanted);
            Status at = workflow.initialStatus();
            for (int step = 0; step < 20; step++) {
                assertThat(waysToDone(workflow, at))
                        .as("%s from %s", wanted, at)
                        .isTrue();
                List<Transition> offered = workflow.from(at);
                if (offered.isEmpty()) {
                    assertThat(at.category()).isEqualTo(StatusCategory.DONE);
                    break;
                }
                Transition taken = offered.get(random.nextInt(offered.size()));
                Status to = workflow.status(taken.to());
                if (to.category() == StatusCategory.DONE && at.category() != StatusCategory.DONE) {
                    assertThat(taken.set().containsKey("resolution")
                                    || taken.screen().contains(new ScreenField("resolution", true)))
                            .isTrue();
                }
                at = to;
            }
        }
        assertThat(published).isGreaterThan(500);
    }

    private static NewWorkflow anyWorkflow(Random random) {
        List<NewStatus> statuses = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int index = 0; index < count; index++) {
            statuses.add(new NewStatus(
                    "s" + index, NAME, null, StatusCategory.values()[random.nextInt(StatusCategory.values().length)]));
        }
        List<Transition> transitions = new ArrayList<>();
        int ways = 1 + random.nextInt(2 * count);
        for (int index = 0; index < ways; index++) {
            List<String> from = random.nextInt(6) == 0
                    ? List.of()
                    : statuses.stream()
                            .map(NewStatus::key)
                            .filter(key -> random.nextInt(count) == 0)
                            .toList();
            transitions.add(new Transition(
                    "t" + index,
                    NAME,
                    from,
                    "s" + random.nextInt(count),
                    false,
                    false,
                    random.nextInt(3) == 0 ? RESOLUTION : List.of(),
                    random.nextInt(3) == 0 ? Map.of("resolution", "done") : Map.of(),
                    Style.DEFAULT));
        }
        return new NewWorkflow(NAME, "s0", statuses, transitions, Set.of());
    }

    private static Workflow asPublished(NewWorkflow workflow) {
        List<Status> statuses = new ArrayList<>();
        for (NewStatus status : workflow.statuses()) {
            statuses.add(new Status(statuses.size() + 1, 1, status.key(), NAME, NAME, status.category()));
        }
        return new Workflow(
                1, 1, NAME, false, 1, workflow.initial(), statuses, workflow.transitions(), Map.of(), Map.of());
    }

    private static boolean waysToDone(Workflow workflow, Status from) {
        Set<Status> seen = new HashSet<>(Set.of(from));
        Deque<Status> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty()) {
            Status at = ahead.pop();
            if (at.category() == StatusCategory.DONE) {
                return true;
            }
            workflow.from(at).stream()
                    .map(transition -> workflow.status(transition.to()))
                    .filter(seen::add)
                    .forEach(ahead::push);
        }
        return false;
    }

    @Test
    void aShortcutIsOneLetterAndTakesOneOfTheStepsOffered() {
        assertThat(problems(
                        List.of(open("a"), open("b"), done("z")),
                        List.of(
                                ending("end", RESOLUTION, Map.of(), "a", "b"),
                                withShortcut(step("go", "a", "b"), "g"),
                                withShortcut(step("back", "b", "a"), "g"),
                                withShortcut(step("again", "a", "a"), "g"),
                                withShortcut(step("on", "b", "b"), "G"))))
                .containsExactly("/transitions/3/shortcut shortcut_taken", "/transitions/4/shortcut shortcut_form");
    }

    private static Transition withShortcut(Transition step, String shortcut) {
        return new Transition(
                step.key(),
                step.name(),
                step.from(),
                step.to(),
                false,
                false,
                List.of(),
                Map.of(),
                Style.DEFAULT,
                null,
                null,
                null,
                shortcut);
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
