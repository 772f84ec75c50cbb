package io.maru.approval;

import io.maru.expression.Expression;
import io.maru.expression.Expressions;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.field.FieldType;
import io.maru.field.Forms;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.StatusApproval.FinalWhen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says whether a step decides all: whether a ticket is below the step's threshold. */
@Component
class Thresholds {

    private final Expressions expressions;
    private final FieldExpressions fieldExpressions;
    private final Forms forms;
    private final Persons persons;

    Thresholds(Expressions expressions, FieldExpressions fieldExpressions, Forms forms, Persons persons) {
        this.expressions = expressions;
        this.fieldExpressions = fieldExpressions;
        this.forms = forms;
        this.persons = persons;
    }

    /**
     * What cannot be compared, because nothing was answered or it is in another currency, is not below. An expression is
     * about the ticket: its {@code person} is the reporter, whoever decides.
     */
    boolean below(@Nullable FinalWhen threshold, TicketProcess.Facts ticket) {
        if (threshold == null) {
            return false;
        }
        return threshold.expression() != null
                ? holds(threshold.expression(), ticket)
                : threshold.field() != null
                        && atMost(threshold, ticket.answers().get(threshold.field()));
    }

    private boolean holds(String source, TicketProcess.Facts ticket) {
        List<FieldDefinition> fields = forms.fieldsOfDesk(ticket.deskId());
        Expression expression = compile(source, fields, "", new ArrayList<>());
        if (expression == null) {
            return false;
        }
        try {
            return expression.holds(
                    fieldExpressions.values(fields, ticket.answers(), persons.acting(ticket.reporterId())));
        } catch (NotFound reporterLeft) {
            return false;
        }
    }

    private static boolean atMost(FinalWhen threshold, @Nullable JsonNode answer) {
        if (answer == null || threshold.atMost() == null) {
            return false;
        }
        if (answer.isObject()
                && threshold.currency() != null
                && !threshold.currency().equals(answer.path("currency").asString(""))) {
            return false;
        }
        try {
            JsonNode amount = answer.isObject() ? answer.path("amount") : answer;
            return new BigDecimal(amount.asString("")).compareTo(threshold.atMost()) <= 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /** What is wrong with a threshold over the fields of a desk. */
    void check(FinalWhen threshold, List<FieldDefinition> fields, String pointer, List<Violation> violations) {
        if (threshold.expression() != null) {
            compile(threshold.expression(), fields, pointer + "/expression", violations);
            return;
        }
        FieldDefinition field = fields.stream()
                .filter(each -> each.key().equals(threshold.field()))
                .findFirst()
                .orElse(null);
        if (field == null) {
            violations.add(Violation.of(pointer + "/field", "unknown"));
        } else if (field.type() != FieldType.NUMBER && field.type() != FieldType.MONEY) {
            violations.add(Violation.of(pointer + "/field", "field_type_unfit"));
        }
        if (threshold.atMost() == null) {
            violations.add(Violation.of(pointer + "/atMost", "required"));
        }
    }

    private @Nullable Expression compile(
            String source, List<FieldDefinition> fields, String pointer, List<Violation> violations) {
        return expressions.compile(
                source, fieldExpressions.names(fields), Set.of(ValueType.TRUTH), pointer, violations);
    }
}
