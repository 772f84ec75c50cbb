package io.maru.approval;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.ticket.ApprovalForecast;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.StatusApproval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds approvers as a round does, and writes nothing. */
@Component
class Forecast implements ApprovalForecast {

    private final Approvers approvers;
    private final Thresholds thresholds;
    private final Persons persons;

    Forecast(Approvers approvers, Thresholds thresholds, Persons persons) {
        this.approvers = approvers;
        this.thresholds = thresholds;
        this.persons = persons;
    }

    @Override
    public Foreseen foresee(CurrentPerson reader, StatusApproval approval, TicketProcess.Facts ticket) {
        return new Foreseen(
                approval.composed(),
                approval.steps().stream()
                        .map(step -> foresee(reader, approval, step, ticket))
                        .toList(),
                approval.approved(),
                approval.rejected());
    }

    private ForeseenStep foresee(
            CurrentPerson reader, StatusApproval approval, StatusApproval.Step step, TicketProcess.Facts ticket) {
        Set<Long> asked = approvers.asked(approval, step, ticket);
        Map<Long, PersonReference> names = persons.references(asked);
        Round.Step judged = new Round.Step(
                step.kind(),
                step.rule(),
                Objects.requireNonNullElse(step.needed(), 1),
                step.refusalEnds(),
                step.skipWithoutApprover(),
                thresholds.below(step.finalWhen(), ticket),
                asked.stream().map(person -> new Round.Vote(true, null)).toList(),
                null);
        return new ForeseenStep(
                step.kind(),
                step.name() == null ? "" : step.name().in(reader.language()),
                step.rule(),
                judged.required(),
                asked.stream()
                        .map(id -> Objects.requireNonNull(names.get(id)).withoutEmail())
                        .toList(),
                step.approvers().stream()
                        .filter(approver ->
                                approvers.of(List.of(approver), ticket).isEmpty())
                        .toList(),
                judged.judged() == StepState.SKIPPED,
                judged.decidesAll());
    }
}
