package io.maru.automation;

import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What the values and expressions of a rule may name: the ticket as {@code ticket.summary} or, as others call it,
 * {@code issue.summary}; its fields as {@code fields.<key>}, and in words as {@code fields.<key>.text}; what changed as
 * {@code changes.status.from}; what was said as {@code comment.text}; what somebody was asked as {@code input.<key>}, what another
 * system sent as {@code webhook.<name>}; and what the run itself made.
 */
@Component
class RuleNames {

    static final String CHANGES = "changes.";
    static final String COMMENT = "comment.";
    static final String VARIABLES = "variables.";

    private static final Map<String, ValueType> OF_RUNS = Map.of(
            "rule.name", ValueType.TEXT,
            "trigger.person", ValueType.TEXT,
            "trigger.person.id", ValueType.WHOLE,
            "trigger.at", ValueType.INSTANT,
            "trigger.ticket", ValueType.TEXT,
            "comment.text", ValueType.TEXT,
            "comment.author", ValueType.TEXT,
            "created", ValueType.TEXT,
            "item", ValueType.TEXT);

    /** The ticket's own fields whose changes have names, as the history calls them. */
    private static final List<String> CHANGED = List.of(
            "status",
            "priority",
            "assignee",
            "team",
            "reporter",
            "resolution",
            "summary",
            "type",
            "due_date",
            "labels");

    private final FieldExpressions fieldExpressions;

    RuleNames(FieldExpressions fieldExpressions) {
        this.fieldExpressions = fieldExpressions;
    }

    /**
     * What may be named where these fields are.
     *
     * @param texts that the rule makes itself, or that what lets it run brings along
     */
    Map<String, ValueType> of(Collection<FieldDefinition> fields, Collection<String> texts) {
        Map<String, ValueType> names = new HashMap<>(fieldExpressions.names(fields));
        names.putAll(OF_RUNS);
        names.putAll(TicketValues.names(fields));
        CHANGED.forEach(field -> putChange(names, field));
        for (FieldDefinition field : fields) {
            if (!CHANGED.contains(field.key())) {
                putChange(names, field.key());
            }
        }
        texts.forEach(name -> names.put(name, ValueType.TEXT));
        return names;
    }

    private static void putChange(Map<String, ValueType> names, String field) {
        names.put(CHANGES + field + ".from", ValueType.TEXT);
        names.put(CHANGES + field + ".to", ValueType.TEXT);
    }

    /** What a change's field is called in values: by its key. */
    static String changed(HistoryEntry.Change change, Collection<FieldDefinition> fields) {
        String name = change.field();
        return fields.stream()
                .filter(field -> name.equals(HistoryEntry.VALUE_PREFIX + field.id()))
                .map(FieldDefinition::key)
                .findFirst()
                .orElse(name);
    }
}
