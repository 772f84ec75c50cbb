package io.maru.approval;

import io.maru.approval.ApprovalStore.RoundRow;
import io.maru.approval.ApprovalStore.StepRow;
import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.approval.ApprovalView.ApprovalItem;
import io.maru.approval.ApprovalView.Possibilities;
import io.maru.approval.ApprovalView.RoundView;
import io.maru.approval.ApprovalView.StepView;
import io.maru.approval.ApprovalView.TicketApprovals;
import io.maru.approval.ApprovalView.VoteView;
import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.NotPermitted;
import io.maru.platform.Violation;
import io.maru.ticket.Channel;
import io.maru.ticket.RequestView;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.workflow.Status;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Beginning;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Approvals in a reader's words. */
@Component
class ApprovalViews {

    private final ApprovalStore store;
    private final Rounds rounds;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Absences absences;
    private final MessageSource messages;

    ApprovalViews(
            ApprovalStore store,
            Rounds rounds,
            TicketProcess tickets,
            Persons persons,
            Absences absences,
            MessageSource messages) {
        this.store = store;
        this.rounds = rounds;
        this.tickets = tickets;
        this.persons = persons;
        this.absences = absences;
        this.messages = messages;
    }

    // ------------------------------------------------------------------ who may what

    boolean mayDecide(long personId, VoteRow vote, Map<Long, Set<Long>> substitutes) {
        return vote.personId() == personId
                || Objects.equals(vote.escalatedTo(), personId)
                || substitutes.getOrDefault(vote.personId(), Set.of()).contains(personId);
    }

    /** Whose request it is, and who moves the desk's tickets, may ask for an approval and withdraw it. */
    private static boolean mayRun(CurrentPerson current, Facts ticket) {
        return ticket.reporterId() == current.id() || current.mayOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
    }

    void requireMayRun(CurrentPerson current, Facts ticket) {
        if (!mayRun(current, ticket)) {
            throw new NotPermitted();
        }
    }

    /**
     * What could be asked for by hand where a ticket stands: there is an approval, and its outcome is not there or under way.
     * One that waits for a transition to ask can only be asked for again.
     */
    Optional<StatusApproval> askable(Facts ticket) {
        RoundState state = store.present(ticket.id())
                .filter(round -> round.statusId() == ticket.statusId())
                .map(RoundRow::state)
                .orElse(null);
        return state == null || state == RoundState.WITHDRAWN
                ? rounds.approvalOf(ticket.workflowId(), ticket.statusId())
                        .filter(approval -> state != null || approval.begins() == Beginning.ON_ENTRY)
                : Optional.empty();
    }

