package io.maru.ticket;

import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.Page;
import io.maru.platform.Violation;
import io.maru.workflow.Status;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.WorkflowDrafts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Walks a draft of a workflow by hand with a copy of a ticket, as any person. Conditions, validators and post-functions are
 * the real ones; nothing is written.
 */
@Service
public class WorkflowTrials {

    private static final int STEPS_MAXIMUM = 50;

    private final WorkflowDrafts drafts;
    private final TicketStore store;
    private final TicketViews views;
    private final TransitionRules transitionRules;
    private final TicketTransitions transitions;
    private final TicketProcess process;
    private final ApprovalForecast approvals;
    private final Persons persons;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WorkflowTrials(
            WorkflowDrafts drafts,
            TicketStore store,
            TicketViews views,
            TransitionRules transitionRules,
            TicketTransitions transitions,
            TicketProcess process,
            ApprovalForecast approvals,
            Persons persons,
            TransactionTemplate transaction,
            Clock clock) {
        this.drafts = drafts;
        this.store = store;
        this.views = views;
        this.transitionRules = transitionRules;
        this.transitions = transitions;
        this.process = process;
        this.approvals = approvals;
        this.persons = persons;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param ticketKey of a ticket of the desk, which is copied
     * @param personId as whom
     * @param asCustomer on the portal
     * @param steps what has been done so far
     * @param entering a further step whose screen is being filled in, and which is not taken yet
     */
    public record Trial(
            String ticketKey,
            long personId,
            boolean asCustomer,
            List<Step> steps,
            @Nullable Step entering) {}

    /** @param fields what its screen asks for */
    public record Step(String transition, @Nullable Map<String, JsonNode> fields) {}

    /**
     * Where the copy stands after the steps. The first one that is refused is the last one told of.
     *
     * @param status key of a status of the draft
     * @param involved whether this person may take transitions of this ticket at all
     * @param approval who would be asked where it stands; its transitions can be taken as though they had decided
     * @param screen what the step that is being entered asks for; null when there is none, or it is not offered
     */
    public record Outcome(
            String status,
            boolean involved,
            List<Taken> steps,
            ApprovalForecast.@Nullable Foreseen approval,
            List<TicketView.TransitionView> offered,
            List<Withheld> withheld,
            FormAnswers.@Nullable FormState screen) {}

    /**
     * What a step did.
     *
     * @param violations why it was refused; nothing happened then
     * @param created summaries of tickets that it makes
     */
    public record Taken(
            String transition,
            List<Violation> violations,
            List<TicketView.HistoryView> changes,
            List<Comment> comments,
            List<String> created) {}

    public record Comment(String text, boolean internal) {}

    /** @param conditions indexes of those that do not hold */
    public record Withheld(String key, String name, List<Integer> conditions) {}

    /**
     * In a transaction that is taken back, because some post-functions write: whose turn it is, what is to be done later.
     *
     * @throws Invalid also when the draft could not be published
     */
    public Outcome run(CurrentPerson me, String deskKey, long workflowId, Trial trial) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return walk(me, deskKey, workflowId, trial);
        }));
    }

    private Outcome walk(CurrentPerson me, String deskKey, long workflowId, Trial trial) {
        Workflow workflow = drafts.asPublished(me, deskKey, workflowId);
        Ticket ticket = store.visible(me, trial.ticketKey().strip())
                .filter(found -> me.mayOnDesk(Permission.DESK_CONFIGURE, found.deskId()))
                .orElseThrow(() -> Invalid.at("/ticketKey", "ticket_unknown"));
        if (!persons.allExistAndActive(Set.of(trial.personId()))) {
            throw Invalid.at("/personId", "unknown");
        }
        if (trial.steps().size() > STEPS_MAXIMUM) {
            throw Invalid.at("/steps", "too_many", STEPS_MAXIMUM);
        }
        CurrentPerson actor = persons.acting(trial.personId()).told(me.language(), me.timeZone());
        boolean involved = trial.asCustomer()
                ? ticket.customerIds().contains(actor.id())
                : actor.mayOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
        Ticket copy = copy(ticket, workflow);
        StatusApproval asked = asked(workflow, copy, null, true, null);
        List<Taken> taken = new ArrayList<>();
        for (int index = 0; index < trial.steps().size() && involved; index++) {
            Step step = trial.steps().get(index);
            Status status = workflow.status(copy.statusId());
            Optional<Transition> transition = decides(asked, step.transition())
                    ? workflow.from(status).stream()
                            .filter(each -> each.key().equals(step.transition()))
                            .findFirst()
                    : transitionRules.allowed(actor, copy, workflow, status, trial.asCustomer(), step.transition());
            if (transition.isEmpty()) {
                taken.add(refused(step, List.of(Violation.of("/steps/" + index + "/transition", "unknown"))));
                break;
            }
            TicketDraft draft = new TicketDraft(copy);
            List<Violation> violations = transitions.enter(actor, draft, workflow, transition.get(), step.fields());
            if (!violations.isEmpty()) {
                taken.add(refused(step, violations));
                break;
            }
            TransitionRules.Beside beside = transitionRules.change(actor, draft, workflow, transition.get());
            taken.add(new Taken(
                    step.transition(),
                    List.of(),
                    changes(actor, copy, draft),
                    beside.comments().stream()
                            .map(said -> new Comment(said.text().text(), said.internal()))
                            .toList(),
                    beside.created().stream()
                            .map(TransitionEffects.NewLinkedTicket::summary)
                            .toList()));
            copy = draft.copy();
            asked = asked(workflow, copy, transition.get(), copy.statusId() != status.id(), asked);
        }
        Status status = workflow.status(copy.statusId());
        StatusApproval deciding = asked;
        return new Outcome(
                status.key(),
                involved,
                taken,
                deciding == null ? null : approvals.foresee(actor, deciding, process.facts(copy, copy.statusId())),
                !involved
                        ? List.of()
                        : views.transitions(actor, copy, workflow, status, trial.asCustomer()).stream()
                                .filter(offered -> !decides(deciding, offered.key()))
                                .toList(),
                transitionRules.withheld(actor, copy, workflow, status, trial.asCustomer()).entrySet().stream()
                        .filter(each -> !decides(deciding, each.getKey().key()))
                        .map(each -> new Withheld(
                                each.getKey().key(), each.getKey().name().in(me.language()), each.getValue()))
                        .toList(),
                involved ? screen(actor, copy, workflow, status, trial) : null);
    }

    private FormAnswers.@Nullable FormState screen(
            CurrentPerson actor, Ticket copy, Workflow workflow, Status status, Trial trial) {
        Step step = trial.entering();
        if (step == null) {
            return null;
        }
        return transitionRules
                .allowed(actor, copy, workflow, status, trial.asCustomer(), step.transition())
                .map(transition -> transitions.screenState(
                        actor, copy, transition, Objects.requireNonNullElse(step.fields(), Map.of())))
                .orElse(null);
    }

    /**
     * The approval that is asked for where the copy stands.
     *
     * @param before the one that was asked for so far: a step that stays there changes nothing of it
     */
    private static @Nullable StatusApproval asked(
            Workflow workflow,
            Ticket copy,
            @Nullable Transition transition,
            boolean entered,
            @Nullable StatusApproval before) {
        StatusApproval approval =
                workflow.approval(workflow.status(copy.statusId())).orElse(null);
        if (approval != null && approval.beginsWith(transition, entered)) {
            return approval;
        }
        return entered ? null : before;
    }

    /** Whether a transition is the approval's to take. */
    private static boolean decides(@Nullable StatusApproval asked, String transition) {
        return asked != null
                && (asked.approved().equals(transition) || asked.rejected().equals(transition));
    }

    private static Taken refused(Step step, List<Violation> violations) {
        return new Taken(step.transition(), violations, List.of(), List.of(), List.of());
    }

    /** In the status in which it is, if the draft has it; else at the beginning. */
    private Ticket copy(Ticket ticket, Workflow workflow) {
        TicketDraft draft = new TicketDraft(ticket);
        draft.workflowId = workflow.id();
        Status status = workflow.statuses().stream()
                .filter(each -> ticket.workflowId() == workflow.id() && each.id() == ticket.statusId())
                .findFirst()
                .orElseGet(workflow::initialStatus);
        if (status.id() != ticket.statusId()) {
            draft.enter(status, clock.instant());
        }
        return draft.copy();
    }

    /** The status is told by itself: the draft's may not exist yet. */
    private List<TicketView.HistoryView> changes(CurrentPerson actor, Ticket copy, TicketDraft draft) {
        Instant now = clock.instant();
        List<HistoryEntry> entries = draft.changes().stream()
                .filter(change -> !change.field().equals("status"))
                .map(change -> new HistoryEntry(
                        0,
                        copy.version(),
                        now,
                        actor.id(),
                        Channel.WORKSPACE,
                        change.field(),
                        change.oldValue(),
                        change.newValue()))
                .toList();
        return views.history(actor, copy, new Page<>(entries, null)).items();
    }
}
