package io.maru.automation;

import io.maru.automation.Action.AssignAction;
import io.maru.automation.Action.CallAction;
import io.maru.automation.Action.CommentAction;
import io.maru.automation.Action.CreateAction;
import io.maru.automation.Action.EditAction;
import io.maru.automation.Action.Keyword;
import io.maru.automation.Action.LinkAction;
import io.maru.automation.Action.LogAction;
import io.maru.automation.Action.NotifyAction;
import io.maru.automation.Action.Recipient;
import io.maru.automation.Action.Target;
import io.maru.automation.Action.TransitionAction;
import io.maru.automation.Action.VariableAction;
import io.maru.automation.Action.WatchAction;
import io.maru.automation.Condition.Who;
import io.maru.automation.Course.Scope;
import io.maru.automation.RuleValues.Reader;
import io.maru.desk.Desks;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.Forms;
import io.maru.notification.Notifications;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
import io.maru.platform.Change;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.ticket.Conversation;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketRelations;
import io.maru.ticket.TicketValues;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import io.maru.ticket.Tickets.NewTicket;
import io.maru.ticket.Tickets.TicketEdit;
import io.maru.ticket.Tickets.TransitionRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Does what rules do, by the use cases by which people do it: with the same rights, judgement, history and news. */
@Component
class RuleActions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String RESOLUTION = "resolution";
    private static final int LONGEST_MESSAGE = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    private final RuleValues values;
    private final RuleStore store;
    private final Tickets tickets;
    private final TicketProcess process;
    private final TicketRelations relations;
    private final Conversation conversation;
    private final Forms forms;
    private final Desks desks;
    private final RoleAssignments roles;
    private final Groups groups;
    private final Persons persons;
    private final Notifications notifications;
    private final RuleCalls calls;
    private final MessageSource messages;

    RuleActions(
            RuleValues values,
            RuleStore store,
            Tickets tickets,
            TicketProcess process,
            TicketRelations relations,
            Conversation conversation,
            Forms forms,
            Desks desks,
            RoleAssignments roles,
            Groups groups,
            Persons persons,
            Notifications notifications,
            RuleCalls calls,
            MessageSource messages) {
        this.values = values;
        this.store = store;
        this.tickets = tickets;
        this.process = process;
        this.relations = relations;
        this.conversation = conversation;
        this.forms = forms;
        this.desks = desks;
        this.roles = roles;
        this.groups = groups;
        this.persons = persons;
        this.notifications = notifications;
        this.calls = calls;
        this.messages = messages;
    }

    /** @return what it did, for the record; null when there was nothing to do */
    @Nullable
    String perform(Course course, Scope scope, Action action, String pointer) {
        String done = switch (action) {
            case EditAction edit -> edit(course, scope, edit);
            case TransitionAction transition -> transition(course, scope, transition);
            case CommentAction comment -> comment(course, scope, comment);
            case AssignAction assign -> assign(course, scope, assign, pointer);
            case CreateAction create -> create(course, scope, create);
            case LinkAction link -> link(course, scope, link);
            case WatchAction watch -> watch(course, scope, watch);
            case NotifyAction told -> tell(course, scope, told);
            case CallAction call -> call(course, scope, call, pointer);
            case VariableAction variable -> set(course, scope, variable);
            case LogAction log -> values.fill(course, scope, log.text(), Reader.AGENTS);
        };
        course.acted |= done != null && !(action instanceof VariableAction) && !(action instanceof LogAction);
        return done;
    }

    /** Whom a rule means; null when there is nobody. */
    @Nullable
    Long person(Course course, TicketProcess.Facts ticket, Who who) {
        return switch (who) {
            case ACTOR -> course.occasion.personId();
            case REPORTER -> ticket.reporterId();
            case ASSIGNEE -> ticket.assigneeId();
        };
    }

    private @Nullable String edit(Course course, Scope scope, EditAction edit) {
        long deskId = process.lockVisible(course.person, scope.key()).deskId();
        TicketList.Row ticket = tickets.row(course.person, scope.key());
        Map<String, JsonNode> given = values(course, scope, edit.values() == null ? Map.of() : edit.values(), deskId);
        Set<String> labels = new LinkedHashSet<>(ticket.labels());
        filled(course, scope, edit.removeLabels()).forEach(labels::remove);
        filled(course, scope, edit.addLabels()).forEach(labels::add);
        JsonNode summary = given.remove("summary");
        JsonNode description = given.remove("description");
        JsonNode priority = given.remove("priority");
        JsonNode dueDate = given.remove("due_date");
        long then = tickets.change(
                course.person,
                ticket.key(),
                ticket.version(),
                new TicketEdit(
                        summary == null ? null : new Change<>(summary.asString("")),
                        description == null ? null : new Change<>(description.asString("")),
                        priority == null ? null : new Change<>(priority.asInt(0)),
                        null,
                        null,
                        labels.equals(Set.copyOf(ticket.labels())) ? null : new Change<>(List.copyOf(labels)),
                        dueDate == null ? null : new Change<>(date(dueDate)),
                        null,
                        null,
                        null,
                        given));
        return then == ticket.version() ? null : named(edit, labels);
    }

    private static String named(EditAction edit, Set<String> labels) {
        return Stream.concat(
                        Stream.ofNullable(edit.values())
                                .flatMap(all -> all.keySet().stream().sorted()),
                        none(edit.addLabels()) && none(edit.removeLabels()) ? Stream.of() : labels.stream())
                .collect(Collectors.joining(", "));
    }

    private static boolean none(@Nullable List<String> values) {
        return values == null || values.isEmpty();
    }

    private static @Nullable LocalDate date(JsonNode value) {
        if (!value.isString()) {
            return null;
        }
        try {
            return LocalDate.parse(value.stringValue());
        } catch (DateTimeParseException wrong) {
            throw Invalid.at("/dueDate", "wrong_type");
        }
    }

    private Stream<String> filled(Course course, Scope scope, @Nullable List<String> templates) {
        return Stream.ofNullable(templates)
                .flatMap(List::stream)
                .map(each -> values.fill(course, scope, each, Reader.CUSTOMERS).strip())
                .filter(text -> !text.isEmpty());
    }

    private @Nullable String transition(Course course, Scope scope, TransitionAction transition) {
        TicketView ticket = locked(course, scope);
        if (isMeant(transition, ticket.status())) {
            return null;
        }
        TicketView.TransitionView taken = ticket.transitions().stream()
                .filter(each -> isMeant(transition, each.to()))
                .findFirst()
                .orElseThrow(() -> new StepFailed(LocalizedText.of(messages, "automation.reason.no_transition")));
        Map<String, JsonNode> fields = transition.resolution() != null && asksForResolution(taken)
                ? Map.of(RESOLUTION, JSON.stringNode(transition.resolution()))
                : Map.of();
        TicketView then = tickets.transition(
                course.person, ticket.key(), ticket.version(), new TransitionRequest(taken.key(), fields, null));
        return ticket.status().name() + " → " + then.status().name();
    }

    private static boolean asksForResolution(TicketView.TransitionView transition) {
        return transition.sections().stream()
                .flatMap(section -> section.fields().stream())
                .anyMatch(field -> field.key().equals(RESOLUTION));
    }

    private static boolean isMeant(TransitionAction transition, TicketView.StatusView status) {
        return transition.category() == null
                ? status.key().equals(transition.status())
                : status.category() == transition.category();
    }

    private String comment(Course course, Scope scope, CommentAction comment) {
        locked(course, scope);
        String text = values.fill(course, scope, comment.text(), comment.internal() ? Reader.AGENTS : Reader.CUSTOMERS);
        conversation.comment(
                course.person,
                scope.key(),
                null,
                new Conversation.NewComment(RichText.ofPlain(text).html(), comment.internal(), null));
        return text;
    }

    private @Nullable String assign(Course course, Scope scope, AssignAction assign, String pointer) {
        TicketView ticket = locked(course, scope);
        TicketProcess.Facts facts = process.visible(course.person, scope.key());
        Keyword keyword = assign.to() == Target.KEYWORD ? keyword(course, scope, assign) : null;
        Long teamId = keyword == null ? assign.teamId() : keyword.teamId();
        Change<Long> assignee = switch (assign.to()) {
            case null -> null;
            case NOBODY -> new Change<>(null);
            case PERSON -> to(assign.personId());
            case ACTOR -> to(person(course, facts, Who.ACTOR));
            case REPORTER -> to(person(course, facts, Who.REPORTER));
            case KEYWORD -> keyword == null ? null : to(keyword.personId());
            case ROUND_ROBIN, LEAST_LOADED -> {
                List<Long> candidates = roles.workers(Permission.TICKET_EDIT, facts.deskId(), assign.groupId());
                yield candidates.isEmpty() ? null : to(chosen(course, facts, assign, pointer, candidates));
            }
        };
        if (assignee == null && teamId == null) {
            return null;
        }
        TicketView then = tickets.edit(
                course.person,
                ticket.key(),
                ticket.version(),
                new TicketEdit(null, null, null, assignee, to(teamId), null, null, null, null, null, null));
        return changed(
                ticket,
                then,
                Stream.of(
                                then.assignee() == null ? "—" : then.assignee().displayName(),
                                then.team() == null ? "" : then.team().name())
                        .filter(name -> !name.isEmpty())
                        .reduce((one, other) -> one + ", " + other)
                        .orElse(""));
    }

    private long chosen(
            Course course, TicketProcess.Facts ticket, AssignAction assign, String pointer, List<Long> candidates) {
        if (assign.to() == Target.ROUND_ROBIN) {
            return store.nextInTurn(course.rule.id(), pointer, candidates);
        }
        // Two who looked at the same time would both give theirs to the same person.
        store.lockTurn(course.rule.id(), pointer, candidates);
        return process.leastLoaded(ticket.deskId(), candidates);
    }

    private @Nullable Keyword keyword(Course course, Scope scope, AssignAction assign) {
        String text = values.fill(course, scope, Objects.requireNonNullElse(assign.text(), ""), Reader.AGENTS)
                .toLowerCase(Locale.ROOT);
        return Stream.ofNullable(assign.keywords())
                .flatMap(List::stream)
                .filter(each -> each.words().stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(word -> !word.isEmpty() && text.contains(word)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Change<Long> to(@Nullable Long id) {
        return id == null ? null : new Change<>(id);
    }

    private String create(Course course, Scope scope, CreateAction create) {
        String deskKey = create.deskKey();
        if (deskKey == null) {
            deskKey = locked(course, scope).deskKey();
        }
        String key = tickets.create(
                course.person,
                null,
                new NewTicket(
                        deskKey,
                        create.requestTypeId(),
                        create.ticketType(),
                        values(
                                course,
                                scope,
                                create.values(),
                                desks.visible(course.person, deskKey).id()),
                        null,
                        null,
                        null,
                        null,
                        null));
        if (create.link() != null && scope.withTicket()) {
            relations.link(course.person, scope.key(), new TicketRelations.NewLink(create.link(), true, key));
        }
        course.created = key;
        return key;
    }

    private @Nullable String link(Course course, Scope scope, LinkAction link) {
        TicketView ticket = locked(course, scope);
        String target =
                values.fill(course, scope, link.target(), Reader.CUSTOMERS).strip();
        boolean there = ticket.links().stream()
                .anyMatch(each -> each.type() == link.link()
                        && each.outward() == link.outward()
                        && each.ticket().key().equals(target));
        if (there || target.isEmpty()) {
            return null;
        }
        relations.link(course.person, scope.key(), new TicketRelations.NewLink(link.link(), link.outward(), target));
        return target;
    }

    private @Nullable String watch(Course course, Scope scope, WatchAction watch) {
        TicketView ticket = locked(course, scope);
        Long personId = watch.who() == null
                ? watch.personId()
                : person(course, process.visible(course.person, scope.key()), watch.who());
        if (personId == null) {
            return null;
        }
        TicketView then = relations.watch(course.person, scope.key(), personId, watch.watching());
        return changed(
                ticket,
                then,
                Stream.concat(then.watchers().stream(), ticket.watchers().stream())
                        .filter(person -> person.id() == personId)
                        .map(person -> person.displayName())
                        .findFirst()
                        .orElse(""));
    }

    /** What was said internally is not in what customers are told. */
    private @Nullable String tell(Course course, Scope scope, NotifyAction told) {
        TicketProcess.Facts ticket = process.visible(course.person, scope.key());
        String text = values.fill(course, scope, told.text(), Reader.AGENTS).strip();
        Set<Long> heard = notifications.tellThoseWhoSee(
                recipients(ticket, told),
                RuleMessage.KIND,
                ticket,
                new RuleMessage.Told(
                        ticket.deskId(),
                        PlainText.shortened(text, LONGEST_MESSAGE),
                        PlainText.shortened(
                                values.fill(course, scope, told.text(), Reader.CUSTOMERS)
                                        .strip(),
                                LONGEST_MESSAGE)));
        return heard.isEmpty()
                ? null
                : persons.references(heard).values().stream()
                                .map(PersonReference::displayName)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ": " + text;
    }

    private Set<Long> recipients(TicketProcess.Facts ticket, NotifyAction told) {
        Set<Long> found = new TreeSet<>(Objects.requireNonNullElse(told.personIds(), Set.of()));
        Set<Long> groupIds = new TreeSet<>(Objects.requireNonNullElse(told.groupIds(), Set.of()));
        for (Recipient each : Objects.requireNonNullElse(told.to(), Set.<Recipient>of())) {
            switch (each) {
                case REPORTER -> found.add(ticket.reporterId());
                case PARTICIPANTS -> found.addAll(ticket.participantIds());
                case ASSIGNEE -> Stream.ofNullable(ticket.assigneeId()).forEach(found::add);
                case TEAM -> Stream.ofNullable(ticket.teamId()).forEach(groupIds::add);
                case WATCHERS -> found.addAll(ticket.watcherIds());
                case MANAGERS -> found.addAll(roles.workers(Permission.DESK_CONFIGURE, ticket.deskId(), null));
            }
        }
        groups.activeMembers(groupIds).values().forEach(found::addAll);
        return found;
    }

    private String call(Course course, Scope scope, CallAction call, String pointer) {
        Map<String, String> sent = new TreeMap<>();
        call.values().forEach((name, value) -> sent.put(name, values.fill(course, scope, value, Reader.CUSTOMERS)));
        calls.plan(course.runId, course.rule.id(), pointer, call.address(), sent);
        return call.address() + " " + sent;
    }

    private String set(Course course, Scope scope, VariableAction variable) {
        String text = values.fill(course, scope, variable.value(), Reader.AGENTS);
        course.set(variable.name(), new Course.Variable(text, values.internal(course, scope, variable.value())));
        return variable.name() + " = " + text;
    }

    /** The ticket, which nobody else changes until the run is over. */
    private TicketView locked(Course course, Scope scope) {
        process.lockVisible(course.person, scope.key());
        return tickets.view(course.person, scope.key());
    }

    private static @Nullable String changed(TicketView before, TicketView then, String what) {
        return then.version() == before.version() ? null : what;
    }

    /** Fields' values, with places filled, as the fields' types are sent. */
    private Map<String, JsonNode> values(Course course, Scope scope, Map<String, JsonNode> given, long deskId) {
        Map<String, FieldType> types = new HashMap<>(Map.of(
                "summary", FieldType.SHORT_TEXT,
                "description", FieldType.RICH_TEXT,
                "priority", FieldType.PRIORITY,
                "due_date", FieldType.DATE));
        for (FieldDefinition field : forms.fieldsOfDesk(deskId)) {
            types.put(field.key(), field.type());
        }
        Map<String, JsonNode> filled = new HashMap<>();
        given.forEach((key, value) -> filled.put(
                key,
                value.isString()
                        ? sent(
                                types.getOrDefault(key, FieldType.SHORT_TEXT),
                                values.value(course, scope, value.stringValue(), Reader.CUSTOMERS),
                                course.person.timeZone())
                        : value));
        return filled;
    }

    private static JsonNode sent(FieldType type, Object value, ZoneId zone) {
        return switch (value) {
            case List<?> several -> texts(several.stream().map(Object::toString));
            case Instant instant
            when type == FieldType.DATE ->
                JSON.stringNode(instant.atZone(zone).toLocalDate().toString());
            case Instant instant when type == FieldType.DATE_TIME -> JSON.stringNode(instant.toString());
            case Duration duration when type == FieldType.DURATION -> JSON.numberNode(duration.toMillis());
            case Boolean truth when type == FieldType.CHECKBOX -> JSON.booleanNode(truth);
            default -> sentText(type, TicketValues.words(value, zone).strip());
        };
    }

    private static JsonNode sentText(FieldType type, String text) {
        if (text.isEmpty()) {
            return JSON.nullNode();
        }
        return switch (type) {
            case RICH_TEXT -> JSON.stringNode(RichText.ofPlain(text).html());
            case NUMBER, PRIORITY, PERSON, GROUP, TEAM, SERVICE, DURATION ->
                NUMBER.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
            case MULTI_CHOICE -> texts(Stream.of(text.split(",")).map(String::strip));
            case CHECKBOX -> JSON.booleanNode(Boolean.parseBoolean(text));
            default -> JSON.stringNode(text);
        };
    }

    private static ArrayNode texts(Stream<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.filter(text -> !text.isEmpty()).forEach(array::add);
        return array;
    }
}
