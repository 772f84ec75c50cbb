package io.maru.workflow;

import io.maru.platform.Violation;
import io.maru.workflow.NewWorkflow.NewStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a workflow must be like to be published: a ticket that follows it is never stuck, and one that is done has a
 * resolution.
 */
final class WorkflowRules {

    static final String RESOLUTION = "resolution";

    private static final Pattern SHORTCUT = Pattern.compile("[a-z]");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final NewWorkflow workflow;
    private final Set<String> askable;
    private final Map<String, NewStatus> statuses = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private WorkflowRules(NewWorkflow workflow, Set<String> askable) {
        this.workflow = workflow;
        this.askable = askable;
    }

    /**
     * Everything that is wrong, each at its place in the document.
     *
     * @param askable what a transition's screen may ask for
     */
    static List<Violation> violations(NewWorkflow workflow, Set<String> askable) {
        WorkflowRules rules = new WorkflowRules(workflow, askable);
        rules.checkStatuses();
        rules.checkTransitions();
        // Ways are only worth walking once they lead somewhere.
        if (rules.violations.isEmpty()) {
            rules.checkWays();
        }
        return rules.violations;
    }

    private void checkStatuses() {
        for (int i = 0; i < workflow.statuses().size(); i++) {
            NewStatus status = workflow.statuses().get(i);
            String at = "/statuses/" + i;
            checkKey(status.key(), at);
            if (statuses.put(status.key(), status) != null) {
                reject(at + "/key", "duplicate");
            }
            if (status.name().isEmpty()) {
                reject(at + "/name", "required");
            }
        }
        NewStatus initial = statuses.get(workflow.initial());
        if (initial == null) {
            reject("/initial", "status_unknown", workflow.initial());
        } else if (initial.category() == StatusCategory.DONE) {
            reject("/initial", "initial_status_done");
        }
        if (statuses.values().stream().noneMatch(WorkflowRules::done)) {
            reject("/statuses", "no_done_status");
        }
    }

    private void checkTransitions() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < workflow.transitions().size(); i++) {
            Transition transition = workflow.transitions().get(i);
            String at = "/transitions/" + i;
            checkKey(transition.key(), at);
            if (!keys.add(transition.key())) {
                reject(at + "/key", "duplicate");
            }
            if (transition.name().isEmpty()) {
                reject(at + "/name", "required");
            }
            if (!statuses.containsKey(transition.to())) {
                reject(at + "/to", "status_unknown", transition.to());
            }
            for (int j = 0; j < transition.from().size(); j++) {
                if (!statuses.containsKey(transition.from().get(j))) {
                    reject(
                            at + "/from/" + j,
                            "status_unknown",
                            transition.from().get(j));
                }
            }
            for (int j = 0; j < transition.screen().size(); j++) {
                if (!askable.contains(transition.screen().get(j).field())) {
                    reject(at + "/screen/" + j + "/field", "unknown");
                }
            }
            if (transition.onCustomerComment() && transition.screen().stream().anyMatch(ScreenField::mustBeAnswered)) {
                reject(at + "/screen", "taken_by_itself", transition.name());
            }
            if (resolves(transition) && !setsResolution(transition)) {
                reject(at + "/screen", "resolution_not_required", transition.name());
            }
            checkShortcut(transition, i);
        }
    }

    private void checkShortcut(Transition transition, int position) {
        String shortcut = transition.shortcut();
        if (shortcut == null) {
            return;
        }
        String at = "/transitions/" + position + "/shortcut";
        if (!SHORTCUT.matcher(shortcut).matches()) {
            reject(at, "shortcut_form");
        } else if (workflow.transitions().subList(0, position).stream()
                .anyMatch(other -> shortcut.equals(other.shortcut()) && offeredTogether(transition, other))) {
            reject(at, "shortcut_taken");
        }
    }

    private boolean offeredTogether(Transition one, Transition other) {
        return statuses.keySet().stream().anyMatch(status -> one.startsAt(status) && other.startsAt(status));
    }

    private void checkWays() {
        Set<String> reachable = reachableFrom(workflow.initial());
        Set<String> done = statuses.values().stream()
                .filter(WorkflowRules::done)
                .map(NewStatus::key)
                .collect(Collectors.toSet());
        for (int i = 0; i < workflow.statuses().size(); i++) {
            NewStatus status = workflow.statuses().get(i);
            if (!reachable.contains(status.key())) {
                reject("/statuses/" + i, "status_unreachable", status.name());
            }
            Set<String> ahead = reachableFrom(status.key());
            if (ahead.stream().noneMatch(done::contains)) {
                reject("/statuses/" + i, "status_dead_end", status.name());
            }
        }
    }

    /** Every status that can be come to from this one, itself included. */
    private Set<String> reachableFrom(String status) {
        Set<String> seen = new HashSet<>(Set.of(status));
        Deque<String> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty()) {
            String at = ahead.pop();
            workflow.transitions().stream()
                    .filter(transition ->
                            transition.from().isEmpty() || transition.from().contains(at))
                    .map(Transition::to)
                    .filter(seen::add)
                    .forEach(ahead::push);
        }
        return seen;
    }

    /** Whether it leads from work that is not done to done. */
    private boolean resolves(Transition transition) {
        NewStatus to = statuses.get(transition.to());
        return to != null
                && done(to)
                && (transition.from().isEmpty()
                        || transition.from().stream().map(statuses::get).anyMatch(from -> from != null && !done(from)));
    }

    private static boolean setsResolution(Transition transition) {
        return transition.set().containsKey(RESOLUTION)
                || transition.screen().stream()
                        .anyMatch(field ->
                                field.field().equals(RESOLUTION) && (field.required() || field.preset() != null));
    }

    private static boolean done(NewStatus status) {
        return status.category() == StatusCategory.DONE;
    }

    private void checkKey(String key, String at) {
        if (!KEY.matcher(key).matches()) {
            reject(at + "/key", "key_form");
        }
    }

    private void reject(String pointer, String code, Object... arguments) {
        violations.add(Violation.of(pointer, code, arguments));
    }
}
