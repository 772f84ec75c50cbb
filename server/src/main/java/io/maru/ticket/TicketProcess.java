package io.maru.ticket;

import io.maru.field.FieldDefinition;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import io.maru.ticket.Tickets.TransitionRequest;
import io.maru.workflow.Status;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a module may do to tickets that runs a process of its own beside their workflow, such as approvals: all of it in the
 * transaction of the caller, who has asked for permission.
 */
@Component
public class TicketProcess {

    /**
     * A ticket as a process needs it.
     *
     * @param statusId where it stands, or, if that status is vanishing, where it is going
     * @param answers what was answered to the desk's fields, by key
     */
    public record Facts(
            long id,
            String key,
            long deskId,
            long workflowId,
            long statusId,
            String summary,
            long reporterId,
            @Nullable Long assigneeId,
            @Nullable Long teamId,
            int priority,
            Set<Long> participantIds,
            Set<Long> watcherIds,
            Map<String, JsonNode> answers) {}

    private final TicketStore store;
    private final TicketRules rules;
    private final TicketWriter writer;
    private final TicketTransitions transitions;
    private final TicketViews views;
    private final Workflows workflows;
    private final Forms forms;
    private final TurnStore turns;

    TicketProcess(
            TicketStore store,
            TicketRules rules,
            TicketWriter writer,
            TicketTransitions transitions,
            TicketViews views,
            Workflows workflows,
            Forms forms,
            TurnStore turns) {
        this.store = store;
        this.rules = rules;
        this.writer = writer;
        this.transitions = transitions;
        this.views = views;
        this.workflows = workflows;
        this.forms = forms;
        this.turns = turns;
    }

    /** @throws NotFound when this person may not see it */
    public Facts visible(CurrentPerson current, String key) {
        return facts(store.visible(current, key).orElseThrow(NotFound::new));
    }

    /** @throws NotFound when this person may not see it */
    public Facts lockVisible(CurrentPerson current, String key) {
        return facts(store.visibleForUpdate(current, key).orElseThrow(NotFound::new));
    }

    public boolean maySee(CurrentPerson current, long ticketId) {
        return store.visibleById(current, ticketId).isPresent();
    }

    public Facts read(long ticketId) {
        return facts(store.require(ticketId));
    }

    /** Nobody else changes it until the transaction ends. */
    public Facts lock(long ticketId) {
        return facts(store.lock(ticketId));
    }

    /** The same, or empty when somebody is changing it right now. */
    public Optional<Facts> lockFree(long ticketId) {
        return store.lockFree(ticketId).map(this::facts);
    }

    /** Those of these tickets that a person may see, as customers see them, by id. */
    public Map<Long, RequestView.Summary> summaries(CurrentPerson current, Collection<Long> ticketIds) {
        return ticketIds.isEmpty() ? Map.of() : views.summariesById(current, store.visibleRows(current, ticketIds));
    }

    /** Makes these the persons who may read a ticket because this module needs them to, as its customers do. */
    public void setGuests(long ticketId, String module, Set<Long> personIds) {
        store.setGuests(ticketId, module, personIds);
    }

    /**
     * What a module changes; null stays as it is.
     *
     * @param priority from 1, the highest, to 5
     */
    public record Edit(
            @Nullable Long assigneeId,
            @Nullable Long teamId,
            @Nullable Integer priority) {}

    /**
     * Changes a ticket in the name of a person, and notes in the same version what the module did.
     *
     * @param field of a {@link HistoryVocabulary}
     * @throws Invalid when it cannot be given to them
     */
    public void change(long personId, long ticketId, Channel channel, Edit edit, String field, Object value) {
        TicketDraft draft = new TicketDraft(store.lock(ticketId));
        List<Violation> violations = new ArrayList<>();
        if (edit.assigneeId() != null) {
            rules.checkAssignee(violations, "/assigneeId", draft.before().deskId(), edit.assigneeId());
            draft.assigneeId = edit.assigneeId();
        }
        if (edit.teamId() != null) {
            rules.checkTeam(violations, "/teamId", edit.teamId());
            draft.teamId = edit.teamId();
        }
        draft.priority = Objects.requireNonNullElse(edit.priority(), draft.priority);
        Invalid.throwIfAny(violations);
        writer.save(
                CurrentPerson.inNameOf(personId),
                draft,
                List.of(new HistoryEntry.Change(field, null, TicketDraft.json(value))),
                channel);
    }

    /**
     * Writes into the history of a ticket.
     *
     * @param field of a {@link HistoryVocabulary}
     */
    public void note(long personId, long ticketId, Channel channel, String field, Object value) {
        writer.note(
                personId,
                store.require(ticketId),
                channel,
                TicketChanged.Kind.CHANGED,
                new HistoryEntry.Change(field, null, TicketDraft.json(value)));
    }

    /**
     * Does something to tickets, and writes into the history of each what it is done for: in the same version as its first change.
     *
     * @param field of a {@link HistoryVocabulary}
     * @return the tickets whose history says it
     */
    public Set<Long> attributed(String field, Object value, Runnable work) {
        return Attribution.within(new HistoryEntry.Change(field, null, TicketDraft.json(value)), work);
    }

    /** Changes of a ticket in a reader's words, in their order. */
    public List<TicketView.HistoryView> words(CurrentPerson current, long ticketId, List<HistoryEntry.Change> changes) {
        return views.changes(current, store.require(ticketId), changes);
    }

    /**
     * The one of these persons with the fewest open tickets on a desk.
     *
     * @param candidates at least one; the earliest of equals is answered
     */
    public long leastLoaded(long deskId, List<Long> candidates) {
        return turns.leastLoaded(deskId, candidates);
    }

    /**
     * Takes a transition that leads away from where a ticket stands, also one that is withheld or not offered to this
     * person: the process decides that it is taken. What its screen requires and its validators refuse holds.
     *
     * @throws Invalid when the ticket cannot go there as it is
     * @throws TransitionRefused when the workflow has no such transition from there any more
     */
    public void take(CurrentPerson current, long ticketId, String key, Channel channel) {
        Ticket ticket = store.lock(ticketId);
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Workflows.Standing standing = workflows.standing(workflow, ticket.statusId());
        Status status = standing.status();
        Transition transition = workflow.from(status).stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new TransitionRefused(status.name().in(current.language())));
        transitions.take(
                current,
                ticket,
                ticket.version(),
                workflow,
                standing,
                transition,
                new TransitionRequest(key, null, null),
                channel,
                false);
    }

    private Facts facts(Ticket ticket) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        return facts(
                ticket, workflows.standing(workflow, ticket.statusId()).status().id());
    }

    Facts facts(Ticket ticket, long statusId) {
        Map<String, JsonNode> answers = new HashMap<>();
        List<FieldDefinition> fields = forms.fieldsOfDesk(ticket.deskId());
        for (FieldDefinition field : fields) {
            JsonNode value = ticket.values().get(field.id());
            if (value != null) {
                answers.put(field.key(), value);
            }
        }
        answers.put("summary", TicketDraft.json(ticket.summary()));
        answers.put("priority", TicketDraft.json(ticket.priority()));
        if (ticket.dueDate() != null) {
            answers.put("due_date", TicketDraft.json(ticket.dueDate().toString()));
        }
        return new Facts(
                ticket.id(),
                ticket.key(),
                ticket.deskId(),
                ticket.workflowId(),
                statusId,
                ticket.summary(),
                ticket.reporterId(),
                ticket.assigneeId(),
                ticket.teamId(),
                ticket.priority(),
                ticket.participantIds(),
                ticket.watcherIds(),
                answers);
    }
}
