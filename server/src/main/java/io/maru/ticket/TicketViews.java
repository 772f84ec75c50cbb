package io.maru.ticket;

import io.maru.attachment.Attachment;
import io.maru.attachment.Attachments;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Language;
import io.maru.platform.Page;
import io.maru.ticket.TicketView.AttachmentView;
import io.maru.ticket.TicketView.CommentView;
import io.maru.ticket.TicketView.FieldView;
import io.maru.ticket.TicketView.HistoryView;
import io.maru.ticket.TicketView.LinkView;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.TicketView.OptionView;
import io.maru.ticket.TicketView.RequestTypeReference;
import io.maru.ticket.TicketView.RowView;
import io.maru.ticket.TicketView.ScreenFieldView;
import io.maru.ticket.TicketView.ScreenSectionView;
import io.maru.ticket.TicketView.StatusView;
import io.maru.ticket.TicketView.TeamReference;
import io.maru.ticket.TicketView.TransitionView;
import io.maru.workflow.ScreenField;
import io.maru.workflow.Status;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tickets in a reader's words: names for ids, in the reader's language, and only what the reader may know. */
@Component
class TicketViews {

    private final TicketStore store;
    private final CommentStore comments;
    private final HistoryStore history;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final FieldValues fieldValues;
    private final FormAnswers formAnswers;
    private final Workflows workflows;
    private final TransitionRules transitionRules;
    private final Persons persons;
    private final Groups groups;
    private final Attachments attachments;
    private final Map<String, HistoryVocabulary> vocabularies;
    private final MessageSource messages;

    TicketViews(
            TicketStore store,
            CommentStore comments,
            HistoryStore history,
            Desks desks,
            RequestTypes requestTypes,
            Forms forms,
            FieldValues fieldValues,
            FormAnswers formAnswers,
            Workflows workflows,
            TransitionRules transitionRules,
            Persons persons,
            Groups groups,
            Attachments attachments,
            List<HistoryVocabulary> vocabularies,
            MessageSource messages) {
        this.store = store;
        this.comments = comments;
        this.history = history;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.fieldValues = fieldValues;
        this.formAnswers = formAnswers;
        this.workflows = workflows;
        this.transitionRules = transitionRules;
        this.persons = persons;
        this.groups = groups;
        this.attachments = attachments;
        this.vocabularies = vocabularies.stream()
                .collect(Collectors.toUnmodifiableMap(HistoryVocabulary::field, vocabulary -> vocabulary));
        this.messages = messages;
    }

    // ------------------------------------------------------------------ the agents' face

    TicketView ticket(CurrentPerson current, Ticket ticket) {
        Language language = current.language();
        Desk desk = desks.require(ticket.deskId());
        List<Comment> comments = this.comments.of(ticket.id(), true);
        List<Attachment> files = attachments.of(Tickets.ATTACHMENT_OWNER, ticket.id(), true);
        People people = people(ticket, comments, files);
        Map<Long, List<AttachmentView>> filesByComment = byComment(files, people);
        return new TicketView(
                ticket.key(),
                ticket.version(),
                desk.key(),
                desk.name().in(language),
                ticket.type(),
                requestTypeReference(ticket.requestTypeId(), language),
                ticket.summary(),
                ticket.description().html(),
                statusView(workflows.status(ticket.statusId()), language),
                ticket.priority(),
                ticket.resolution(),
                people.of(ticket.reporterId()),
                people.of(ticket.createdById()),
                people.ofNullable(ticket.assigneeId()),
                team(ticket.teamId()),
                ticket.labels(),
                ticket.dueDate(),
                ticket.channel(),
                people.of(ticket.participantIds()),
                people.of(ticket.watcherIds()),
                ticket.watcherIds().contains(current.id()),
                fields(current, ticket),
                links(current, ticket),
                filesByComment.getOrDefault(TICKET_ITSELF, List.of()),
                comments.stream()
                        .map(comment -> commentView(
                                current, ticket, comment, people, filesByComment.getOrDefault(comment.id(), List.of())))
                        .toList(),
                transitions(current, ticket, false),
                permissionsOn(current, ticket.deskId()),
                ticket.createdAt(),
                ticket.updatedAt(),
                ticket.resolvedAt());
    }

