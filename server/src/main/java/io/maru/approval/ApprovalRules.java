package io.maru.approval;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.workflow.ApprovalCheck;
import io.maru.workflow.NewWorkflow;
import io.maru.workflow.NewWorkflow.NewStatus;
import io.maru.workflow.RuleContext;
import io.maru.workflow.ScreenField;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Approver;
import io.maru.workflow.StatusApproval.Beginning;
import io.maru.workflow.StatusApproval.FinalWhen;
import io.maru.workflow.StatusApproval.Kind;
import io.maru.workflow.StatusApproval.Rule;
import io.maru.workflow.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the approval of a status must be like to be published: somebody decides, and the ticket can follow. */
@Component
class ApprovalRules implements ApprovalCheck {

    private static final int MOST_STEPS = 20;
    private static final int MOST_APPROVERS = 50;
    private static final int MOST_HOURS = 24 * 365;
    private static final int LONGEST_NAME = 100;

    private final Thresholds thresholds;

    ApprovalRules(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @Override
    public void check(NewWorkflow workflow, RuleContext context, List<Violation> violations) {
        Set<String> decidedIn = new HashSet<>();
        for (int i = 0; i < workflow.statuses().size(); i++) {
            NewStatus status = workflow.statuses().get(i);
            if (status.approval() != null) {
                decidedIn.add(status.key());
                check(workflow, status, status.approval(), context, "/statuses/" + i + "/approval", violations);
            }
        }
        for (int i = 0; i < workflow.transitions().size(); i++) {
            Transition transition = workflow.transitions().get(i);
            for (int j = 0; j < transition.postFunctions().size(); j++) {
                if (transition.postFunctions().get(j).type().equals(StatusApproval.START)
                        && !decidedIn.contains(transition.to())) {
                    violations.add(Violation.of(
                            "/transitions/" + i + "/postFunctions/" + j, "nothing_to_approve", transition.name()));
                }
            }
        }
    }

    private void check(
            NewWorkflow workflow,
            NewStatus status,
            StatusApproval approval,
            RuleContext context,
            String pointer,
            List<Violation> violations) {
        if (approval.steps().size() > MOST_STEPS) {
            violations.add(Violation.of(pointer + "/steps", "too_many", MOST_STEPS));
            return;
        }
        if (!approval.composed() && approval.steps().stream().noneMatch(step -> step.kind() == Kind.APPROVE)) {
            violations.add(Violation.of(pointer + "/steps", "approval_without_approver"));
        }
        for (int i = 0; i < approval.steps().size(); i++) {
            check(approval.steps().get(i), context, pointer + "/steps/" + i, violations);
        }
        if (approval.begins() == Beginning.WHEN_ASKED
                && workflow.transitions().stream()
                        .noneMatch(transition ->
                                transition.startsApproval() && transition.to().equals(status.key()))) {
            violations.add(Violation.of(pointer + "/begins", "approval_never_asked", status.name()));
        }
        checkTransition(workflow, status, approval.approved(), pointer + "/approved", violations);
        checkTransition(workflow, status, approval.rejected(), pointer + "/rejected", violations);
        if (approval.approved().equals(approval.rejected())) {
            violations.add(Violation.of(pointer + "/rejected", "approval_transitions_same"));
        }
        checkHours(approval.remindAfterHours(), pointer + "/remindAfterHours", violations);
        checkHours(approval.escalateAfterHours(), pointer + "/escalateAfterHours", violations);
    }

    private void check(StatusApproval.Step step, RuleContext context, String pointer, List<Violation> violations) {
        LocalizedText.text(step.name(), LONGEST_NAME, pointer + "/name", violations);
        if (step.approvers().isEmpty()) {
            violations.add(Violation.of(pointer + "/approvers", "approval_without_approver"));
        } else if (step.approvers().size() > MOST_APPROVERS) {
            violations.add(Violation.of(pointer + "/approvers", "too_many", MOST_APPROVERS));
        }
        for (int i = 0; i < step.approvers().size(); i++) {
            check(step.approvers().get(i), context, pointer + "/approvers/" + i, violations);
        }
        if (step.kind() != Kind.REFERENCE) {
            checkNeeded(step.rule(), step.needed(), pointer, violations);
        }
        FinalWhen threshold = step.finalWhen();
        if (threshold != null) {
            if (step.kind() != Kind.APPROVE) {
                violations.add(Violation.of(pointer + "/finalWhen", "final_of_approval_only"));
            } else {
                thresholds.check(threshold, context.fields(), pointer + "/finalWhen", violations);
            }
        }
    }

    private static void check(Approver approver, RuleContext context, String pointer, List<Violation> violations) {
        Long id = approver.id();
        switch (approver.type()) {
            case PERSON -> {
                if (id == null || !context.person().test(id)) {
                    violations.add(Violation.of(pointer + "/id", "unknown"));
                }
            }
            case GROUP -> {
                if (id == null || !context.group().test(id)) {
                    violations.add(Violation.of(pointer + "/id", "unknown"));
                }
            }
            case FIELD -> checkField(approver, Approvers.NAMING_PERSONS, context, pointer, violations);
            case SERVICE_OWNER -> checkField(approver, Set.of(FieldType.SERVICE), context, pointer, violations);
            case REPORTERS_MANAGER, ASSIGNEES_MANAGER -> {
                // Who that is shows when a round begins.
            }
        }
    }

    private static void checkField(
            Approver approver, Set<FieldType> types, RuleContext context, String pointer, List<Violation> violations) {
        String key = approver.field();
        FieldDefinition field = key == null ? null : context.field(key).orElse(null);
        if (field == null) {
            violations.add(Violation.of(pointer + "/field", "unknown"));
        } else if (!types.contains(field.type())) {
            violations.add(Violation.of(pointer + "/field", "field_type_unfit"));
        }
    }

    static void checkNeeded(Rule rule, @Nullable Integer needed, String pointer, List<Violation> violations) {
        if (rule == Rule.NUMBER && (needed == null || needed < 1 || needed > MOST_APPROVERS)) {
            violations.add(Violation.of(pointer + "/needed", "out_of_bounds", 1, MOST_APPROVERS));
        }
        if (rule == Rule.PERCENT && (needed == null || needed < 1 || needed > 100)) {
            violations.add(Violation.of(pointer + "/needed", "out_of_bounds", 1, 100));
        }
    }

    /** It is taken by itself: it leads away from the status, and nobody is there to fill in its screen. */
    private static void checkTransition(
            NewWorkflow workflow, NewStatus status, String key, String pointer, List<Violation> violations) {
        Transition transition = workflow.transitions().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(null);
        if (transition == null) {
            violations.add(Violation.of(pointer, "transition_unknown", key));
        } else if (!transition.from().isEmpty()
                ? !transition.from().contains(status.key())
                : transition.to().equals(status.key())) {
            violations.add(Violation.of(pointer, "transition_from_elsewhere", key));
        } else if (transition.screen().stream().anyMatch(ScreenField::required)) {
            violations.add(Violation.of(pointer, "taken_by_approval", key));
        }
    }

    private static void checkHours(@Nullable Integer hours, String pointer, List<Violation> violations) {
        if (hours != null && (hours < 1 || hours > MOST_HOURS)) {
            violations.add(Violation.of(pointer, "out_of_bounds", 1, MOST_HOURS));
        }
    }
}
