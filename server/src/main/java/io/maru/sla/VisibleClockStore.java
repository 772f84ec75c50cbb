package io.maru.sla;

import static io.maru.db.sla.Tables.CLOCK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.grouping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.percentileDisc;
import static org.jooq.impl.DSL.rollup;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.maru.db.sla.tables.Clock;
import io.maru.people.CurrentPerson;
import io.maru.query.Queries;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Clocks beside the tickets that somebody may see, and sums over them. */
@Repository
class VisibleClockStore {

    /** How long somebody waits for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PART = "part";
    private static final Field<Boolean> MISSED = field(name("missed"), SQLDataType.BOOLEAN);
    private static final Field<Long> ELAPSED = field(name("elapsed"), SQLDataType.BIGINT);

    private final Queries queries;

    VisibleClockStore(Queries queries) {
        this.queries = queries;
    }

    /**
     * How clocks are divided.
     *
     * @param column what is read of each ticket for it; null for none
     * @param key the part that a clock belongs to
     * @param join what else is needed to tell
     */
    record Parts(@Nullable Field<?> column, Field<?> key, UnaryOperator<Table<?>> join) {

        /** All in one, whose key is null. */
        static Parts none() {
            return new Parts(null, inline((Integer) null, SQLDataType.INTEGER), clocks -> clocks);
        }

        /** By a field of the ticket. */
        static Parts of(Field<?> column) {
            return new Parts(column.as(PART), field(name("asked", PART), column.getDataType()), clocks -> clocks);
        }

        /** By when they stopped: 1 from the first of these instants on. */
        static Parts of(List<Instant> beginnings) {
            return new Parts(
                    null,
                    field(
                            "width_bucket({0}, {1})",
                            Integer.class, CLOCK.STOPPED_AT, val(beginnings.toArray(Instant[]::new))),
                    clocks -> clocks);
        }

        /** By the query of the goal that counts, or what stands for it. */
        static Parts byGoal() {
            return new Parts(
                    null,
                    when(CLOCK.GOAL.isNull(), inline(SlaColumns.NO_GOAL))
                            .otherwise(coalesce(SlaColumns.GOAL_QUERY, inline(SlaColumns.REST))),
                    clocks -> clocks.leftJoin(SlaColumns.goals()).on(SlaColumns.promisedByGoal()));
        }

        /** By policies that belong together: the place of their list, from 0. */
        static Parts ofPolicies(List<List<Long>> groups) {
            Map<Long, Integer> places = new HashMap<>();
            for (int place = 0; place < groups.size(); place++) {
                for (Long policy : groups.get(place)) {
                    places.put(policy, place);
                }
            }
            Long[] policies = places.keySet().toArray(Long[]::new);
            Integer[] numbers = places.values().toArray(Integer[]::new);
            Field<Integer> group = field(name("grouped", "place"), Integer.class);
            return new Parts(
                    null,
                    group,
                    clocks -> clocks.join(table("unnest({0}, {1})", val(policies), val(numbers))
                                    .as("grouped", "policy", "place"))
                            .on(field(name("grouped", "policy"), Long.class).eq(CLOCK.POLICY_ID)));
        }
    }

    /**
     * What became of tickets whose cycles stopped: each counts once, with the longest of its cycles, and missed when one of them was.
     *
     * @param part null when nothing tells tickets apart, or what does is empty
     * @param ofAll whether it is for all parts
     */
    record Outcome(
            @Nullable Object part, boolean ofAll, long tickets, long missed, long median, long ninetieth, long mean) {}

