package io.maru.ticket;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import io.maru.ticket.Tickets.TicketEdit;
import io.maru.workflow.Status;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Judges what is to be written into a ticket, and writes it into a draft when it is acceptable. */
@Component
class TicketRules {

    /** Questions whose answers show somebody's name. */
    private static final Set<FieldType> NAMING =
            EnumSet.of(FieldType.PERSON, FieldType.PERSONS, FieldType.GROUP, FieldType.TEAM);

    private static final int MAXIMUM_LABELS = 50;

    private final TicketViews views;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final FieldValues fieldValues;
    private final FormAnswers formAnswers;
    private final TicketStore store;
    private final Workflows workflows;
    private final Persons persons;
    private final Groups groups;
    private final RoleAssignments roleAssignments;
    private final Clock clock;

    TicketRules(
            TicketViews views,
            Desks desks,
            RequestTypes requestTypes,
            Forms forms,
            FieldValues fieldValues,
            FormAnswers formAnswers,
            TicketStore store,
            Workflows workflows,
            Persons persons,
            Groups groups,
            RoleAssignments roleAssignments,
            Clock clock) {
        this.views = views;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.fieldValues = fieldValues;
        this.formAnswers = formAnswers;
        this.store = store;
        this.workflows = workflows;
        this.persons = persons;
        this.groups = groups;
        this.roleAssignments = roleAssignments;
        this.clock = clock;
    }

    void applyOwnFields(CurrentPerson current, TicketDraft draft, TicketEdit edit, List<Violation> violations) {
        long deskId = draft.before().deskId();
        if (edit.summary() != null) {
            String summary = edit.summary().to() == null
                    ? ""
                    : RichText.withoutNul(edit.summary().to()).strip();
            if (summary.isEmpty()) {
                violations.add(Violation.of("/summary", "required"));
            } else if (summary.codePointCount(0, summary.length()) > 255) {
                violations.add(Violation.of("/summary", "too_long", 255));
            } else if (summary.lines().count() > 1) {
                violations.add(Violation.of("/summary", "one_line"));
            } else {
                draft.summary = summary;
            }
        }
        if (edit.description() != null) {
            draft.description =
                    richText(violations, "/description", edit.description().to());
        }
        if (edit.priority() != null) {
            Integer priority = edit.priority().to();
            if (priority == null || priority < 1 || priority > 5) {
                violations.add(Violation.of("/priority", "out_of_bounds", 1, 5));
            } else {
                draft.priority = priority;
            }
        }
        if (edit.assigneeId() != null) {
            draft.assigneeId = edit.assigneeId().to();
            checkAssignee(violations, "/assigneeId", deskId, draft.assigneeId);
        }
        if (edit.teamId() != null) {
            draft.teamId = edit.teamId().to();
            checkTeam(violations, "/teamId", draft.teamId);
        }
        if (edit.labels() != null) {
            draft.labels = cleanLabels(
                    violations,
                    edit.labels().to() == null ? List.of() : edit.labels().to());
        }
        if (edit.dueDate() != null) {
            draft.dueDate = edit.dueDate().to();
        }
        if (edit.reporterId() != null) {
            Long reporterId = edit.reporterId().to();
            if (reporterId == null || !persons.allExistAndActive(Set.of(reporterId))) {
                violations.add(Violation.of("/reporterId", "unknown"));
            } else {
                draft.reporterId = reporterId;
            }
        }
        if (edit.requestTypeId() != null) {
            Long requestTypeId = edit.requestTypeId().to();
            draft.requestTypeId = requestTypeId;
            if (requestTypeId != null) {
                RequestType requestType = requestTypeOf(desks.require(deskId), requestTypeId);
                retype(draft, requestType.ticketType());
            }
        }
        if (edit.type() != null) {
            TicketType type = edit.type().to();
            if (type == null) {
                violations.add(Violation.of("/type", "required"));
            } else {
                retype(draft, type);
            }
        }
    }

    /** Another kind of work follows its own workflow: from the like status there, else one of the like category. */
    void retype(TicketDraft draft, TicketType type) {
        if (draft.type == type) {
            return;
        }
        Status status = workflows.status(draft.statusId);
        Workflow workflow = workflows.forTicketType(draft.before().deskId(), type);
        draft.type = type;
        if (workflow.id() == draft.workflowId) {
            return;
        }
        draft.workflowId = workflow.id();
        Status like = workflow.statuses().stream()
                .filter(each -> each.key().equals(status.key()) && each.category() == status.category())
                .findFirst()
                .or(() -> workflow.statuses().stream()
                        .filter(each -> each.category() == status.category())
                        .findFirst())
                .orElseGet(workflow::initialStatus);
        draft.enter(like, clock.instant());
    }

