package io.maru.query;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.maru.query.Query.Operator;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketQueries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Makes SQL of what is asked. NOT is carried down to the single questions, which is what leaves out the empty ones: see {@link
 * Criterion}.
 */
final class Compiler {

    /** More values than this are sent as one array, so that the text of the statement does not grow with them. */
    private static final int FEW = 16;

    /** Columns whose values are words of ours, of which there are few. */
    private static final Set<Field<?>> KEYS =
            Set.of(TicketColumns.STATUS_CATEGORY, TicketColumns.TYPE, TicketColumns.PRIORITY, TicketColumns.RESOLUTION);

    private Compiler() {}

    static Condition condition(Criterion criterion) {
        return condition(criterion, false);
    }

    /** The number, from 0, of the first that holds; null when none does. */
    static Field<Integer> first(List<Criterion> criteria) {
        Field<Integer> none = inline((Integer) null, SQLDataType.INTEGER);
        CaseConditionStep<Integer> first = null;
        for (int index = 0; index < criteria.size(); index++) {
            Condition holds = condition(criteria.get(index));
            first = first == null ? when(holds, inline(index)) : first.when(holds, inline(index));
        }
        return first == null ? none : first.otherwise(none);
    }

    /** A condition with all its values, as PostgreSQL would read it. */
    static String text(Condition condition) {
        return DSL.using(SQLDialect.POSTGRES).renderInlined(condition);
    }

    static List<TicketQueries.Sort> order(List<CheckedQuery.Sort> order) {
        return order.stream().map(Compiler::sort).toList();
    }

    private static TicketQueries.Sort sort(CheckedQuery.Sort sort) {
        return switch (sort.field().column()) {
            case QueryColumn.Single column ->
                new TicketQueries.Sort(column.sortKey(), sort.descending() != column.descending(), column.nullable());
            case QueryColumn.Several(var present, var oneOf, Field<String> each)
            when each != null -> new TicketQueries.Sort(each, sort.descending(), true);
            default ->
                throw new IllegalArgumentException(
                        "Nothing is sorted by " + sort.field().name());
        };
    }

    private static Condition condition(Criterion criterion, boolean negated) {
        return switch (criterion) {
            case Criterion.All all -> negated ? either(all.parts(), true) : all(all.parts(), false);
            case Criterion.Either either -> negated ? all(either.parts(), true) : either(either.parts(), false);
            case Criterion.Not not -> condition(not.part(), !negated);
            case Criterion.Among among -> among(among, negated);
            case Criterion.Compared compared ->
                compared(
                        compared.field(),
                        negated ? opposite(compared.operator()) : compared.operator(),
                        compared.value());
            case Criterion.Holding holding -> holding(holding, negated);
            case Criterion.Empty empty ->
                negated
                        ? empty.field().column().present()
                        : not(empty.field().column().present());
            case Criterion.Told(Condition told, Condition among) ->
                !negated ? told : among == null ? not(told) : among.andNot(told);
            case Criterion.Was was -> negated ? not(was(was, true)) : was(was, true);
            case Criterion.Changed changed -> negated ? not(changed(changed)) : changed(changed);
        };
    }

    private static Condition all(List<Criterion> parts, boolean negated) {
        return parts.isEmpty()
                ? trueCondition()
                : and(parts.stream()
                        .map(part -> !negated && part instanceof Criterion.Was was && noLonger(was, parts)
                                ? was(was, false)
                                : condition(part, negated))
                        .toList());
    }

    /** Whether something beside it says that the field has none of those values now, which the planner cannot see. */
    private static boolean noLonger(Criterion.Was was, List<Criterion> beside) {
        return beside.stream().anyMatch(part -> switch (part) {
            case Criterion.Empty empty -> empty.field().equals(was.field()) && !was.empty();
            case Criterion.Among among ->
                among.field().equals(was.field())
                        && among.field().column() instanceof QueryColumn.Single
                        && among.field().names() != null
                        && !was.empty()
                        && Collections.disjoint(among.values(), was.values());
            case Criterion.Not(Criterion.Among among) ->
                among.field().equals(was.field())
                        && !was.empty()
                        && among.values().containsAll(was.values());
            case Criterion.Not(Criterion.Empty empty) ->
                empty.field().equals(was.field()) && was.empty() && was.values().isEmpty();
            default -> false;
        });
    }

    private static Condition either(List<Criterion> parts, boolean negated) {
        return parts.isEmpty()
                ? falseCondition()
                : or(parts.stream().map(part -> condition(part, negated)).toList());
    }

    // ------------------------------------------------------------------ what is

    private static Condition among(Criterion.Among among, boolean negated) {
        QueryField field = among.field();
        if (among.values().isEmpty()) {
            return negated ? field.column().present() : falseCondition();
        }
        return switch (field.column()) {
            case QueryColumn.Single single
            when field.kind() == QueryKind.INSTANT -> within(single, among.values(), negated);
            case QueryColumn.Single single -> given(single).and(oneOf(single.value(), among.values(), negated));
            case QueryColumn.Several several -> {
                Condition oneOf = several.oneOf().apply(among.values());
                yield negated ? several.present().and(not(oneOf)) : oneOf;
            }
            case QueryColumn.Words words -> throw new IllegalArgumentException(field.name());
        };
    }

