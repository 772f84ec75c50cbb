package io.maru.ticket;

import io.maru.attachment.Attachment;
import io.maru.attachment.AttachmentDeleted;
import io.maru.attachment.Attachments;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.TicketType;
import io.maru.field.FieldType;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.workflow.Status;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes tickets: state, history and event in the transaction of the use case that calls. */
@Component
class TicketWriter {

    /** As the field says. */
    private static final int SUMMARY_MAXIMUM = 255;

    private final Desks desks;
    private final TicketStore store;
    private final HistoryStore history;
    private final TicketViews views;
    private final TicketRules rules;
    private final FormAnswers formAnswers;
    private final Workflows workflows;
    private final Persons persons;
    private final Attachments attachments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TicketWriter(
            Desks desks,
            TicketStore store,
            HistoryStore history,
            TicketViews views,
            TicketRules rules,
            FormAnswers formAnswers,
            Workflows workflows,
            Persons persons,
            Attachments attachments,
            ApplicationEventPublisher events,
            Clock clock) {
        this.desks = desks;
        this.store = store;
        this.history = history;
        this.views = views;
        this.rules = rules;
        this.formAnswers = formAnswers;
        this.workflows = workflows;
        this.persons = persons;
        this.attachments = attachments;
        this.events = events;
        this.clock = clock;
    }

    /** Visible at all, and to this face: customers have {@link Requests}. */
    Ticket readable(CurrentPerson current, String key) {
        return agentsOnly(current, store.visible(current, key).orElseThrow(NotFound::new));
    }

    Ticket lockReadable(CurrentPerson current, String key) {
        return agentsOnly(current, store.visibleForUpdate(current, key).orElseThrow(NotFound::new));
    }

    Ticket lockReadable(CurrentPerson current, long id) {
        return agentsOnly(current, store.visibleForUpdate(current, id).orElseThrow(NotFound::new));
    }

    static Ticket agentsOnly(CurrentPerson current, Ticket ticket) {
        current.requireOnDesk(Permission.TICKET_VIEW, ticket.deskId());
        return ticket;
    }

    /** The one way by which a ticket comes to be; the caller has asked for permission. */
    String insert(
            CurrentPerson current,
            Desk desk,
            @Nullable RequestType requestType,
            TicketType type,
            Map<String, JsonNode> answers,
            long reporterId,
            @Nullable Long assigneeId,
            @Nullable Long teamId,
            List<String> labels,
            List<Long> participantIds,
            Channel channel) {
        Instant now = clock.instant();
        List<Violation> violations = new ArrayList<>();
        // A mail answers no questions: what the form asks is left to whoever works on it.
        List<FormSection> sections =
                rules.sections(desk.id(), requestType == null || channel == Channel.MAIL ? null : requestType.formId());
        List<FormField> questions =
                sections.stream().flatMap(section -> section.fields().stream()).toList();
        Map<String, JsonNode> accepted = formAnswers.accept(sections, answers, "/values", violations, current);
        rules.checkPersons(current, violations, questions, accepted, reporterId, participantIds);
        rules.checkTickets(current, questions, accepted, "/values", violations);
        rules.checkAssignee(violations, "/assigneeId", desk.id(), assigneeId);
        rules.checkTeam(violations, "/teamId", teamId);
        List<String> cleanLabels = TicketRules.cleanLabels(violations, labels);
        if (!accepted.containsKey("summary") && violations.isEmpty()) {
            violations.add(Violation.of("/values/summary", "required"));
        }
        Invalid.throwIfAny(violations);

        Workflow workflow = workflows.forTicketType(desk.id(), type);
        Status initial = workflow.initialStatus();
        long number = store.nextNumber(desk.id());
        Map<Long, JsonNode> values = new TreeMap<>();
        List<UUID> fileIds = new ArrayList<>();
        for (FormField question : questions) {
            JsonNode value = accepted.get(question.field().key());
            if (value == null) {
                continue;
            }
            if (question.field().type() == FieldType.FILE) {
                fileIds.addAll(TicketRules.fileIds(value));
            }
            if (!question.field().system()) {
                values.put(question.field().id(), value);
            }
        }
        JsonNode description = accepted.get("description");
        JsonNode priority = accepted.get("priority");
        JsonNode dueDate = accepted.get("due_date");
        Ticket ticket = new Ticket(
                0,
                desk.key() + "-" + number,
                desk.id(),
                type,
                requestType == null ? null : requestType.id(),
                requestType == null ? null : requestType.formId(),
                workflow.id(),
                initial.id(),
                initial.category(),
                Objects.requireNonNull(accepted.get("summary")).asString(),
                description == null ? RichText.EMPTY : RichText.of(description.asString()),
                priority == null ? 3 : priority.asInt(),
                null,
                null,
                reporterId,
                current.id(),
                assigneeId,
                teamId,
                cleanLabels,
                dueDate == null ? null : LocalDate.parse(dueDate.asString()),
                channel,
                values,
                Set.copyOf(participantIds),
                Set.of(),
                1,
                now,
                now);
        long id = store.insert(ticket, number);
        store.addParticipants(id, ticket.participantIds(), now);
        attachments.attach(current, fileIds, Tickets.ATTACHMENT_OWNER, id, null, false, "/values/attachments");
        attachPictures(current, id, ticket.description(), values);
        Map<String, Object> beginnings = beginnings(ticket);
        history.recordBeginnings(id, now, current.id(), channel, beginnings);
        publish(
                ticket,
                id,
                new TicketStore.Written(1, Set.of()),
                TicketChanged.Kind.CREATED,
                now,
                current.id(),
                channel,
                beginnings.entrySet().stream()
                        .map(each -> new HistoryEntry.Change(each.getKey(), null, TicketDraft.json(each.getValue())))
                        .toList());
        events.publishEvent(new TicketsMoved(
                current.id(),
                List.of(new TicketsMoved.Move(
                        id, ticket.deskId(), ticket.workflowId(), null, ticket.statusId(), null))));
        return ticket.key();
    }