    void applyValues(
            CurrentPerson current,
            TicketDraft draft,
            Map<String, JsonNode> changes,
            String pointer,
            List<Violation> violations) {
        if (changes.isEmpty()) {
            return;
        }
        Ticket ticket = draft.before();
        Map<String, FormField> questions = new HashMap<>();
        for (FormField question : views.questions(ticket)) {
            questions.put(question.field().key(), question);
        }
        List<FormField> asked = new ArrayList<>();
        Map<String, JsonNode> given = new LinkedHashMap<>();
        changes.forEach((fieldKey, value) -> {
            FormField question = questions.get(fieldKey);
            if (question == null
                    || question.field().system()
                    || question.field().type() == FieldType.FILE) {
                violations.add(Violation.of(pointer + "/" + fieldKey, "unknown"));
            } else {
                asked.add(optional(question));
                given.put(fieldKey, value);
            }
        });
        Map<String, JsonNode> accepted =
                fieldValues.accept(asked, given, pointer, violations, current.language(), current.timeZone());
        checkPersons(current, violations, asked, accepted, ticket.reporterId(), List.of());
        checkTickets(current, asked, accepted, pointer, violations);
        formAnswers.checkRules(asked, accepted, pointer, violations, current);
        Set<String> faulty = violations.stream().map(Violation::pointer).collect(Collectors.toSet());
        for (FormField question : asked) {
            String fieldKey = question.field().key();
            if (!FieldValues.isFaulty(faulty, pointer + "/" + fieldKey)) {
                JsonNode value = accepted.get(fieldKey);
                draft.answer(
                        question.field().id(),
                        value == null ? null : FormAnswers.signed(question.field(), value, current));
            }
        }
        refuseUnasked(current, draft, changes.keySet(), questions, pointer, violations);
    }

    private static FormField optional(FormField question) {
        return new FormField(question.field(), false, question.label(), question.help(), null);
    }

    /** What the form does not ask for as it stands with the change, cannot be changed; what it requires, not emptied. */
    private void refuseUnasked(
            CurrentPerson current,
            TicketDraft draft,
            Set<String> changed,
            Map<String, FormField> questions,
            String pointer,
            List<Violation> violations) {
        Set<String> told = violations.stream().map(Violation::pointer).collect(Collectors.toSet());
        FormAnswers.FormState state = views.formState(current, draft);
        for (String fieldKey : changed) {
            FormField question = questions.get(fieldKey);
            String at = pointer + "/" + fieldKey;
            if (question == null || FieldValues.isFaulty(told, at)) {
                continue;
            }
            FormAnswers.FieldState field = state.of(fieldKey);
            JsonNode now = draft.values.get(question.field().id());
            boolean same = Objects.equals(
                    now, draft.before().values().get(question.field().id()));
            if (!field.visible() && !same) {
                violations.add(Violation.of(at, "field_not_asked"));
            } else if (field.readOnly() && !same) {
                violations.add(Violation.of(at, "field_read_only"));
            } else if (field.required() && now == null) {
                violations.add(Violation.of(at, "required"));
            }
        }
    }

    /**
     * Brings the answers of a ticket into line with what they depend on: what the change made invisible is no longer
     * answered, and what is worked out is worked out anew.
     */
    void settle(CurrentPerson current, TicketDraft draft) {
        Ticket before = draft.before();
        if (before.formId() == null || !forms.form(before.formId()).conditional()) {
            return;
        }
        FormAnswers.FormState was = views.formState(current, new TicketDraft(before));
        FormAnswers.FormState is = views.formState(current, draft);
        for (FormField question : forms.form(before.formId()).fields()) {
            String key = question.field().key();
            if (question.field().type() == FieldType.COMPUTED) {
                draft.answer(question.field().id(), is.values().get(key));
            } else if (!question.field().system()
                    && was.of(key).visible()
                    && !is.of(key).visible()) {
                draft.values.remove(question.field().id());
            }
        }
    }

    RequestType requestTypeOf(Desk desk, long requestTypeId) {
        RequestType requestType;
        try {
            requestType = requestTypes.require(requestTypeId);
        } catch (NotFound absent) {
            throw Invalid.at("/requestTypeId", "unknown");
        }
        if (requestType.deskId() != desk.id() || !requestType.active()) {
            throw Invalid.at("/requestTypeId", "unknown");
        }
        return requestType;
    }

