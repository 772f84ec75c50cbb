package io.maru.ticket;

import io.maru.attachment.Attachments;
import io.maru.desk.Desk;
import io.maru.desk.DeskCreated;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.TicketType;
import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.RoleAssignments;
import io.maru.platform.Change;
import io.maru.platform.Cursor;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.platform.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What the people of a desk do with its tickets. */
@Service
public class Tickets {

    /** The module that attachments of tickets belong to. */
    static final String ATTACHMENT_OWNER = "ticket";

    private final TicketStore store;
    private final HistoryStore history;
    private final TicketViews views;
    private final TicketRules rules;
    private final TicketWriter writer;
    private final TicketTransitions transitions;
    private final Desks desks;
    private final RoleAssignments roleAssignments;
    private final Attachments attachments;
    private final Idempotency idempotency;

    Tickets(
            TicketStore store,
            HistoryStore history,
            TicketViews views,
            TicketRules rules,
            TicketWriter writer,
            TicketTransitions transitions,
            Desks desks,
            RoleAssignments roleAssignments,
            Attachments attachments,
            Idempotency idempotency) {
        this.store = store;
        this.history = history;
        this.views = views;
        this.rules = rules;
        this.writer = writer;
        this.transitions = transitions;
        this.desks = desks;
        this.roleAssignments = roleAssignments;
        this.attachments = attachments;
        this.idempotency = idempotency;
    }

    @EventListener
    void numberFrom(DeskCreated created) {
        store.createNumbers(created.deskId());
    }

    /** @throws NotFound when this person may not see it */
    @Transactional(readOnly = true)
    public TicketView view(CurrentPerson current, String key) {
        return views.ticket(current, writer.readable(current, key));
    }

    /** The history, newest first. */
    @Transactional(readOnly = true)
    public Page<TicketView.HistoryView> history(
            CurrentPerson current, String key, @Nullable String after, @Nullable Integer limit) {
        Ticket ticket = writer.readable(current, key);
        return views.history(current, ticket, history.of(ticket.id(), Cursor.decode(after, 1), Page.limit(limit)));
    }

    /** Where a ticket stands in its workflow. */
    @Transactional(readOnly = true)
    public TicketWay way(CurrentPerson current, String key) {
        return views.way(current, writer.readable(current, key));
    }

    /** Those of these tickets that this person works with, for whoever found them by what is written on them. */
    @Transactional(readOnly = true)
    public List<TicketList.Row> found(CurrentPerson current, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : store.visibleRows(current, ids).stream()
                        .filter(row -> current.mayOnDesk(Permission.TICKET_VIEW, row.deskId()))
                        .toList();
    }

    /** The same of one by its key, or by one that it had. */
    @Transactional(readOnly = true)
    public Optional<TicketList.Row> foundByKey(CurrentPerson current, String key) {
        return store.visible(current, key)
                .flatMap(ticket -> found(current, List.of(ticket.id())).stream().findFirst());
    }

    /** @throws NotFound when this person may not see it */
    @Transactional(readOnly = true)
    public TicketList.Row row(CurrentPerson current, String key) {
        return found(current, List.of(writer.readable(current, key).id())).getFirst();
    }

    /** These as they stand in lists. */
    @Transactional(readOnly = true)
    public List<TicketView.RowView> rows(CurrentPerson current, List<TicketList.Row> found) {
        return views.rows(current, new Page<>(found, null)).items();
    }

    /** These as they are named in few words. */
    @Transactional(readOnly = true)
    public List<TicketView.LinkedTicket> named(CurrentPerson current, List<TicketList.Row> found) {
        return views.linked(current, found);
    }

    /**
     * What a new ticket starts with.
     *
     * @param requestTypeId gives the type and the form; without it {@code type} is needed and the form is the ticket's
     *     own fields
     * @param values by field key
     */
    public record NewTicket(
            String deskKey,
            @Nullable Long requestTypeId,
            @Nullable TicketType type,
            @Nullable Map<String, JsonNode> values,
            @Nullable Long reporterId,
            @Nullable Long assigneeId,
            @Nullable Long teamId,
            @Nullable List<String> labels,
            @Nullable List<Long> participantIds) {}