    Channel channel(CurrentPerson current, Facts ticket) {
        return Channel.of(
                current,
                current.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()) ? Channel.WORKSPACE : Channel.PORTAL);
    }

    // ------------------------------------------------------------------ a ticket's

    TicketApprovals ofTicket(CurrentPerson current, Facts ticket) {
        List<RoundRow> rows = store.ofTicket(ticket.id());
        boolean runs = mayRun(current, ticket);
        RoundRow underWay =
                rows.stream().filter(row -> row.state().underWay()).findFirst().orElse(null);
        return new TicketApprovals(
                rounds(current, ticket, rows),
                new Possibilities(
                        runs && askable(ticket).isPresent(),
                        runs && underWay != null && underWay.state() == RoundState.COMPOSING,
                        runs && underWay != null,
                        underWay != null
                                && underWay.state() == RoundState.RUNNING
                                && current.mayOnDesk(Permission.APPROVAL_ADMINISTER, ticket.deskId())));
    }

    List<RoundView> rounds(CurrentPerson current, Facts ticket, List<RoundRow> rows) {
        List<Long> ids = rows.stream().map(RoundRow::id).toList();
        Map<Long, List<StepRow>> steps = store.steps(ids).stream().collect(Collectors.groupingBy(StepRow::roundId));
        Map<Long, List<VoteRow>> votes = store.votes(ids).stream()
                .filter(vote -> !vote.removed())
                .collect(Collectors.groupingBy(VoteRow::stepId));
        Set<Long> named = new HashSet<>();
        Set<Long> waiting = new HashSet<>();
        for (RoundRow row : rows) {
            named.add(row.openedBy());
            add(named, row.endedBy());
        }
        votes.values().stream().flatMap(List::stream).forEach(vote -> {
            named.add(vote.personId());
            add(named, vote.decidedBy());
            add(named, vote.escalatedTo());
            if (vote.waiting()) {
                waiting.add(vote.personId());
            }
        });
        Map<Long, Set<Long>> substitutes = absences.substitutes(waiting);
        substitutes.values().forEach(named::addAll);
        Reader reader = new Reader(current, ticket, named(named), substitutes, persons.active(named));
        return rows.stream()
                .map(row -> new RoundView(
                        row.id(),
                        row.number(),
                        row.state(),
                        rounds.status(row)
                                .map(status -> name(current, ticket, status))
                                .orElse(""),
                        reader.person(row.openedBy()),
                        row.openedAt(),
                        row.endedBy() == null ? null : reader.person(row.endedBy()),
                        row.endedAt(),
                        steps.getOrDefault(row.id(), List.of()).stream()
                                .map(step -> reader.step(row, step, votes.getOrDefault(step.id(), List.of())))
                                .toList(),
                        row.approval().steps().size(),
                        hindrances(current, row)))
                .toList();
    }

    private static String name(CurrentPerson current, Facts ticket, Status status) {
        return (current.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()) ? status.name() : status.customerName())
                .in(current.language());
    }

    private List<String> hindrances(CurrentPerson current, RoundRow round) {
        return round.hindrances().stream()
                .map(hindrance ->
                        text(current, hindrance.code(), hindrance.arguments().toArray()))
                .toList();
    }

    String text(CurrentPerson current, List<Violation> violations) {
        return violations.stream()
                .map(violation ->
                        text(current, violation.code(), violation.arguments().toArray()))
                .collect(Collectors.joining(" "));
    }

    private String text(CurrentPerson current, String code, Object[] arguments) {
        return messages.getMessage(
                "violation." + code, arguments, current.language().locale());
    }

    private Map<Long, PersonReference> named(Collection<Long> ids) {
        Map<Long, PersonReference> named = new HashMap<>();
        persons.references(ids).forEach((id, person) -> named.put(id, person.withoutEmail()));
        return named;
    }

    PersonReference person(long id) {
        return named(Set.of(id)).getOrDefault(id, new PersonReference(id, "?", null));
    }

    private static void add(Set<Long> ids, @Nullable Long id) {
        if (id != null) {
            ids.add(id);
        }
    }

    /** Who reads, with what is needed to tell them. */
    private record Reader(
            CurrentPerson current,
            Facts ticket,
            Map<Long, PersonReference> names,
            Map<Long, Set<Long>> substitutes,
            Set<Long> active) {

        PersonReference person(long id) {
            return names.getOrDefault(id, new PersonReference(id, "?", null));
        }

        StepView step(RoundRow round, StepRow step, List<VoteRow> votes) {
            StatusApproval.Step definition = step.definition();
            Round.Step judged = new Round.Step(
                    definition.kind(),
                    definition.rule(),
                    Objects.requireNonNullElse(definition.needed(), 1),
                    definition.refusalEnds(),
                    false,
                    false,
                    votes.stream()
                            .map(vote -> new Round.Vote(active.contains(vote.personId()), vote.decision()))
                            .toList(),
                    null);
            return new StepView(
                    step.id(),
                    definition.kind(),
                    definition.name() == null ? "" : definition.name().in(current.language()),
                    definition.rule(),
                    judged.required(),
                    definition.comment(),
                    definition.refusalEnds(),
                    step.state(),
                    definition.finalWhen() != null,
                    step.finalStep(),
                    step.unattended(),
                    step.openedAt(),
                    step.endedAt(),
                    step.remindedAt(),
                    step.escalatedAt(),
                    votes.stream().map(vote -> vote(round, vote)).toList());
        }

        private VoteView vote(RoundRow round, VoteRow vote) {
            Set<Long> standIns = new HashSet<>(substitutes.getOrDefault(vote.personId(), Set.of()));
            if (vote.waiting() && vote.escalatedTo() != null) {
                standIns.add(vote.escalatedTo());
            }
            boolean own =
                    ticket.reporterId() == current.id() && !round.approval().ownRequest();
            boolean mine =
                    vote.waiting() && !own && (vote.personId() == current.id() || standIns.contains(current.id()));
            return new VoteView(
                    vote.id(),
                    person(vote.personId()),
                    active.contains(vote.personId()),
                    vote.waiting(),
                    mine,
                    vote.waiting() ? standIns.stream().map(this::person).toList() : List.of(),
                    vote.decision(),
                    vote.decidedBy() == null ? null : person(vote.decidedBy()),
                    vote.decidedAt(),
                    vote.channel(),
                    vote.comment(),
                    vote.addedBy() != null);
        }
    }

    // ------------------------------------------------------------------ one's own

    /** Votes with their tickets; one whose ticket this person may not see is left out. */
    List<ApprovalItem> items(CurrentPerson current, List<VoteRow> votes) {
        Set<Long> roundIds = votes.stream().map(VoteRow::roundId).collect(Collectors.toSet());
        Map<Long, RoundRow> rows = store.rounds(roundIds).stream().collect(Collectors.toMap(RoundRow::id, row -> row));
        Map<Long, List<StepRow>> steps =
                store.steps(roundIds).stream().collect(Collectors.groupingBy(StepRow::roundId));
        Map<Long, RequestView.Summary> summaries = tickets.summaries(
                current, rows.values().stream().map(RoundRow::ticketId).collect(Collectors.toSet()));
        Map<Long, PersonReference> names =
                named(votes.stream().map(VoteRow::personId).collect(Collectors.toSet()));
        return votes.stream()
                .filter(vote -> summaries.containsKey(
                        Objects.requireNonNull(rows.get(vote.roundId())).ticketId()))
                .map(vote -> {
                    RoundRow round = Objects.requireNonNull(rows.get(vote.roundId()));
                    List<StepRow> line = steps.getOrDefault(round.id(), List.of());
                    StepRow step = line.stream()
                            .filter(each -> each.id() == vote.stepId())
                            .findFirst()
                            .orElseThrow();
                    StatusApproval.Step definition = step.definition();
                    return new ApprovalItem(
                            vote.id(),
                            Objects.requireNonNull(summaries.get(round.ticketId())),
                            names.getOrDefault(vote.personId(), new PersonReference(vote.personId(), "?", null)),
                            definition.kind(),
                            definition.name() == null ? "" : definition.name().in(current.language()),
                            step.position() + 1,
                            line.size(),
                            definition.comment(),
                            vote.waiting(),
                            vote.askedAt(),
                            vote.decision(),
                            vote.decidedAt(),
                            round.state());
                })
                .toList();
    }
}