    /** The questions of a form; of a ticket without one, its own fields. */
    List<FormSection> sections(long deskId, @Nullable Long formId) {
        if (formId != null) {
            return forms.form(formId).sections();
        }
        return List.of(FormSection.of(forms.fieldsOfDesk(deskId).stream()
                .filter(field -> field.system())
                .map(field ->
                        new FormField(field, field.key().equals("summary"), field.name(), LocalizedText.EMPTY, null))
                .toList()));
    }

    /** A ticket can be named by who may see it. */
    void checkTickets(
            CurrentPerson current,
            List<FormField> questions,
            Map<String, JsonNode> accepted,
            String pointer,
            List<Violation> violations) {
        for (FormField question : questions) {
            JsonNode value = accepted.get(question.field().key());
            if (value != null
                    && question.field().type() == FieldType.TICKET
                    && store.visible(current, value.asString()).isEmpty()) {
                violations.add(Violation.of(pointer + "/" + question.field().key(), "ticket_unknown"));
            }
        }
    }

    void checkPersons(
            CurrentPerson current,
            List<Violation> violations,
            List<FormField> questions,
            Map<String, JsonNode> accepted,
            long reporterId,
            List<Long> participantIds) {
        if (current.visitedDeskId() != null) {
            refuseOthers(current, violations, questions, accepted, participantIds);
        }
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("/reporterId", reporterId);
        for (int index = 0; index < participantIds.size(); index++) {
            named.put("/participantIds/" + index, participantIds.get(index));
        }
        for (FormField question : questions) {
            JsonNode value = accepted.get(question.field().key());
            if (value != null && question.field().type() == FieldType.PERSON) {
                named.put("/values/" + question.field().key(), value.asLong());
            }
        }
        if (persons.allExistAndActive(new HashSet<>(named.values()))) {
            return;
        }
        named.forEach((pointer, personId) -> {
            if (!persons.allExistAndActive(Set.of(personId))) {
                violations.add(Violation.of(pointer, "unknown"));
            }
        });
    }

    /** Visitors from other web pages are told nobody's name, and so name nobody but themselves. */
    private static void refuseOthers(
            CurrentPerson visitor,
            List<Violation> violations,
            List<FormField> questions,
            Map<String, JsonNode> accepted,
            List<Long> participantIds) {
        if (!participantIds.isEmpty()) {
            violations.add(Violation.of("/participantIds/0", "unknown"));
        }
        for (FormField question : questions) {
            JsonNode value = accepted.get(question.field().key());
            boolean others = value != null
                    && NAMING.contains(question.field().type())
                    && !(question.field().type() == FieldType.PERSON && value.asLong() == visitor.id());
            if (others && !question.hidden()) {
                violations.add(Violation.of("/values/" + question.field().key(), "unknown"));
            }
        }
    }

    void checkAssignee(List<Violation> violations, String pointer, long deskId, @Nullable Long assigneeId) {
        if (assigneeId != null && !roleAssignments.holds(assigneeId, Permission.TICKET_EDIT, deskId)) {
            violations.add(Violation.of(pointer, "not_an_agent"));
        }
    }

    void checkTeam(List<Violation> violations, String pointer, @Nullable Long teamId) {
        if (teamId != null && !groups.names(Set.of(teamId)).containsKey(teamId)) {
            violations.add(Violation.of(pointer, "unknown"));
        }
    }

    static List<String> cleanLabels(List<Violation> violations, List<String> labels) {
        List<String> clean = labels.stream()
                .map(label -> RichText.withoutNul(label).strip())
                .distinct()
                .toList();
        if (clean.size() > MAXIMUM_LABELS) {
            violations.add(Violation.of("/labels", "too_many", MAXIMUM_LABELS));
        }
        for (int index = 0; index < clean.size(); index++) {
            String label = clean.get(index);
            if (label.isEmpty() || label.length() > 50 || label.chars().anyMatch(Character::isWhitespace)) {
                violations.add(Violation.of("/labels/" + index, "label_invalid", 50));
            }
        }
        return clean;
    }

    static RichText richText(List<Violation> violations, String pointer, @Nullable String html) {
        if (html == null) {
            return RichText.EMPTY;
        }
        if (html.length() > RichText.MAXIMUM_LENGTH) {
            violations.add(Violation.of(pointer, "too_long", RichText.MAXIMUM_LENGTH));
            return RichText.EMPTY;
        }
        return RichText.of(html);
    }

    static List<UUID> fileIds(JsonNode value) {
        List<UUID> ids = new ArrayList<>();
        value.forEach(id -> ids.add(UUID.fromString(id.asString())));
        return ids;
    }
}