    /** Makes a ticket that a transition of another one asks for, and links the two; answers what the other one notes. */
    HistoryEntry.Change insertLinked(
            CurrentPerson current, Ticket ticket, TransitionEffects.NewLinkedTicket wanted, Channel channel) {
        Map<String, JsonNode> answers = new HashMap<>();
        answers.put("summary", TicketDraft.json(PlainText.shortened(wanted.summary(), SUMMARY_MAXIMUM)));
        RichText description = RichText.ofPlain(wanted.description());
        if (!description.isEmpty()) {
            answers.put("description", TicketDraft.json(description.html()));
        }
        String key = insert(
                current,
                desks.require(ticket.deskId()),
                null,
                wanted.type(),
                answers,
                current.id(),
                null,
                null,
                List.of(),
                List.of(),
                channel);
        Ticket made = store.visible(current, key).orElseThrow();
        store.addLink(ticket.id(), made.id(), wanted.link(), current.id(), clock.instant());
        return new HistoryEntry.Change(
                "link", null, TicketDraft.json(Map.of("type", wanted.link().key(), "outward", true, "key", key)));
    }

    private void attachPictures(
            CurrentPerson current, long ticketId, RichText description, Map<Long, JsonNode> values) {
        Stream.concat(
                        Stream.of(description),
                        values.values().stream()
                                .filter(JsonNode::isString)
                                .map(value -> new RichText(value.stringValue(), "")))
                .forEach(text ->
                        attachments.attachShown(current, text, Tickets.ATTACHMENT_OWNER, ticketId, null, false));
    }

    /** What history needs to tell of any later instant, that it was created and with what: by field, in the order in which people read them. */
    private static Map<String, Object> beginnings(Ticket ticket) {
        Map<String, Object> beginnings = new LinkedHashMap<>();
        beginnings.put("created", ticket.key());
        beginnings.put("status", ticket.statusId());
        beginnings.put("priority", ticket.priority());
        beginnings.put("reporter", ticket.reporterId());
        if (ticket.assigneeId() != null) {
            beginnings.put("assignee", ticket.assigneeId());
        }
        return beginnings;
    }

    /** @return the version that the ticket has then */
    long save(CurrentPerson current, TicketDraft draft, Channel channel) {
        return save(current, draft, List.of(), channel);
    }

    /**
     * @param beside what happened beside the ticket's own fields, in the same version
     * @return the version that the ticket has then
     */
    long save(CurrentPerson current, TicketDraft draft, List<HistoryEntry.Change> beside, Channel channel) {
        rules.settle(current, draft);
        Ticket ticket = draft.before();
        List<HistoryEntry.Change> changes = Attribution.with(
                ticket.id(),
                Stream.concat(draft.changes().stream(), beside.stream()).toList());
        long version = ticket.version();
        if (!changes.isEmpty()) {
            Instant now = clock.instant();
            TicketStore.Written written = store.update(draft, now);
            version = written.version();
            attachPictures(current, ticket.id(), draft.description, draft.values);
            history.record(ticket.id(), written.version(), now, current.id(), channel, changes);
            publish(ticket, ticket.id(), written, TicketChanged.Kind.CHANGED, now, current.id(), channel, changes);
        }
        if (draft.taken != null || draft.statusId != ticket.statusId()) {
            events.publishEvent(new TicketsMoved(
                    current.id(),
                    List.of(new TicketsMoved.Move(
                            ticket.id(),
                            ticket.deskId(),
                            draft.workflowId,
                            ticket.statusId(),
                            draft.statusId,
                            draft.taken))));
        }
        return version;
    }

