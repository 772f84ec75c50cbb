package io.maru.approval;

import io.maru.people.Persons;
import io.maru.platform.Violation;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Approver;
import io.maru.workflow.StatusApproval.Comment;
import io.maru.workflow.StatusApproval.Kind;
import io.maru.workflow.StatusApproval.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Judges lines of approval that people compose. */
@Component
class LineSteps {

    private static final int MOST_STEPS = 10;
    private static final int MOST_PERSONS = 20;

    private final Persons persons;

    LineSteps(Persons persons) {
        this.persons = persons;
    }

    /** The steps as they are held; a refusal of an approval ends it, as approvals composed by hand mean it. */
    List<StatusApproval.Step> checked(List<LineStep> steps, String pointer, List<Violation> violations) {
        if (steps.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (steps.size() > MOST_STEPS) {
            violations.add(Violation.of(pointer, "too_many", MOST_STEPS));
            return List.of();
        }
        List<StatusApproval.Step> checked = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            LineStep step = steps.get(i);
            String at = pointer + "/" + i;
            Set<Long> named = new HashSet<>(step.personIds());
            if (named.isEmpty()) {
                violations.add(Violation.of(at + "/personIds", "required"));
            } else if (named.size() > MOST_PERSONS) {
                violations.add(Violation.of(at + "/personIds", "too_many", MOST_PERSONS));
            } else if (!persons.active(named).containsAll(named)) {
                violations.add(Violation.of(at + "/personIds", "unknown"));
            }
            Rule rule = step.rule() == null ? Rule.ALL : step.rule();
            ApprovalRules.checkNeeded(rule, step.needed(), at, violations);
            checked.add(new StatusApproval.Step(
                    step.kind(),
                    null,
                    step.personIds().stream().distinct().map(Approver::person).toList(),
                    rule,
                    step.needed(),
                    step.kind() == Kind.APPROVE,
                    false,
                    Comment.ON_REJECTION,
                    null));
        }
        return checked;
    }
}
