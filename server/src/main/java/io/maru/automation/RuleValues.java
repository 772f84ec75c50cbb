package io.maru.automation;

import io.maru.automation.Course.Scope;
import io.maru.expression.Template;
import io.maru.expression.Templates;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.field.Forms;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.platform.RichText;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketValues;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the names of {@link RuleNames} stand for in a run, as the person in whose name it runs sees it. */
@Component
class RuleValues {

    private static final long WITHOUT_TICKET = 0;

    private final RuleNames names;
    private final Templates templates;
    private final FieldExpressions fieldExpressions;
    private final Forms forms;
    private final Tickets tickets;
    private final TicketProcess process;
    private final Persons persons;

    RuleValues(
            RuleNames names,
            Templates templates,
            FieldExpressions fieldExpressions,
            Forms forms,
            Tickets tickets,
            TicketProcess process,
            Persons persons) {
        this.names = names;
        this.templates = templates;
        this.fieldExpressions = fieldExpressions;
        this.forms = forms;
        this.tickets = tickets;
        this.process = process;
        this.persons = persons;
    }

    /** Who is going to read what values are put into. */
    enum Reader {
        CUSTOMERS,
        AGENTS
    }

    /**
     * A template with its places filled. One that cannot be used on the ticket's desk is empty.
     *
     * @param reader for customers, what was said internally has no value
     */
    String fill(Course course, Scope scope, String text, Reader reader) {
        Template template = compile(course, scope, text);
        return template == null
                ? ""
                : template.fill(
                        of(course, scope, template.used(), reader),
                        value -> TicketValues.words(value, course.person.timeZone()));
    }

    /** A template that is one place as the value that it stands for, any other as its text. */
    Object value(Course course, Scope scope, String text, Reader reader) {
        Template template = compile(course, scope, text);
        if (template == null) {
            return "";
        }
        Map<String, Object> values = of(course, scope, template.used(), reader);
        return template.value(values)
                .orElseGet(() -> template.fill(values, value -> TicketValues.words(value, course.person.timeZone())));
    }

    /** Whether a template would hold what only those may read who work on the ticket. */
    boolean internal(Course course, Scope scope, String text) {
        Template template = compile(course, scope, text);
        return template != null
                && template.used().stream()
                        .anyMatch(name -> name.startsWith(RuleNames.COMMENT) && saidInternally(course)
                                || name.startsWith(RuleNames.VARIABLES)
                                        && course.variables().containsKey(variable(name))
                                        && Objects.requireNonNull(
                                                        course.variables().get(variable(name)))
                                                .internal());
    }

    private @Nullable Template compile(Course course, Scope scope, String text) {
        return templates.compile(text, names(course, scope), course.person.timeZone(), "", new ArrayList<>());
    }

    /** What may be named at a step. */
    Map<String, ValueType> names(Course course, Scope scope) {
        return course.names(
                scope.withTicket() ? ticket(course, scope).deskId() : WITHOUT_TICKET,
                desk -> names.of(
                        scope.withTicket() ? forms.fieldsOfDesk(desk) : List.of(),
                        course.rule.definition().named()));
    }

    /** @throws NotFound when the person in whose name it runs may not see it */
    TicketProcess.Facts ticket(Course course, Scope scope) {
        return course.ticket(scope.key(), key -> process.visible(course.person, key));
    }

    /** What these names stand for; a name that is missing has no value. */
    Map<String, Object> of(Course course, Scope scope, Set<String> used, Reader reader) {
        Map<String, Object> values = new HashMap<>();
        if (used.isEmpty()) {
            return values;
        }
        if (scope.withTicket()) {
            putTicket(values, course, scope, used);
        } else {
            values.putAll(fieldExpressions.values(List.of(), Map.of(), course.person));
        }
        if (used.stream().anyMatch(name -> name.startsWith(RuleNames.COMMENT))
                && !(reader == Reader.CUSTOMERS && saidInternally(course))) {
            putComment(values, course);
        }
        course.variables().forEach((name, variable) -> {
            if (reader == Reader.AGENTS || !variable.internal()) {
                values.put(RuleNames.VARIABLES + name, variable.text());
            }
        });
        values.putAll(course.occasion.values());
        values.put("rule.name", course.rule.name().in(course.person.language()));
        values.put("trigger.at", course.occasion.at());
        put(values, "trigger.ticket", course.occasion.key());
        values.put("trigger.person.id", course.occasion.personId());
        put(values, "trigger.person", name(course.occasion.personId()));
        put(values, "created", course.created);
        put(values, "item", scope.item());
        return values;
    }

    private @Nullable String name(long personId) {
        PersonReference reference = persons.references(Set.of(personId)).get(personId);
        return reference == null ? null : reference.displayName();
    }

    private void putTicket(Map<String, Object> values, Course course, Scope scope, Set<String> used) {
        TicketProcess.Facts facts = ticket(course, scope);
        List<FieldDefinition> fields = forms.fieldsOfDesk(facts.deskId());
        values.putAll(course.values(scope.key(), key -> {
            Map<String, Object> read = new HashMap<>(fieldExpressions.values(fields, facts.answers(), course.person));
            read.putAll(TicketValues.of(tickets.view(course.person, key), course.person.timeZone()));
            return read;
        }));
        if (used.stream().anyMatch(name -> name.startsWith(RuleNames.CHANGES))) {
            putChanges(values, course, fields);
        }
    }

    private void putChanges(Map<String, Object> values, Course course, List<FieldDefinition> fields) {
        Long ticketId = course.occasion.ticketId();
        if (ticketId == null) {
            return;
        }
        List<HistoryEntry.Change> changes = course.occasion.changes();
        List<TicketView.HistoryView> words = process.words(course.person, ticketId, changes);
        for (int index = 0; index < changes.size(); index++) {
            String field = RuleNames.CHANGES + RuleNames.changed(changes.get(index), fields);
            put(values, field + ".from", words.get(index).oldDisplay());
            put(values, field + ".to", words.get(index).newDisplay());
        }
    }

    private void putComment(Map<String, Object> values, Course course) {
        JsonNode said = comment(course);
        String key = course.occasion.key();
        if (said == null || key == null) {
            return;
        }
        long id = said.path("id").asLong();
        tickets.view(course.person, key).comments().stream()
                .filter(comment -> comment.id() == id && comment.deletedAt() == null)
                .findFirst()
                .ifPresent(comment -> {
                    values.put("comment.text", RichText.textOf(comment.bodyHtml()));
                    values.put("comment.author", comment.author().displayName());
                });
    }

    private static boolean saidInternally(Course course) {
        JsonNode said = comment(course);
        return said != null && said.path("internal").asBoolean(true);
    }

    private static @Nullable JsonNode comment(Course course) {
        return course.occasion.changes().stream()
                .filter(change -> change.field().equals("comment"))
                .findFirst()
                .map(HistoryEntry.Change::newValue)
                .orElse(null);
    }

    private static String variable(String name) {
        return name.substring(RuleNames.VARIABLES.length());
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
