package io.maru.ticket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.expression.Expression;
import io.maru.expression.Expressions;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Expressions of transitions' rules. Beside the fields they may name {@code ticket.key}, {@code ticket.type},
 * {@code ticket.status}, {@code ticket.resolution}, {@code ticket.assignee}, {@code ticket.reporter},
 * {@code ticket.participants}, {@code ticket.labels}, and {@code person.roles}: those of the person on the ticket's desk.
 */
@Component
class TransitionExpressions {

    private static final Map<String, ValueType> OF_TICKETS = Map.of(
            "ticket.key", ValueType.TEXT,
            "ticket.type", ValueType.TEXT,
            "ticket.status", ValueType.TEXT,
            "ticket.resolution", ValueType.TEXT,
            "ticket.assignee", ValueType.WHOLE,
            "ticket.reporter", ValueType.WHOLE,
            "ticket.participants", ValueType.WHOLES,
            "ticket.labels", ValueType.TEXTS,
            "person.roles", ValueType.TEXTS);

    private final Expressions expressions;
    private final FieldExpressions fieldExpressions;

    /** Of each list of fields, as long as it is in use: to find one again costs as much as there are fields to name. */
    private final Cache<Collection<FieldDefinition>, Cache<String, Optional<Expression>>> compiled =
            Caffeine.newBuilder().weakKeys().build();

    TransitionExpressions(Expressions expressions, FieldExpressions fieldExpressions) {
        this.expressions = expressions;
        this.fieldExpressions = fieldExpressions;
    }

    /** Whether what is written under {@code expression} can be asked of tickets. */
    void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
        compile(rule, context.fields(), pointer + "/expression", violations);
    }

    boolean holds(Rule rule, TransitionSubject ticket) {
        return compiled.get(
                        ticket.fields(),
                        fields -> Caffeine.newBuilder().maximumSize(500).build())
                .get(
                        rule.text("expression"),
                        source -> Optional.ofNullable(compile(rule, ticket.fields(), "", new ArrayList<>())))
                .filter(expression -> expression.holds(ticket.expressionValues(expression.used())))
                .isPresent();
    }

    /** Of one that names nothing: whether it is anything but true. */
    boolean isNeverTrue(Rule rule) {
        Expression expression =
                expressions.compile(rule.text("expression"), Map.of(), Set.of(ValueType.TRUTH), "", new ArrayList<>());
        return expression != null && !expression.holds(Map.of());
    }

    private @Nullable Expression compile(
            Rule rule, Collection<FieldDefinition> fields, String pointer, List<Violation> violations) {
        Map<String, ValueType> names = new HashMap<>(fieldExpressions.names(fields));
        names.putAll(OF_TICKETS);
        return expressions.compile(rule.text("expression"), names, Set.of(ValueType.TRUTH), pointer, violations);
    }

    /** Only what is used: a long description is not read for an expression about the priority. */
    Map<String, Object> values(
            Collection<FieldDefinition> fields,
            TransitionSubject ticket,
            TicketDraft draft,
            String status,
            Set<String> used) {
        Map<String, JsonNode> answers = new HashMap<>();
        List<FieldDefinition> asked = fields.stream()
                .filter(field -> used.stream().anyMatch(name -> FieldExpressions.isOf(name, field.key())))
                .toList();
        for (FieldDefinition field : asked) {
            JsonNode value = ticket.value(field.key());
            if (value != null) {
                answers.put(field.key(), value);
            }
        }
        Map<String, Object> values = new HashMap<>(fieldExpressions.values(asked, answers, ticket.actor()));
        values.put("ticket.key", ticket.key());
        values.put("ticket.type", draft.type.key());
        values.put("ticket.status", status);
        if (draft.resolution != null) {
            values.put("ticket.resolution", draft.resolution.key());
        }
        if (draft.assigneeId != null) {
            values.put("ticket.assignee", draft.assigneeId);
        }
        values.put("ticket.reporter", draft.reporterId);
        values.put("ticket.participants", List.copyOf(ticket.participantIds()));
        values.put("ticket.labels", draft.labels);
        if (used.contains("person.roles")) {
            values.put("person.roles", List.copyOf(ticket.roles()));
        }
        return values;
    }
}