    private static Condition given(QueryColumn.Single column) {
        return column.given() == null ? noCondition() : column.given();
    }

    private static <T> Condition oneOf(Field<T> column, Set<?> values, boolean negated) {
        List<T> typed = values.stream().map(column.getDataType()::convert).toList();
        if (typed.size() <= FEW && KEYS.contains(column)) {
            // Written out: a plan for any value cannot use the indexes that hold only the open tickets.
            List<Field<T>> keys = typed.stream().<Field<T>>map(DSL::inline).toList();
            return keys.size() == 1
                    ? negated ? column.ne(keys.getFirst()) : column.eq(keys.getFirst())
                    : negated ? column.notIn(keys) : column.in(keys);
        }
        if (typed.size() == 1) {
            return negated ? column.ne(typed.getFirst()) : column.eq(typed.getFirst());
        }
        if (typed.size() <= FEW) {
            return negated ? column.notIn(typed) : column.in(typed);
        }
        Field<T[]> array = val(typed.toArray(), column.getDataType().getArrayDataType())
                .coerce(column.getDataType().getArrayDataType());
        Condition equal = column.eq(any(array));
        return negated ? not(equal) : equal;
    }

    private static Condition within(QueryColumn.Single column, Set<?> moments, boolean negated) {
        List<Condition> parts = new ArrayList<>();
        for (Object each : moments) {
            Moment moment = (Moment) each;
            Condition within = comparison(column.value(), Operator.GREATER_OR_EQUAL, moment.from())
                    .and(comparison(column.value(), Operator.LESS, moment.until()));
            parts.add(negated ? not(within) : within);
        }
        return given(column).and(negated ? and(parts) : or(parts));
    }

    private static Condition compared(QueryField field, Operator operator, Object value) {
        QueryColumn.Single column = (QueryColumn.Single) field.column();
        if (field.kind() == QueryKind.TICKET) {
            return numbered(operator, (String) value);
        }
        Object compared = value instanceof Moment moment ? moment.from() : value;
        return given(column)
                .and(comparison(column.value(), column.descending() ? mirrored(operator) : operator, compared));
    }

    /** Keys are in an order among those of one desk. */
    private static Condition numbered(Operator operator, String key) {
        int hyphen = key.lastIndexOf('-');
        return TicketColumns.KEY_PREFIX
                .eq(inline(key.substring(0, hyphen)))
                .and(comparison(TicketColumns.NUMBER, operator, Long.valueOf(key.substring(hyphen + 1))));
    }

    private static <T> Condition comparison(Field<T> column, Operator operator, Object value) {
        T typed = column.getDataType().convert(value);
        return switch (operator) {
            case LESS -> column.lt(typed);
            case LESS_OR_EQUAL -> column.le(typed);
            case GREATER -> column.gt(typed);
            case GREATER_OR_EQUAL -> column.ge(typed);
            case EQUALS, NOT_EQUALS, CONTAINS, CONTAINS_NOT -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static Operator opposite(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Operator.GREATER;
            case GREATER -> Operator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Operator.LESS;
            case EQUALS, NOT_EQUALS, CONTAINS, CONTAINS_NOT -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case EQUALS, NOT_EQUALS, CONTAINS, CONTAINS_NOT -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static Condition holding(Criterion.Holding holding, boolean negated) {
        QueryColumn column = holding.field().column();
        QueryColumn.Words words = column.words();
        Condition holds = words == null
                ? ((QueryColumn.Single) column).value().coerce(String.class).containsIgnoreCase(holding.words())
                : words.holding().apply(holding.words());
        return negated ? column.present().and(not(holds)) : holds;
    }

    // ------------------------------------------------------------------ what was

    /** @param stillCounts whether a ticket is meant that has one of the values now */
    private static Condition was(Criterion.Was was, boolean stillCounts) {
        List<Criterion> now = new ArrayList<>();
        if (!was.values().isEmpty()) {
            now.add(new Criterion.Among(was.field(), was.values()));
        }
        if (was.empty()) {
            now.add(new Criterion.Empty(was.field()));
        }
        return TicketColumns.was(
                Checker.held(was.field(), was.values(), was.empty()),
                stillCounts ? either(now, false) : null,
                was.period(),
                was.persons());
    }

    private static Condition changed(Criterion.Changed changed) {
        return TicketColumns.changed(
                Objects.requireNonNull(changed.field().history()),
                changed.from() == null ? null : Checker.held(changed.field(), changed.from()),
                changed.to() == null ? null : Checker.held(changed.field(), changed.to()),
                changed.period(),
                changed.persons());
    }
}