    private static Set<Permission> permissionsOn(CurrentPerson current, long deskId) {
        return Arrays.stream(Permission.values())
                .filter(permission -> current.mayOnDesk(permission, deskId))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private CommentView commentView(
            CurrentPerson current, Ticket ticket, Comment comment, People people, List<AttachmentView> files) {
        boolean mayChange = !comment.deleted() && mayChange(current, ticket, comment);
        return new CommentView(
                comment.id(),
                people.of(comment.authorId()),
                comment.internal(),
                comment.bodyHtml(),
                comment.quotes() && !comment.deleted(),
                comment.createdAt(),
                comment.editedAt(),
                people.ofNullable(comment.editedById()),
                comment.deletedAt(),
                people.ofNullable(comment.deletedById()),
                comment.version(),
                comment.deleted() ? List.of() : files,
                mayChange,
                mayChange);
    }

    /** One's own words for as long as one may say such words at all; others' for those who moderate. */
    static boolean mayChange(CurrentPerson current, Ticket ticket, Comment comment) {
        if (comment.authorId() != current.id()) {
            return current.mayOnDesk(Permission.TICKET_MODERATE, ticket.deskId());
        }
        return current.mayOnDesk(
                        comment.internal() ? Permission.TICKET_COMMENT_INTERNAL : Permission.TICKET_COMMENT_PUBLIC,
                        ticket.deskId())
                || !comment.internal() && ticket.customerIds().contains(current.id());
    }

    private List<FieldView> fields(CurrentPerson current, Ticket ticket) {
        FormAnswers.FormState state = formState(current, new TicketDraft(ticket));
        String deskKey = desks.require(ticket.deskId()).key();
        return questions(ticket).stream()
                .filter(question ->
                        !question.field().system() && question.field().type() != FieldType.FILE)
                .filter(question -> state.of(question.field().key()).visible())
                .map(question -> fieldView(
                        current,
                        deskKey,
                        question,
                        state.of(question.field().key()),
                        ticket.values().get(question.field().id())))
                .toList();
    }

    /**
     * How a ticket's form stands for its answers. What is kept from the person who asks is for those who work on it; the
     * desk's other fields are always there.
     */
    FormAnswers.FormState formState(CurrentPerson current, TicketDraft draft) {
        Ticket ticket = draft.before();
        List<FormSection> sections = new ArrayList<>();
        if (ticket.formId() != null) {
            forms.form(ticket.formId()).sections().forEach(section -> sections.add(forAgents(section)));
        }
        Set<Long> asked = sections.stream()
                .flatMap(section -> section.fields().stream())
                .map(question -> question.field().id())
                .collect(Collectors.toSet());
        sections.add(FormSection.of(questions(ticket).stream()
                .filter(question -> !asked.contains(question.field().id()))
                .toList()));
        return formAnswers.standing(
                sections,
                List.of(),
                draft.answers(sections.stream()
                        .flatMap(section -> section.fields().stream())
                        .map(FormField::field)
                        .toList()),
                current);
    }

    private static FormSection forAgents(FormSection section) {
        return new FormSection(
                section.title(),
                section.help(),
                section.columns(),
                section.conditions(),
                section.fields().stream()
                        .map(question -> new FormField(
                                question.field(),
                                question.required(),
                                question.label(),
                                question.help(),
                                question.defaultValue(),
                                question.conditions(),
                                null))
                        .toList());
    }

    /** The questions of a ticket: its form's, then those of the desk's other fields that hold an answer. */
    List<FormField> questions(Ticket ticket) {
        List<FormField> questions = new ArrayList<>();
        if (ticket.formId() != null) {
            questions.addAll(forms.form(ticket.formId()).fields());
        }
        Set<Long> asked =
                questions.stream().map(question -> question.field().id()).collect(Collectors.toSet());
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Set<String> onScreens = workflow.transitions().stream()
                .flatMap(transition -> transition.screen().stream())
                .map(ScreenField::field)
                .collect(Collectors.toSet());
        for (FieldDefinition field : forms.fieldsOfDesk(ticket.deskId())) {
            if (!field.system()
                    && !asked.contains(field.id())
                    && (ticket.values().containsKey(field.id()) || onScreens.contains(field.key()))) {
                questions.add(new FormField(field, false, field.name(), field.help(), null));
            }
        }
        return questions;
    }

    private FieldView fieldView(
            CurrentPerson current,
            String deskKey,
            FormField question,
            FormAnswers.FieldState state,
            @Nullable JsonNode value) {
        FieldDefinition field = question.field();
        return new FieldView(
                field.key(),
                question.label().in(current.language()),
                question.help().in(current.language()),
                field.type(),
                state.required(),
                state.readOnly(),
                value,
                display(current, field, value),
                field.settings(),
                field.shownOptions().stream()
                        .map(option ->
                                new OptionView(option.key(), option.name().in(current.language()), option.parent()))
                        .toList(),
                field.choicesAt(deskKey),
                fieldValues.table(field, value, current.language(), current.timeZone()));
    }

    private String display(CurrentPerson current, FieldDefinition field, @Nullable JsonNode value) {
        if (value != null && field.type() == FieldType.PERSON) {
            PersonReference person = persons.references(Set.of(value.asLong())).get(value.asLong());
            return person == null ? "" : person.displayName();
        }
        return fieldValues.display(field, value, current.language(), current.timeZone());
    }

    private List<LinkView> links(CurrentPerson current, Ticket ticket) {
        return store.links(current, ticket.id()).stream()
                .map(link -> {
                    Status status = workflows.status(link.statusId());
                    return new LinkView(
                            link.id(),
                            link.type(),
                            link.outward(),
                            new LinkedTicket(
                                    link.key(),
                                    link.summary(),
                                    status.name().in(current.language()),
                                    status.category()));
                })
                .toList();
    }

    List<LinkedTicket> linked(CurrentPerson current, List<TicketList.Row> rows) {
        return rows.stream()
                .map(row -> {
                    Status status = workflows.status(row.statusId());
                    return new LinkedTicket(
                            row.key(), row.summary(), status.name().in(current.language()), status.category());
                })
                .toList();
    }

    Page<RowView> rows(CurrentPerson current, Page<TicketList.Row> page) {
        Language language = current.language();
        People people = people(page.items());
        return page.map(row -> {
            RequestTypeReference requestType = requestTypeReference(row.requestTypeId(), language);
            return new RowView(
                    row.key(),
                    row.summary(),
                    row.type(),
                    requestType == null ? null : requestType.name(),
                    requestType == null ? null : requestType.icon(),
                    statusView(workflows.status(row.statusId()), language),
                    row.priority(),
                    people.of(row.reporterId()),
                    people.ofNullable(row.assigneeId()),
                    row.labels(),
                    row.dueDate(),
                    row.createdAt(),
                    row.updatedAt(),
                    row.version(),
                    Map.of(),
                    null);
        });
    }

    private List<TransitionView> transitions(CurrentPerson current, Ticket ticket, boolean asCustomer) {
        if (!asCustomer && !current.mayOnDesk(Permission.TICKET_TRANSITION, ticket.deskId())) {
            return List.of();
        }
        Language language = current.language();
        Workflow workflow = workflows.workflow(ticket.workflowId());
        return transitionRules.offered(current, ticket, asCustomer).stream()
                .map(transition -> transitionView(current, ticket, transition, workflow, asCustomer, language))
                .toList();
    }

    /** What a draft of a workflow offers of a copy of a ticket. */
    List<TransitionView> transitions(
            CurrentPerson current, Ticket copy, Workflow workflow, Status status, boolean asCustomer) {
        return transitionRules.allowed(current, copy, workflow, status, asCustomer).stream()
                .map(transition -> transitionView(current, copy, transition, workflow, asCustomer, current.language()))
                .toList();
    }

    private TransitionView transitionView(
            CurrentPerson current,
            Ticket ticket,
            Transition transition,
            Workflow workflow,
            boolean asCustomer,
            Language language) {
        Status to = workflow.status(transition.to());
        TransitionScreen screen = screen(new TicketDraft(ticket), transition);
        String deskKey = desks.require(ticket.deskId()).key();
        FormAnswers.FormState state = screen.beginning(current, formAnswers);
        return new TransitionView(
                transition.key(),
                transition.name().in(language),
                new StatusView(to.key(), (asCustomer ? to.customerName() : to.name()).in(language), to.category()),
                transition.style(),
                screen.sections().stream()
                        .map(section -> screenSectionView(current, deskKey, section, state))
                        .filter(section -> !section.fields().isEmpty())
                        .toList(),
                screen.conditional(),
                transition.shortcut());
    }

    private ScreenSectionView screenSectionView(
            CurrentPerson current, String deskKey, FormSection section, FormAnswers.FormState state) {
        return new ScreenSectionView(
                section.title().in(current.language()),
                section.help().in(current.language()),
                section.columns(),
                section.fields().stream()
                        .filter(question -> !question.hidden())
                        .map(question -> screenFieldView(current, deskKey, question, state))
                        .toList());
    }

    private ScreenFieldView screenFieldView(
            CurrentPerson current, String deskKey, FormField question, FormAnswers.FormState state) {
        String key = question.field().key();
        FormAnswers.FieldState own = state.of(key);
        String label = question.label().in(current.language());
        String help = question.help().in(current.language());
        if (TransitionScreen.isTicketsOwn(question)) {
            return new ScreenFieldView(key, own.visible(), own.required(), own.readOnly(), label, help, null);
        }
        FieldView field = fieldView(current, deskKey, question, own, question.defaultValue());
        return new ScreenFieldView(key, own.visible(), own.required(), own.readOnly(), label, help, field);
    }

    TransitionScreen screen(TicketDraft draft, Transition transition) {
        if (transition.screen().isEmpty()) {
            return TransitionScreen.NONE;
        }
        return TransitionScreen.of(
                transition,
                questions(draft.before()),
                forms.fieldsOfDesk(draft.before().deskId()),
                draft);
    }

    // ------------------------------------------------------------------ the customers' face

    RequestView request(CurrentPerson current, Ticket ticket) {
        Language language = current.language();
        Desk desk = desks.require(ticket.deskId());
        List<Comment> comments = this.comments.of(ticket.id(), false);
        List<Attachment> files = attachments.of(Tickets.ATTACHMENT_OWNER, ticket.id(), false);
        People people = people(ticket, comments, files).withoutEmails();
        Map<Long, List<AttachmentView>> filesByComment = byComment(files, people);
        RequestTypeReference requestType = requestTypeReference(ticket.requestTypeId(), language);
        Status status = workflows.status(ticket.statusId());
        boolean concerned = ticket.customerIds().contains(current.id());
        return new RequestView(
                ticket.key(),
                ticket.version(),
                ticket.summary(),
                ticket.description().html(),
                status.customerName().in(language),
                status.category(),
                requestType == null ? null : requestType.name(),
                requestType == null ? null : requestType.icon(),
                desk.key(),
                desk.name().in(language),
                people.of(ticket.reporterId()),
                people.ofNullable(ticket.assigneeId()),
                people.of(ticket.participantIds()),
                ticket.createdAt(),
                ticket.updatedAt(),
                ticket.resolvedAt(),
                ticket.resolution(),
                answers(current, ticket),
                filesByComment.getOrDefault(TICKET_ITSELF, List.of()),
                conversation(current, ticket, comments, people, filesByComment),
                concerned ? transitions(current, ticket, true) : List.of(),
                new RequestView.Permissions(concerned, ticket.reporterId() == current.id()));
    }

    /** What its form asked, then what screens asked that its customers are shown or that somebody approves. */
    private List<RequestView.Answer> answers(CurrentPerson current, Ticket ticket) {
        List<FormField> questions = new ArrayList<>();
        Set<Long> onForm = new HashSet<>();
        if (ticket.formId() != null) {
            FormAnswers.FormState state = formState(current, new TicketDraft(ticket));
            for (FormField question : forms.form(ticket.formId()).fields()) {
                onForm.add(question.field().id());
                if (!question.hidden() && state.of(question.field().key()).visible()) {
                    questions.add(question);
                }
            }
        }
        Set<String> shown = askedInSight(workflows.workflow(ticket.workflowId()));
        forms.fieldsOfDesk(ticket.deskId()).stream()
                .filter(field -> !field.system() && !onForm.contains(field.id()) && shown.contains(field.key()))
                .map(field -> new FormField(field, false, field.name(), field.help(), null))
                .forEach(questions::add);
        return questions.stream()
                .filter(question -> ticket.values().containsKey(question.field().id()))
                .filter(question -> question.field().type() != FieldType.FILE)
                .map(question -> {
                    JsonNode value = Objects.requireNonNull(
                            ticket.values().get(question.field().id()));
                    return new RequestView.Answer(
                            question.field().key(),
                            question.label().in(current.language()),
                            question.field().type(),
                            value,
                            display(current, question.field(), value),
                            fieldValues.table(question.field(), value, current.language(), current.timeZone()));
                })
                .toList();
    }

    /** Fields on the screens that customers fill in themselves, and on those by which an approval is asked for. */
    private static Set<String> askedInSight(Workflow workflow) {
        return workflow.transitions().stream()
                .filter(transition ->
                        transition.customer() || workflow.approvals().containsKey(transition.to()))
                .flatMap(transition -> transition.screen().stream())
                .map(ScreenField::field)
                .collect(Collectors.toSet());
    }

    private List<RequestView.Turn> conversation(
            CurrentPerson current,
            Ticket ticket,
            List<Comment> comments,
            People people,
            Map<Long, List<AttachmentView>> filesByComment) {
        List<RequestView.Turn> turns = new ArrayList<>();
        for (Comment comment : comments) {
            turns.add(new RequestView.Turn(
                    RequestView.TurnKind.COMMENT,
                    comment.createdAt(),
                    new RequestView.CommentTurn(
                            comment.id(),
                            people.of(comment.authorId()),
                            !ticket.customerIds().contains(comment.authorId()),
                            comment.authorId() == current.id(),
                            comment.bodyHtml(),
                            comment.quotes() && !comment.deleted(),
                            comment.editedAt(),
                            comment.deleted(),
                            comment.version(),
                            comment.deleted() ? List.of() : filesByComment.getOrDefault(comment.id(), List.of())),
                    null));
        }
        String before = "";
        for (HistoryEntry entry : history.statusChanges(ticket.id())) {
            Status status =
                    workflows.status(Objects.requireNonNull(entry.newValue()).asLong());
            String name = status.customerName().in(current.language());
            // Several of the desk's statuses may be one to the customer.
            if (!name.equals(before)) {
                turns.add(new RequestView.Turn(
                        RequestView.TurnKind.STATUS,
                        entry.changedAt(),
                        null,
                        new RequestView.StatusTurn(name, status.category())));
            }
            before = name;
        }
        turns.sort(java.util.Comparator.comparing(RequestView.Turn::at));
        return turns;
    }

    Page<RequestView.Summary> summaries(CurrentPerson current, Page<TicketList.Row> page) {
        Language language = current.language();
        People people = people(page.items()).withoutEmails();
        return page.map(row -> summary(row, language, people));
    }

    Map<Long, RequestView.Summary> summariesById(CurrentPerson current, List<TicketList.Row> rows) {
        People people = people(rows).withoutEmails();
        return rows.stream()
                .collect(Collectors.toMap(TicketList.Row::id, row -> summary(row, current.language(), people)));
    }

    private RequestView.Summary summary(TicketList.Row row, Language language, People people) {
        Desk desk = desks.require(row.deskId());
        Status status = workflows.status(row.statusId());
        RequestTypeReference requestType = requestTypeReference(row.requestTypeId(), language);
        return new RequestView.Summary(
                row.key(),
                row.summary(),
                status.customerName().in(language),
                status.category(),
                requestType == null ? null : requestType.name(),
                requestType == null ? null : requestType.icon(),
                desk.key(),
                desk.name().in(language),
                people.of(row.reporterId()),
                row.createdAt(),
                row.updatedAt());
    }

    // ------------------------------------------------------------------ history

    TicketWay way(CurrentPerson current, Ticket ticket) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        List<HistoryEntry> changes = history.statusChanges(ticket.id());
        Map<Long, PersonReference> names =
                persons.references(changes.stream().map(HistoryEntry::personId).toList());
        return new TicketWay(
                workflow,
                desks.require(workflow.deskId()).key(),
                workflows.standing(workflow, ticket.statusId()).status().key(),
                changes.stream()
                        .map(change -> {
                            Status status = workflows.status(
                                    Objects.requireNonNull(change.newValue()).asLong());
                            return new TicketWay.Visit(
                                    status.key(),
                                    status.name().in(current.language()),
                                    change.changedAt(),
                                    names.get(change.personId()));
                        })
                        .toList());
    }

