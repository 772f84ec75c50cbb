package io.maru.ticket;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignments;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleType;
import io.maru.workflow.Status;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs the rules of transitions. */
@Component
class TransitionRules {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, TransitionCondition> conditions;
    private final Map<String, TransitionValidator> validators;
    private final Map<String, TransitionPostFunction> postFunctions;
    private final List<TransitionGuard> guards;
    private final TicketStore store;
    private final HistoryStore history;
    private final Workflows workflows;
    private final Forms forms;
    private final FieldValues fieldValues;
    private final Persons persons;
    private final RoleAssignments roleAssignments;
    private final TransitionExpressions expressions;
    private final MessageSource messages;
    private final Clock clock;

    TransitionRules(
            List<TransitionCondition> conditions,
            List<TransitionValidator> validators,
            List<TransitionPostFunction> postFunctions,
            List<TransitionGuard> guards,
            TicketStore store,
            HistoryStore history,
            Workflows workflows,
            Forms forms,
            FieldValues fieldValues,
            Persons persons,
            RoleAssignments roleAssignments,
            TransitionExpressions expressions,
            MessageSource messages,
            Clock clock) {
        this.conditions = byKey(conditions);
        this.validators = byKey(validators);
        this.postFunctions = byKey(postFunctions);
        this.guards = guards;
        this.store = store;
        this.history = history;
        this.workflows = workflows;
        this.forms = forms;
        this.fieldValues = fieldValues;
        this.persons = persons;
        this.roleAssignments = roleAssignments;
        this.expressions = expressions;
        this.messages = messages;
        this.clock = clock;
    }

    private static <T extends RuleType> Map<String, T> byKey(List<T> types) {
        return types.stream().collect(Collectors.toUnmodifiableMap(RuleType::key, Function.identity()));
    }

    private static <T extends RuleType> T type(Map<String, T> types, Rule rule) {
        T type = types.get(rule.type());
        if (type == null) {
            throw new IllegalStateException("Rule of a newer version: " + rule.type());
        }
        return type;
    }

