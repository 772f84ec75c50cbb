package io.maru.ticket.web;

import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.platform.Violation;
import io.maru.ticket.ApprovalForecast;
import io.maru.ticket.TicketView;
import io.maru.ticket.WorkflowTrials;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Trying a draft of a workflow before it is published. */
@RestController
class WorkflowTrialController {

    /** @param pointer into the step, such as {@code /fields/resolution} */
    record TrialProblem(String pointer, String code, String message) {}

    record TrialStep(
            String transition,
            List<TrialProblem> violations,
            List<TicketView.HistoryView> changes,
            List<WorkflowTrials.Comment> comments,
            List<String> created) {}

    /** As {@link WorkflowTrials.Outcome}. */
    record WorkflowTrialOutcome(
            String status,
            boolean involved,
            List<TrialStep> steps,
            ApprovalForecast.@Nullable Foreseen approval,
            List<TicketView.TransitionView> offered,
            List<WorkflowTrials.Withheld> withheld,
            FormAnswers.@Nullable FormState screen) {}

    private final WorkflowTrials trials;
    private final MessageSource messages;

    WorkflowTrialController(WorkflowTrials trials, MessageSource messages) {
        this.trials = trials;
        this.messages = messages;
    }

    @PostMapping("/api/desks/{deskKey}/workflows/{id}/draft/try-out")
    WorkflowTrialOutcome tryWorkflowDraft(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestBody WorkflowTrials.Trial trial) {
        WorkflowTrials.Outcome outcome = trials.run(me, deskKey, id, trial);
        return new WorkflowTrialOutcome(
                outcome.status(),
                outcome.involved(),
                outcome.steps().stream()
                        .map(step -> new TrialStep(
                                step.transition(),
                                step.violations().stream()
                                        .map(violation -> problem(me, violation))
                                        .toList(),
                                step.changes(),
                                step.comments(),
                                step.created()))
                        .toList(),
                outcome.approval(),
                outcome.offered(),
                outcome.withheld(),
                outcome.screen());
    }

    private TrialProblem problem(CurrentPerson me, Violation violation) {
        return new TrialProblem(
                violation.pointer(),
                violation.code(),
                messages.getMessage(
                        "violation." + violation.code(),
                        violation.argumentsIn(me.language()),
                        me.language().locale()));
    }
}
