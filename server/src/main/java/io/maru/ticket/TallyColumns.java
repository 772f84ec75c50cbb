package io.maru.ticket;

import static io.maru.db.ticket.Tables.TALLY;
import static io.maru.db.ticket.Tables.TICKET_;
import static org.jooq.impl.DSL.noCondition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QuantifiedSelect;
import org.jooq.Record1;
import org.jooq.impl.QOM;

/** What the tally knows of tickets, so that a number of them is a sum and need not be counted. */
final class TallyColumns {

    private static final Map<Field<?>, Field<?>> KNOWN = Map.of(
            TICKET_.DESK_ID, TALLY.DESK_ID,
            TICKET_.STATUS_CATEGORY, TALLY.STATUS_CATEGORY,
            TICKET_.ASSIGNEE_ID, TALLY.ASSIGNEE_ID);

    private TallyColumns() {}

    /** A condition on tickets as one on the tally; empty when it asks about more than is tallied. */
    static Optional<Condition> asked(Condition where) {
        return switch (where) {
            case QOM.And and ->
                asked(and.$arg1()).flatMap(one -> asked(and.$arg2()).map(one::and));
            case QOM.Or or -> asked(or.$arg1()).flatMap(one -> asked(or.$arg2()).map(one::or));
            case QOM.Not not -> asked(not.$arg1()).map(Condition::not);
            case QOM.True all -> Optional.of(all);
            case QOM.False none -> Optional.of(none);
            case QOM.IsNull empty -> known(empty.$arg1()).map(Field::isNull);
            case QOM.IsNotNull present -> known(present.$arg1()).map(Field::isNotNull);
            case QOM.Eq<?> equal -> compared(equal.$arg1(), equal.$arg2(), Field::eq);
            case QOM.Ne<?> unequal -> compared(unequal.$arg1(), unequal.$arg2(), Field::ne);
            case QOM.InList<?> list -> listed(list.$field(), list.$list(), Field::in);
            case QOM.NotInList<?> list -> listed(list.$field(), list.$list(), Field::notIn);
            case QOM.EqQuantified<?> oneOf
            when oneOf.$arg2() instanceof QOM.QuantifiedArray<?> array && array.$array() instanceof Param<?> ->
                known(oneOf.$arg1())
                        .map(field -> field.eq(TallyColumns.<QuantifiedSelect<Record1<Object>>>typed(array)));
            default -> where.equals(noCondition()) ? Optional.of(where) : Optional.empty();
        };
    }

    private interface Comparison<T> {
        Condition of(Field<Object> field, T with);
    }

    private static Optional<Condition> compared(Field<?> field, Field<?> with, Comparison<Field<Object>> comparison) {
        return with instanceof Param<?>
                ? known(field).map(known -> comparison.of(known, typed(with)))
                : Optional.empty();
    }

    private static Optional<Condition> listed(
            Field<?> field, List<? extends Field<?>> list, Comparison<List<Field<Object>>> comparison) {
        return list.stream().allMatch(Param.class::isInstance)
                ? known(field).map(known -> comparison.of(known, typed(list)))
                : Optional.empty();
    }

    private static Optional<Field<Object>> known(Field<?> field) {
        return Optional.ofNullable(KNOWN.get(field)).map(TallyColumns::typed);
    }

    /** jOOQ's own types are lost where any condition is looked at. */
    @SuppressWarnings("unchecked")
    private static <T> T typed(Object part) {
        return (T) part;
    }
}