    Page<HistoryView> history(CurrentPerson current, Ticket ticket, Page<HistoryEntry> page) {
        Set<Long> ids = new HashSet<>();
        for (HistoryEntry entry : page.items()) {
            ids.add(entry.personId());
            if (PERSON_FIELDS.contains(entry.field())) {
                addId(ids, entry.oldValue());
                addId(ids, entry.newValue());
            }
        }
        People people = new People(persons.references(ids));
        Map<Long, FieldDefinition> fields = new HashMap<>();
        forms.fieldsOfDesk(ticket.deskId()).forEach(field -> fields.put(field.id(), field));
        return page.map(entry -> {
            FieldDefinition field = entry.field().startsWith(HistoryEntry.VALUE_PREFIX)
                    ? fields.get(Long.parseLong(entry.field().substring(HistoryEntry.VALUE_PREFIX.length())))
                    : null;
            return new HistoryView(
                    entry.id(),
                    entry.changedAt(),
                    people.of(entry.personId()),
                    entry.channel(),
                    entry.field(),
                    field != null
                            ? field.name().in(current.language())
                            : text(current, "history.field." + entry.field().replaceFirst(":.*", "")),
                    word(current, entry.field(), field, entry.oldValue(), people),
                    field != null && field.type() == FieldType.TABLE
                            ? fieldValues.tableChange(field, entry.oldValue(), entry.newValue(), current.language())
                            : word(current, entry.field(), field, entry.newValue(), people),
                    entry.oldValue(),
                    entry.newValue());
        });
    }