    void refuseConflicts(Ticket ticket, long basedOn, TicketDraft draft) {
        if (basedOn == ticket.version()) {
            return;
        }
        if (basedOn > ticket.version()) {
            throw new StaleVersion(ticket.version());
        }
        Map<String, @Nullable JsonNode> mine = new HashMap<>();
        draft.changes().forEach(change -> mine.put(change.field(), change.newValue()));
        List<HistoryEntry> theirs = history.changedSince(ticket.id(), basedOn, mine.keySet());
        if (!theirs.isEmpty()) {
            throw views.conflict(ticket, theirs, mine);
        }
    }

    void setParticipant(CurrentPerson current, Ticket ticket, long personId, boolean participating, Channel face) {
        if (participating && !persons.allExistAndActive(Set.of(personId))) {
            throw Invalid.at("/personId", "unknown");
        }
        boolean changed = participating
                ? personId != ticket.reporterId()
                        && store.addParticipants(ticket.id(), Set.of(personId), clock.instant())
                : store.removeParticipant(ticket.id(), personId);
        if (changed) {
            notePerson(current, ticket, face, HistoryEntry.PARTICIPANT, personId, participating);
        }
    }

    /** Whom a transition adds; answers what there is to note. */
    List<HistoryEntry.Change> add(Ticket ticket, Set<Long> watchers, Set<Long> participants) {
        Instant now = clock.instant();
        List<HistoryEntry.Change> changes = new ArrayList<>();
        for (long personId : watchers) {
            if (store.addWatcher(ticket.id(), personId, now)) {
                changes.add(new HistoryEntry.Change(HistoryEntry.WATCHER, null, TicketDraft.json(personId)));
            }
        }
        for (long personId : participants) {
            if (store.addParticipants(ticket.id(), Set.of(personId), now)) {
                changes.add(new HistoryEntry.Change(HistoryEntry.PARTICIPANT, null, TicketDraft.json(personId)));
            }
        }
        return changes;
    }

    void notePerson(CurrentPerson current, Ticket ticket, Channel face, String field, long personId, boolean added) {
        JsonNode person = TicketDraft.json(personId);
        note(
                current,
                ticket,
                Channel.of(current, face),
                TicketChanged.Kind.CHANGED,
                added ? new HistoryEntry.Change(field, null, person) : new HistoryEntry.Change(field, person, null));
    }

    /** Records something that happened beside the ticket's own fields. */
    void note(
            CurrentPerson current,
            Ticket ticket,
            Channel channel,
            TicketChanged.Kind kind,
            HistoryEntry.Change change) {
        note(current.id(), ticket, channel, kind, change);
    }

    void note(long personId, Ticket ticket, Channel channel, TicketChanged.Kind kind, HistoryEntry.Change change) {
        Instant now = clock.instant();
        List<HistoryEntry.Change> changes = Attribution.with(ticket.id(), List.of(change));
        TicketStore.Written written = store.touch(ticket.id(), now);
        history.record(ticket.id(), written.version(), now, personId, channel, changes);
        publish(ticket, ticket.id(), written, kind, now, personId, channel, changes);
    }

    @EventListener
    void fileDeleted(AttachmentDeleted deleted) {
        Attachment file = deleted.attachment();
        if (!Tickets.ATTACHMENT_OWNER.equals(file.ownerType()) || file.ownerId() == null) {
            return;
        }
        note(
                deleted.deletedBy(),
                store.require(file.ownerId()),
                Channel.WORKSPACE,
                file.internal() ? TicketChanged.Kind.COMMENTED_INTERNALLY : TicketChanged.Kind.CHANGED,
                new HistoryEntry.Change(
                        "attachment",
                        TicketDraft.json(Map.of("fileName", file.fileName(), "internal", file.internal())),
                        null));
    }

    private void publish(
            Ticket ticket,
            long id,
            TicketStore.Written written,
            TicketChanged.Kind kind,
            Instant now,
            long personId,
            Channel channel,
            List<HistoryEntry.Change> changes) {
        Set<Long> customers = ticket.customerIds();
        customers.addAll(written.guestIds());
        events.publishEvent(new TicketChanged(
                id,
                ticket.key(),
                ticket.deskId(),
                written.version(),
                kind,
                now,
                personId,
                channel,
                changes,
                customers));
    }
}