    /**
     * @param apart whether no ticket is measured by two of these policies
     * @param total whether there is one for all parts, too, which no ticket is in two of; its part is null
     */
    List<Outcome> outcomes(
            CurrentPerson current,
            String query,
            Collection<Long> policies,
            boolean apart,
            Period period,
            Parts parts,
            boolean total) {
        Condition which = SlaColumns.among(policies).and(SlaColumns.stoppedIn(period));
        return queries.alongside(current, query, columns(parts), PATIENCE, asked -> {
                    Table<?> each = (apart
                                    ? eachApart(asked, policies, parts, parts.key(), which)
                                    : each(asked, parts, parts.key(), which))
                            .asTable("each");
                    Field<?> part = each.field(PART);
                    Field<Boolean> missed = each.field(MISSED);
                    Field<Long> elapsed = each.field(ELAPSED);
                    return select(
                                    part,
                                    total ? grouping(part) : inline(0),
                                    count(),
                                    count().filterWhere(missed),
                                    percentileDisc(0.5).withinGroupOrderBy(elapsed),
                                    percentileDisc(0.9).withinGroupOrderBy(elapsed),
                                    avg(elapsed))
                            .from(each)
                            .groupBy(total ? rollup(part) : part)
                            // Of nothing there would be a total all the same.
                            .having(count().gt(inline(0)));
                })
                .map(row -> new Outcome(
                        row.get(0),
                        row.get(1, Integer.class) > 0,
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, Long.class),
                        row.get(6, BigDecimal.class).longValue()));
    }

    /** Each ticket once in each part. */
    private static <T> Select<Record3<T, Boolean, Long>> each(
            @Nullable Table<?> asked, Parts parts, Field<T> key, Condition which) {
        return select(
                        key.as(PART),
                        boolOr(CLOCK.BREACHED).as(MISSED),
                        max(CLOCK.ELAPSED).as(ELAPSED))
                .from(parts.join().apply(clocks(asked)))
                .where(which)
                .groupBy(inline(1), CLOCK.TICKET_ID);
    }

    /** The same: tickets that were measured once, as nearly all are, need not be brought together. */
    private static <T> Select<Record3<T, Boolean, Long>> eachApart(
            @Nullable Table<?> asked, Collection<Long> policies, Parts parts, Field<T> key, Condition which) {
        Clock again = CLOCK.as("again");
        Select<Record1<Long>> several = select(again.TICKET_ID)
                .from(again)
                .where(again.POLICY_ID.eq(any(val(policies.toArray(Long[]::new)))), again.NUMBER.gt(inline(1)));
        return select(key.as(PART), CLOCK.BREACHED.as(MISSED), CLOCK.ELAPSED.as(ELAPSED))
                .from(parts.join().apply(clocks(asked)))
                .where(which, CLOCK.NUMBER.eq(inline(1)), CLOCK.TICKET_ID.notIn(several))
                .unionAll(each(asked, parts, key, which.and(CLOCK.TICKET_ID.in(several))));
    }

    /** How many tickets have cycles that go on after their target passed, by part. */
    Map<@Nullable Object, Long> overdue(
            CurrentPerson current, String query, Collection<Long> policies, Instant now, Parts parts) {
        Map<@Nullable Object, Long> found = new HashMap<>();
        queries.alongside(
                        current,
                        query,
                        columns(parts),
                        PATIENCE,
                        asked -> select(parts.key().as(PART), countDistinct(CLOCK.TICKET_ID))
                                .from(parts.join().apply(clocks(asked)))
                                .where(SlaColumns.among(policies), SlaColumns.overdue(now))
                                .groupBy(inline(1)))
                .forEach(row -> found.put(row.get(0), row.get(1, Long.class)));
        return found;
    }

    /**
     * For how long tickets waited, in milliseconds of their calendars.
     *
     * @param reason the place of its list, from 0
     */
    record Waited(int reason, long tickets, long sum, long median, long ninetieth) {}

    /** @param reasons those that are one, each list for itself */
    List<Waited> waiting(
            CurrentPerson current, String query, Collection<Long> policies, Period period, List<List<String>> reasons) {
        String[] keys = reasons.stream().flatMap(List::stream).toArray(String[]::new);
        Integer[] places = IntStream.range(0, reasons.size())
                .boxed()
                .flatMap(place -> reasons.get(place).stream().map(each -> place))
                .toArray(Integer[]::new);
        return queries.alongside(current, query, List.of(), PATIENCE, asked -> {
                    Field<Integer> reason = field(name("reason", "place"), Integer.class);
                    Table<?> each = select(
                                    reason.as(PART),
                                    sum(field("({0})::bigint", Long.class, field(name("waiting", "amount"))))
                                            .as(ELAPSED))
                            .from(clocks(asked)
                                    .crossJoin(table("jsonb_each_text({0})", CLOCK.WAITING)
                                            .as("waiting", "key", "amount"))
                                    .join(table("unnest({0}, {1})", val(keys), val(places))
                                            .as("reason", "key", "place"))
                                    .on(field(name("reason", "key"), String.class)
                                            .eq(field(name("waiting", "key"), String.class))))
                            .where(waited(policies, period))
                            .groupBy(reason, CLOCK.TICKET_ID)
                            .asTable("each");
                    return select(
                                    each.field(PART),
                                    count(),
                                    sum(each.field(ELAPSED)),
                                    percentileDisc(0.5).withinGroupOrderBy(each.field(ELAPSED)),
                                    percentileDisc(0.9).withinGroupOrderBy(each.field(ELAPSED)))
                            .from(each)
                            .groupBy(each.field(PART));
                })
                .map(row -> new Waited(
                        row.get(0, Integer.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class)));
    }

    /** A clock, and the key of its ticket. */
    record Keyed(String key, SlaClock clock) {}

    /** The clocks of some tickets that go on and are due, the first due first. */
    List<Keyed> due(CurrentPerson current, Collection<String> keys) {
        String query = "key IN (" + keys.stream().map(Queries::quoted).collect(Collectors.joining(", ")) + ")";
        Field<String> key = field(name("asked", "key"), String.class);
        return queries.alongside(
                        current,
                        query,
                        List.of(TicketColumns.KEY),
                        PATIENCE,
                        asked -> select(key)
                                .select(CLOCK.fields())
                                .from(clocks(asked))
                                .where(CLOCK.MODE.ne(inline("stopped")), CLOCK.DUE_AT.isNotNull())
                                .orderBy(CLOCK.DUE_AT, CLOCK.ID))
                .map(row -> new Keyed(row.get(key), ClockStore.clock(row)));
    }

    private static Condition waited(Collection<Long> policies, Period period) {
        return SlaColumns.among(policies).and(SlaColumns.stoppedIn(period)).and(CLOCK.WAITING.isNotNull());
    }

    private static List<Field<?>> columns(Parts parts) {
        return parts.column() == null ? List.of() : List.of(parts.column());
    }

    private static Table<?> clocks(@Nullable Table<?> asked) {
        return asked == null
                ? CLOCK
                : CLOCK.join(asked).on(asked.field(0, Long.class).eq(CLOCK.TICKET_ID));
    }
}