    /** The transitions that lead away from a ticket's status and are this person's to take, in their order. */
    List<Transition> offered(CurrentPerson actor, Ticket ticket, boolean asCustomer) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Status status = standing(workflow, ticket);
        Set<String> guarded = guarded(ticket, workflow, status);
        return allowed(actor, ticket, workflow, status, asCustomer).stream()
                .filter(transition -> !guarded.contains(transition.key()))
                .toList();
    }

    /**
     * The one of them with this key; the conditions of the others are not asked.
     *
     * @param status where the ticket stands in this workflow
     */
    Optional<Transition> offered(
            CurrentPerson actor, Ticket ticket, Workflow workflow, Status status, boolean asCustomer, String key) {
        return guarded(ticket, workflow, status).contains(key)
                ? Optional.empty()
                : allowed(actor, ticket, workflow, status, asCustomer, key);
    }

    private Set<String> guarded(Ticket ticket, Workflow workflow, Status status) {
        Set<String> keys = new HashSet<>();
        guards.forEach(guard -> keys.addAll(guard.withheld(ticket.id(), workflow, status)));
        return keys;
    }

    /** Of a ticket that stands in a status of this workflow, whatever modules take themselves: to be tried. */
    List<Transition> allowed(CurrentPerson actor, Ticket ticket, Workflow workflow, Status status, boolean asCustomer) {
        return leading(workflow, status, asCustomer)
                .filter(transition -> allows(transition, actor, ticket, workflow))
                .toList();
    }

    /** The one of them with this key; the conditions of the others are not asked. */
    Optional<Transition> allowed(
            CurrentPerson actor, Ticket ticket, Workflow workflow, Status status, boolean asCustomer, String key) {
        return leading(workflow, status, asCustomer)
                .filter(transition -> transition.key().equals(key))
                .filter(transition -> allows(transition, actor, ticket, workflow))
                .findFirst();
    }

    private Status standing(Workflow workflow, Ticket ticket) {
        return workflows.standing(workflow, ticket.statusId()).status();
    }

    private static Stream<Transition> leading(Workflow workflow, Status status, boolean asCustomer) {
        return workflow.from(status).stream().filter(transition -> !asCustomer || transition.customer());
    }

    /** Those that lead away and are not this person's to take, each with the indexes of the conditions that fail. */
    Map<Transition, List<Integer>> withheld(
            CurrentPerson actor, Ticket ticket, Workflow workflow, Status status, boolean asCustomer) {
        Map<Transition, List<Integer>> withheld = new LinkedHashMap<>();
        leading(workflow, status, asCustomer).forEach(transition -> {
            Move move = new Move(actor, new TicketDraft(ticket), workflow, transition);
            List<Integer> failing = IntStream.range(0, transition.conditions().size())
                    .filter(index -> {
                        Rule rule = transition.conditions().get(index);
                        return !type(conditions, rule).holds(rule, move);
                    })
                    .boxed()
                    .toList();
            if (!failing.isEmpty()) {
                withheld.put(transition, failing);
            }
        });
        return withheld;
    }

    private boolean allows(Transition transition, CurrentPerson actor, Ticket ticket, Workflow workflow) {
        if (transition.conditions().isEmpty()) {
            return true;
        }
        Move move = new Move(actor, new TicketDraft(ticket), workflow, transition);
        return transition.conditions().stream()
                .allMatch(rule -> type(conditions, rule).holds(rule, move));
    }

    /** Everything that the validators find wrong with what was entered. */
    List<Violation> violations(CurrentPerson actor, TicketDraft draft, Workflow workflow, Transition transition) {
        Move move = new Move(actor, draft, workflow, transition);
        List<Violation> violations = new ArrayList<>();
        transition.validators().forEach(rule -> type(validators, rule).judge(rule, move, violations));
        return violations;
    }

    /** What a field is called, in the words of this person. */
    String label(CurrentPerson actor, TicketDraft draft, Workflow workflow, Transition transition, String field) {
        return new Move(actor, draft, workflow, transition).label(field);
    }

    /**
     * Writes what somebody entered for a field that the ticket's form does not ask for: one of its own, or another of the
     * desk's.
     *
     * @return false when the form asks for it
     */
    boolean answerBesideForm(
            CurrentPerson actor,
            TicketDraft draft,
            Workflow workflow,
            Transition transition,
            String field,
            JsonNode value,
            List<Violation> violations) {
        Move move = new Move(actor, draft, workflow, transition);
        FieldDefinition definition = move.definition(field);
        if (definition == null
                || definition.type() == FieldType.FILE
                || !definition.system() && move.onForm(definition)) {
            return false;
        }
        if (definition.type() == FieldType.PERSON
                && value.isIntegralNumber()
                && !persons.allExistAndActive(Set.of(value.asLong()))) {
            violations.add(Violation.of("/fields/" + field, "unknown"));
        } else {
            move.answer(definition, value, violations);
        }
        return true;
    }

    /** Lets the post-functions change the draft, in their order; what they do beside its fields is in the answer. */
    Beside change(CurrentPerson actor, TicketDraft draft, Workflow workflow, Transition transition) {
        Move move = new Move(actor, draft, workflow, transition);
        transition.postFunctions().forEach(rule -> type(postFunctions, rule).apply(rule, move));
        return new Beside(move.watchers, move.participants, move.comments, move.created, move.following);
    }

    /** What post-functions want beside the ticket's own fields. */
    record Beside(
            Set<Long> watchers,
            Set<Long> participants,
            List<Said> comments,
            List<TransitionEffects.NewLinkedTicket> created,
            List<TransitionEffects.LinkedStep> following) {}

    record Said(RichText text, boolean internal) {}

    /** A ticket on its way through a transition. */
    private final class Move implements TransitionEffects {

        private final CurrentPerson actor;
        private final TicketDraft draft;
        private final Workflow workflow;
        private final Transition transition;
        private final List<FieldDefinition> fields;
        private final ZonedDateTime now;
        private final Set<Long> watchers = new LinkedHashSet<>();
        private final Set<Long> participants = new LinkedHashSet<>();
        private final List<Said> comments = new ArrayList<>();
        private final List<NewLinkedTicket> created = new ArrayList<>();
        private final List<LinkedStep> following = new ArrayList<>();

        Move(CurrentPerson actor, TicketDraft draft, Workflow workflow, Transition transition) {
            this.actor = actor;
            this.draft = draft;
            this.workflow = workflow;
            this.transition = transition;
            this.fields = forms.fieldsOfDesk(draft.before().deskId());
            this.now = clock.instant().atZone(actor.timeZone());
        }

        @Override
        public CurrentPerson actor() {
            return actor;
        }

        @Override
        public long id() {
            return draft.before().id();
        }

        @Override
        public Set<String> roles() {
            return actor.rolesOn(deskId()).stream().map(Role::key).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String key() {
            return draft.before().key();
        }

        @Override
        public long deskId() {
            return draft.before().deskId();
        }

        @Override
        public long workflowId() {
            return draft.workflowId;
        }

        @Override
        public String transition() {
            return transition.key();
        }

        @Override
        public ZonedDateTime now() {
            return now;
        }

        @Override
        public @Nullable JsonNode value(String field) {
            return switch (field) {
                case "summary" -> JSON.stringNode(draft.summary);
                case "description" -> draft.description.isEmpty() ? null : JSON.stringNode(draft.description.html());
                case "priority" -> JSON.numberNode(draft.priority);
                case "due_date" -> draft.dueDate == null ? null : JSON.stringNode(draft.dueDate.toString());
                case "assignee" -> draft.assigneeId == null ? null : JSON.numberNode(draft.assigneeId.longValue());
                case "reporter" -> JSON.numberNode(draft.reporterId);
                case "resolution" -> draft.resolution == null ? null : JSON.stringNode(draft.resolution.key());
                default -> {
                    FieldDefinition definition = definition(field);
                    yield definition == null ? null : draft.values.get(definition.id());
                }
            };
        }

        @Override
        public @Nullable FieldType typeOf(String field) {
            return RuleContext.typeOf(field, fields);
        }

        private @Nullable FieldDefinition definition(String key) {
            return fields.stream()
                    .filter(field -> field.key().equals(key))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String label(String field) {
            FieldDefinition definition = definition(field);
            return definition == null
                    ? text("history.field." + field)
                    : definition.name().in(actor.language());
        }

        @Override
        public String display(String field, @Nullable JsonNode value) {
            FieldDefinition definition = definition(field);
            if (value == null) {
                return "";
            }
            if (definition == null) {
                return field.equals("resolution")
                        ? text("ticket.resolution." + value.asString())
                        : nameOf(value.asLong());
            }
            return fieldValues.display(definition, meant(definition, value), actor.language(), actor.timeZone());
        }

        private JsonNode meant(FieldDefinition field, JsonNode value) {
            if (field.type() == FieldType.DATE && value.asString("").equals(FieldComparison.TODAY)) {
                return JSON.stringNode(now.toLocalDate().toString());
            }
            if (field.type() == FieldType.DATE_TIME && value.asString("").equals(FieldComparison.NOW)) {
                return JSON.stringNode(now.toInstant().toString());
            }
            return value;
        }

        private String nameOf(long personId) {
            PersonReference person = persons.references(Set.of(personId)).get(personId);
            return person == null ? "" : person.displayName();
        }

        private String text(String message) {
            return messages.getMessage(message, null, actor.language().locale());
        }

        @Override
        public List<FieldDefinition> fields() {
            return fields;
        }

        @Override
        public Map<String, Object> expressionValues(Set<String> names) {
            return expressions.values(
                    fields, this, draft, status(draft.statusId).key(), names);
        }

        /** Also one of a draft that is being tried, which nothing else knows. */
        private Status status(long id) {
            return workflow.statuses().stream()
                    .filter(status -> status.id() == id)
                    .findFirst()
                    .orElseGet(() -> workflows.status(id));
        }

        @Override
        public Set<Long> participantIds() {
            return draft.before().participantIds();
        }

        @Override
        public Set<String> formerStatuses() {
            List<HistoryEntry> changes = history.statusChanges(draft.before().id());
            Set<String> former = new HashSet<>();
            for (HistoryEntry change : changes.subList(0, Math.max(0, changes.size() - 1))) {
                former.add(workflows
                        .status(Objects.requireNonNull(change.newValue()).asLong())
                        .key());
            }
            return former;
        }

        @Override
        public List<Linked> linked() {
            return store.allLinks(draft.before().id()).stream()
                    .map(link -> new Linked(
                            link.type(),
                            link.outward(),
                            workflows.status(link.statusId()).category()))
                    .toList();
        }

        @Override
        public String placeholder(String name) {
            return switch (name) {
                case "ticket.key" -> key();
                case "ticket.summary" -> draft.summary;
                case "ticket.status" -> status(draft.statusId).customerName().in(actor.language());
                case "ticket.assignee" -> draft.assigneeId == null ? "" : nameOf(draft.assigneeId);
                case "ticket.reporter" -> nameOf(draft.reporterId);
                case "actor.name" -> actor.displayName();
                default -> {
                    String field = name.substring(CommentTemplate.FIELD.length());
                    yield display(field, value(field));
                }
            };
        }

        @Override
        public void set(String field, @Nullable JsonNode value) {
            FieldDefinition definition = definition(field);
            if (definition == null || definition.type() == FieldType.FILE) {
                return;
            }
            if (value == null) {
                write(definition, null);
            } else {
                answer(definition, value, new ArrayList<>());
            }
        }

        private boolean onForm(FieldDefinition field) {
            Long formId = draft.before().formId();
            return formId != null
                    && forms.form(formId).fields().stream()
                            .anyMatch(question -> question.field().id() == field.id());
        }

        /** Writes what can be accepted; else says why not. */
        private void answer(FieldDefinition field, JsonNode value, List<Violation> violations) {
            List<Violation> unacceptable = new ArrayList<>();
            JsonNode accepted = fieldValues.accept(
                    field, value, "/fields/" + field.key(), unacceptable, actor.language(), actor.timeZone());
            if (unacceptable.isEmpty()) {
                write(field, accepted);
            }
            violations.addAll(unacceptable);
        }

        private void write(FieldDefinition field, @Nullable JsonNode value) {
            switch (field.key()) {
                case "summary" -> draft.summary = value == null ? draft.summary : value.asString();
                case "description" ->
                    draft.description = value == null ? RichText.EMPTY : RichText.of(value.asString());
                case "priority" -> draft.priority = value == null ? draft.priority : value.asInt();
                case "due_date" -> draft.dueDate = value == null ? null : LocalDate.parse(value.asString());
                default -> draft.answer(field.id(), value);
            }
        }

        @Override
        public void assign(@Nullable Long personId) {
            if (personId == null || holds(personId, Permission.TICKET_EDIT)) {
                draft.assigneeId = personId;
            }
        }

        private boolean holds(long personId, Permission permission) {
            return personId == actor.id()
                    ? actor.mayOnDesk(permission, deskId())
                    : roleAssignments.holds(personId, permission, deskId());
        }

        @Override
        public void comment(String text, boolean internal) {
            RichText said = RichText.ofPlain(text);
            if (!said.isEmpty()) {
                comments.add(new Said(said, internal));
            }
        }

        @Override
        public void watch(long personId) {
            if (holds(personId, Permission.TICKET_VIEW)) {
                watchers.add(personId);
            }
        }

        @Override
        public void participate(long personId) {
            if (personId != draft.reporterId && persons.allExistAndActive(Set.of(personId))) {
                participants.add(personId);
            }
        }

        @Override
        public void follow(LinkedStep step) {
            following.add(step);
        }

        @Override
        public void create(NewLinkedTicket ticket) {
            if (workflows.ticketTypes(deskId()).contains(ticket.type())) {
                created.add(
                        ticket.summary().isBlank()
                                ? new NewLinkedTicket(ticket.type(), draft.summary, ticket.description(), ticket.link())
                                : ticket);
            }
        }
    }
}
