package io.maru.query;

import io.maru.query.Query.Operator;
import io.maru.ticket.TicketColumns.Period;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks, judged: every name is a field, every value is of the field's kind.
 *
 * <p>A field that is empty for a ticket answers a comparison neither with yes nor with no, and NOT does not make a yes of that:
 * {@code assignee != kim} leaves out tickets without an assignee, as {@code NOT assignee = kim} does. Only what is said to
 * hold in the end is found.
 */
sealed interface Criterion {

    /** Every ticket. */
    Criterion ANY = new All(List.of());

    record All(List<Criterion> parts) implements Criterion {}

    record Either(List<Criterion> parts) implements Criterion {}

    record Not(Criterion part) implements Criterion {}

    /** That the field's value is one of these. */
    record Among(QueryField field, Set<?> values) implements Criterion {}

    /** That the field's value stands so to this one. */
    record Compared(QueryField field, Operator operator, Object value) implements Criterion {}

    /** That the field's text holds these words. */
    record Holding(QueryField field, String words) implements Criterion {}

    record Empty(QueryField field) implements Criterion {}

    /**
     * A condition that a function gave.
     *
     * @param among of which tickets it can be said that it does not hold; null for all
     */
    record Told(Condition condition, @Nullable Condition among) implements Criterion {}

    /**
     * That the field had one of these values.
     *
     * @param empty whether it counts that it had none
     * @param persons who gave it; null for anybody
     */
    record Was(
            QueryField field,
            Set<?> values,
            boolean empty,
            Period period,
            @Nullable Set<Long> persons) implements Criterion {}

    /** That the field was changed. */
    record Changed(
            QueryField field,
            @Nullable Values from,
            @Nullable Values to,
            Period period,
            @Nullable Set<Long> persons) implements Criterion {}

    /** @param empty whether having no value is one of them */
    record Values(Set<?> values, boolean empty) {}
}