    /** Makes a ticket on behalf of a desk's own people; answers its key. */
    @Transactional
    public String create(CurrentPerson current, @Nullable String idempotencyKey, NewTicket request) {
        Desk desk = desks.visible(current, request.deskKey());
        current.requireOnDesk(Permission.TICKET_CREATE, desk.id());
        return idempotency.once(current.id(), idempotencyKey, "ticket", request, () -> {
            RequestType requestType = null;
            if (request.requestTypeId() != null) {
                requestType = rules.requestTypeOf(desk, request.requestTypeId());
            }
            TicketType type = requestType != null ? requestType.ticketType() : request.type();
            if (type == null) {
                throw Invalid.at("/type", "required");
            }
            return writer.insert(
                    current,
                    desk,
                    requestType,
                    type,
                    request.values() == null ? Map.of() : request.values(),
                    request.reporterId() == null ? current.id() : request.reporterId(),
                    request.assigneeId(),
                    request.teamId(),
                    request.labels() == null ? List.of() : request.labels(),
                    request.participantIds() == null ? List.of() : request.participantIds(),
                    Channel.of(current, Channel.WORKSPACE));
        });
    }

    /** What to change; an absent member stays as it is. */
    public record TicketEdit(
            @Nullable Change<String> summary,
            @Nullable Change<String> description,
            @Nullable Change<Integer> priority,
            @Nullable Change<Long> assigneeId,
            @Nullable Change<Long> teamId,
            @Nullable Change<List<String>> labels,
            @Nullable Change<LocalDate> dueDate,
            @Nullable Change<TicketType> type,
            @Nullable Change<Long> requestTypeId,
            @Nullable Change<Long> reporterId,
            @Nullable Map<String, JsonNode> values) {}

    /**
     * Changes fields of a ticket. What others changed in other fields since the version this was based on is kept.
     *
     * @throws ConflictingChange when somebody changed one of the same fields to something else
     */
    @Transactional
    public TicketView edit(CurrentPerson current, String key, long basedOn, TicketEdit edit) {
        change(current, key, basedOn, edit);
        return view(current, key);
    }

    /**
     * The same for who does not look at it.
     *
     * @return the version that it has then
     */
    @Transactional
    public long change(CurrentPerson current, String key, long basedOn, TicketEdit edit) {
        Ticket ticket = writer.lockReadable(current, key);
        boolean assigns = edit.assigneeId() != null || edit.teamId() != null;
        boolean edits = edit.summary() != null
                || edit.description() != null
                || edit.priority() != null
                || edit.labels() != null
                || edit.dueDate() != null
                || edit.type() != null
                || edit.requestTypeId() != null
                || edit.reporterId() != null
                || edit.values() != null;
        if (assigns) {
            current.requireOnDesk(Permission.TICKET_ASSIGN, ticket.deskId());
        }
        if (edits || !assigns) {
            current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        }
        List<Violation> violations = new ArrayList<>();
        TicketDraft draft = new TicketDraft(ticket);
        rules.applyOwnFields(current, draft, edit, violations);
        rules.applyValues(current, draft, edit.values() == null ? Map.of() : edit.values(), "/values", violations);
        Invalid.throwIfAny(violations);
        writer.refuseConflicts(ticket, basedOn, draft);
        return writer.save(current, draft, Channel.of(current, Channel.WORKSPACE));
    }

    /** @param fields what the transition's screen asks for */
    public record TransitionRequest(
            String transition, @Nullable Map<String, JsonNode> fields, Conversation.@Nullable NewComment comment) {}

    /** Takes a transition, with what its screen asks for, and says something at once if wanted. */
    @Transactional
    public TicketView transition(CurrentPerson current, String key, long basedOn, TransitionRequest request) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
        Channel channel = Channel.of(current, Channel.WORKSPACE);
        transitions.take(current, ticket, basedOn, request, channel, false);
        return view(current, ticket.key());
    }

    /** How a transition's screen stands for what somebody has entered so far; keeps nothing. */
    @Transactional(readOnly = true)
    public FormAnswers.FormState screenState(
            CurrentPerson current, String key, String transition, Map<String, JsonNode> given) {
        Ticket ticket = writer.readable(current, key);
        current.requireOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
        return transitions.screenState(current, ticket, transition, given, false);
    }

    /** Adds files to a ticket itself, not to a comment. */
    @Transactional
    public TicketView attach(CurrentPerson current, String key, List<UUID> attachmentIds) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        attachments.attach(current, attachmentIds, ATTACHMENT_OWNER, ticket.id(), null, false, "/attachmentIds");
        writer.note(
                current,
                ticket,
                Channel.of(current, Channel.WORKSPACE),
                TicketChanged.Kind.CHANGED,
                new HistoryEntry.Change("attachment", null, TicketDraft.json(Map.of("count", attachmentIds.size()))));
        return view(current, ticket.key());
    }

    /** Who may be given a desk's tickets, by a piece of the name or e-mail address. */
    @Transactional(readOnly = true)
    public List<PersonReference> assignees(CurrentPerson current, String deskKey, String query) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_ASSIGN, desk.id());
        return roleAssignments.holders(Permission.TICKET_EDIT, desk.id(), query, 50);
    }
}