    /** Changes as the history would tell them. */
    List<HistoryView> changes(CurrentPerson current, Ticket ticket, List<HistoryEntry.Change> changes) {
        return history(
                        current,
                        ticket,
                        new Page<>(
                                changes.stream()
                                        .map(change -> new HistoryEntry(
                                                0,
                                                ticket.version(),
                                                ticket.updatedAt(),
                                                ticket.reporterId(),
                                                ticket.channel(),
                                                change.field(),
                                                change.oldValue(),
                                                change.newValue()))
                                        .toList(),
                                null))
                .items();
    }

    private static final Set<String> PERSON_FIELDS = Set.of("reporter", "assignee", "participant", "watcher");

    private static void addId(Set<Long> ids, @Nullable JsonNode value) {
        if (value != null) {
            ids.add(value.asLong());
        }
    }

    /** A value of the history in words. */
    private @Nullable String word(
            CurrentPerson current,
            String name,
            @Nullable FieldDefinition field,
            @Nullable JsonNode value,
            People people) {
        if (value == null) {
            return null;
        }
        if (field != null) {
            return display(current, field, value);
        }
        HistoryVocabulary vocabulary = vocabularies.get(name);
        if (vocabulary != null) {
            return vocabulary.words(current, value);
        }
        return switch (name) {
            case "status" -> workflows.status(value.asLong()).name().in(current.language());
            case "reporter", "assignee", "participant", "watcher" ->
                people.of(value.asLong()).displayName();
            case "team" ->
                Objects.requireNonNullElse(team(value.asLong()), new TeamReference(0, ""))
                        .name();
            case "type" -> text(current, "ticket.type." + value.asString());
            case "priority" -> text(current, "ticket.priority." + value.asString());
            case "resolution" -> text(current, "ticket.resolution." + value.asString());
            case "request_type" -> {
                RequestTypeReference requestType = requestTypeReference(value.asLong(), current.language());
                yield requestType == null ? "" : requestType.name();
            }
            case "labels" ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "));
            case "due_date" ->
                LocalDate.parse(value.asString())
                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(current.language().locale()));
            case "description" -> io.maru.platform.RichText.of(value.asString()).text();
            case "link" ->
                text(
                        current,
                        "ticket.link." + value.path("type").asString() + "."
                                + (value.path("outward").asBoolean() ? "outward" : "inward"),
                        value.path("key").asString());
            case "linked_transition" ->
                text(
                        current,
                        "ticket.linked_transition",
                        value.path("transition").asString());
            case "comment", "comment_edited", "comment_deleted" ->
                text(current, value.path("internal").asBoolean() ? "ticket.comment.internal" : "ticket.comment.public");
            case "attachment" ->
                value.has("fileName")
                        ? value.path("fileName").asString()
                        : text(
                                current,
                                "ticket.attachments",
                                value.path("count").asInt());
            default -> value.asString();
        };
    }

    /** What stands in the way of a write, with both values. */
    ConflictingChange conflict(Ticket ticket, List<HistoryEntry> theirs, Map<String, @Nullable JsonNode> mine) {
        People people = new People(
                persons.references(theirs.stream().map(HistoryEntry::personId).collect(Collectors.toSet())));
        Map<Long, String> fieldKeys = new HashMap<>();
        forms.fieldsOfDesk(ticket.deskId()).forEach(field -> fieldKeys.put(field.id(), field.key()));
        return new ConflictingChange(
                theirs.stream()
                        .map(entry -> new ConflictingChange.Conflict(
                                requestMember(entry.field(), fieldKeys),
                                mine.get(entry.field()),
                                entry.newValue(),
                                people.of(entry.personId()).withoutEmail(),
                                entry.changedAt()))
                        .toList(),
                ticket.version());
    }

    /** What a field of the history is called in a request. */
    private static String requestMember(String field, Map<Long, String> fieldKeys) {
        if (field.startsWith(HistoryEntry.VALUE_PREFIX)) {
            long fieldId = Long.parseLong(field.substring(HistoryEntry.VALUE_PREFIX.length()));
            return "values/" + fieldKeys.getOrDefault(fieldId, Long.toString(fieldId));
        }
        return switch (field) {
            case "assignee" -> "assigneeId";
            case "team" -> "teamId";
            case "reporter" -> "reporterId";
            case "request_type" -> "requestTypeId";
            case "due_date" -> "dueDate";
            default -> field;
        };
    }

    // ------------------------------------------------------------------ names

    private static final long TICKET_ITSELF = 0;

    private static Map<Long, List<AttachmentView>> byComment(List<Attachment> files, People people) {
        return files.stream()
                .collect(Collectors.groupingBy(
                        file -> file.commentId() == null ? TICKET_ITSELF : file.commentId(),
                        Collectors.mapping(file -> attachmentView(file, people), Collectors.toList())));
    }

    private static AttachmentView attachmentView(Attachment file, People people) {
        String url = "/api/attachments/" + file.id();
        return new AttachmentView(
                file.id(),
                file.fileName(),
                file.contentType(),
                file.size(),
                file.imageWidth(),
                file.imageHeight(),
                url,
                file.imageWidth() == null ? null : url + "/thumbnail",
                file.uploadedAt(),
                people.of(file.uploadedBy()),
                file.internal());
    }

    private People people(Ticket ticket, List<Comment> comments, List<Attachment> files) {
        Set<Long> ids = new HashSet<>(ticket.customerIds());
        ids.addAll(ticket.watcherIds());
        ids.add(ticket.createdById());
        if (ticket.assigneeId() != null) {
            ids.add(ticket.assigneeId());
        }
        for (Comment comment : comments) {
            ids.add(comment.authorId());
            if (comment.editedById() != null) {
                ids.add(comment.editedById());
            }
            if (comment.deletedById() != null) {
                ids.add(comment.deletedById());
            }
        }
        files.forEach(file -> ids.add(file.uploadedBy()));
        return new People(persons.references(ids));
    }

    private People people(List<TicketList.Row> rows) {
        Set<Long> ids = new HashSet<>();
        for (TicketList.Row row : rows) {
            ids.add(row.reporterId());
            if (row.assigneeId() != null) {
                ids.add(row.assigneeId());
            }
        }
        return new People(persons.references(ids));
    }

    /** The persons that a view names. */
    private record People(Map<Long, PersonReference> references) {

        People withoutEmails() {
            Map<Long, PersonReference> plain = new HashMap<>();
            references.forEach((id, person) -> plain.put(id, person.withoutEmail()));
            return new People(plain);
        }

        PersonReference of(long id) {
            return references.getOrDefault(id, new PersonReference(id, "?", null));
        }

        @Nullable
        PersonReference ofNullable(@Nullable Long id) {
            return id == null ? null : of(id);
        }

        List<PersonReference> of(Set<Long> ids) {
            return ids.stream()
                    .map(this::of)
                    .sorted(java.util.Comparator.comparing(PersonReference::displayName)
                            .thenComparing(PersonReference::id))
                    .toList();
        }
    }

    private @Nullable RequestTypeReference requestTypeReference(@Nullable Long id, Language language) {
        if (id == null) {
            return null;
        }
        RequestType requestType = requestTypes.require(id);
        return new RequestTypeReference(id, requestType.name().in(language), requestType.icon());
    }

    private static StatusView statusView(Status status, Language language) {
        return new StatusView(status.key(), status.name().in(language), status.category());
    }

    private @Nullable TeamReference team(@Nullable Long id) {
        if (id == null) {
            return null;
        }
        String name = groups.names(Set.of(id)).get(id);
        return name == null ? null : new TeamReference(id, name);
    }

    private String text(CurrentPerson current, String key, Object... arguments) {
        return messages.getMessage(key, arguments, current.language().locale());
    }
}
