package io.maru.sla;

import static io.maru.db.sla.Tables.CLOCK;
import static io.maru.db.sla.Tables.POLICY_VERSION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonbArray;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.maru.calendar.BusinessTime;
import io.maru.db.sla.tables.Clock;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Period;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** What queries can ask about the clocks of a ticket. */
final class SlaColumns {

    private static final Clock LATER = CLOCK.as("later");

    private static final Condition ONGOING = CLOCK.MODE.ne(inline("stopped"));
    private static final Condition RUNNING = CLOCK.MODE.eq(inline("running"));
    private static final Condition PAUSED = CLOCK.MODE.eq(inline("paused"));
    private static final Condition STOPPED = CLOCK.MODE.eq(inline("stopped"));

    private SlaColumns() {}

    /** That one of these policies measures the ticket, or has measured it. */
    static Condition measured(Collection<Long> policies) {
        return exists(
                selectOne().from(CLOCK).where(CLOCK.TICKET_ID.eq(TicketColumns.ID), CLOCK.POLICY_ID.in(policies)));
    }

    private static Condition clock(Collection<Long> policies, Condition which) {
        return TicketColumns.ID.in(select(CLOCK.TICKET_ID)
                .from(CLOCK)
                .where(CLOCK.POLICY_ID.in(policies))
                .and(which));
    }

    /** That the target of the newest cycle has passed. */
    static Condition breached(Collection<Long> policies, Instant now) {
        return clock(policies, ONGOING.and(CLOCK.DUE_AT.lt(now)))
                .or(clock(
                        policies,
                        STOPPED.and(CLOCK.BREACHED.isTrue())
                                .and(notExists(selectOne()
                                        .from(LATER)
                                        .where(LATER.TICKET_ID.eq(CLOCK.TICKET_ID), LATER.POLICY_ID.eq(CLOCK.POLICY_ID))
                                        .and(LATER.NUMBER.gt(CLOCK.NUMBER))))));
    }

    /** That the target of any cycle has passed. */
    static Condition everBreached(Collection<Long> policies, Instant now) {
        return clock(policies, CLOCK.BREACHED.isTrue().or(ONGOING.and(CLOCK.DUE_AT.lt(now))));
    }

    /** That at least one cycle has stopped. */
    static Condition completed(Collection<Long> policies) {
        return clock(policies, STOPPED);
    }

    /** That at least one cycle has stopped in a period. */
    static Condition completed(Collection<Long> policies, Period period, @Nullable String goal) {
        return clock(policies, stoppedIn(period).and(under(goal)));
    }

    /** That cycles have stopped in a period, and none of them had passed its target. */
    static Condition met(Collection<Long> policies, Period period, @Nullable String goal) {
        return TicketColumns.ID.in(select(CLOCK.TICKET_ID)
                .from(CLOCK)
                .where(among(policies), stoppedIn(period), under(goal))
                .groupBy(CLOCK.TICKET_ID)
                .having(boolOr(CLOCK.BREACHED).isFalse()));
    }

    /** That a cycle has stopped in a period after its target had passed. */
    static Condition missed(Collection<Long> policies, Period period, @Nullable String goal) {
        return clock(policies, stoppedIn(period).and(CLOCK.BREACHED.isTrue()).and(under(goal)));
    }

    /** That the target of a cycle that goes on has passed. */
    static Condition overdue(Collection<Long> policies, Instant now, @Nullable String goal) {
        return clock(policies, overdue(now).and(under(goal)));
    }

    /**
     * That a cycle which stopped in a period had been paused.
     *
     * @param reasons by which of these, as {@link Timeline#waiting} names them
     */
    static Condition waited(Collection<Long> policies, Period period, Collection<String> reasons) {
        return clock(
                policies,
                stoppedIn(period)
                        .and(CLOCK.WAITING.isNotNull())
                        .and(condition(
                                "jsonb_exists_any({0}, {1})", CLOCK.WAITING, val(reasons.toArray(String[]::new)))));
    }

    static Condition among(Collection<Long> policies) {
        return CLOCK.POLICY_ID.eq(any(val(policies.toArray(Long[]::new))));
    }

    static Condition stoppedIn(Period period) {
        return STOPPED.and(period.from() == null ? noCondition() : CLOCK.STOPPED_AT.ge(period.from()))
                .and(period.until() == null ? noCondition() : CLOCK.STOPPED_AT.lt(period.until()));
    }

    static Condition overdue(Instant now) {
        return ONGOING.and(CLOCK.DUE_AT.lt(now));
    }

    /** What stands for the goal without a query, and what for none: neither is a query. */
    static final String REST = "rest";

    static final String NO_GOAL = "none";

    static final Field<Long> GOAL_POLICY = field(name("promised", "policy_id"), Long.class);
    static final Field<Integer> GOAL_VERSION = field(name("promised", "version"), Integer.class);
    static final Field<Short> GOAL_PLACE = field(name("promised", "place"), Short.class);
    static final Field<String> GOAL_QUERY = field(name("promised", "query"), String.class);

    /** The goals of all versions of all policies. */
    static Table<?> goals() {
        return table(
                        "(select policy_id, number as version, (place - 1)::smallint as place,"
                                + " coalesce(goal ->> 'query', {0}) as query from {1},"
                                + " jsonb_array_elements(definition -> 'goals') with ordinality as each (goal, place))",
                        inline(REST), POLICY_VERSION)
                .as("promised");
    }

    static Condition promisedByGoal() {
        return GOAL_POLICY
                .eq(CLOCK.POLICY_ID)
                .and(GOAL_VERSION.eq(CLOCK.POLICY_VERSION))
                .and(GOAL_PLACE.eq(CLOCK.GOAL));
    }

    /** @param goal its query as it is kept, {@link #REST} or {@link #NO_GOAL}; null for any */
    private static Condition under(@Nullable String goal) {
        return goal == null
                ? noCondition()
                : goal.equals(NO_GOAL)
                        ? CLOCK.GOAL.isNull()
                        : exists(selectOne().from(goals()).where(promisedByGoal(), GOAL_QUERY.eq(goal)));
    }

    static Condition running(Collection<Long> policies) {
        return clock(policies, RUNNING);
    }

    static Condition paused(Collection<Long> policies) {
        return clock(policies, PAUSED);
    }

    /** That it runs by one of these calendars. */
    static Condition runningBy(Collection<Long> policies, Collection<Long> calendars) {
        return clock(policies, RUNNING.and(CLOCK.CALENDAR_ID.in(calendars)));
    }

    /**
     * That so much has elapsed of an ongoing cycle, or more.
     *
     * @param calendars those by which it may count
     * @param least in milliseconds
     */
    static Condition elapsed(Collection<Long> policies, Map<Long, BusinessTime> calendars, Instant now, long least) {
        Condition bySomeCalendar = or(calendars.entrySet().stream()
                .map(each -> {
                    long since = each.getValue().since(now.toEpochMilli(), Math.max(0, least));
                    return CLOCK.CALENDAR_ID.eq(each.getKey()).and(CLOCK.RUNNING_SINCE.le(Instant.ofEpochMilli(since)));
                })
                .toList());
        return clock(policies, RUNNING.and(bySomeCalendar).or(PAUSED.and(CLOCK.ELAPSED.ge(least))));
    }

    /** That less than so much is left of the target of an ongoing cycle. */
    static Condition remainingLess(
            Collection<Long> policies, Map<Long, BusinessTime> calendars, Instant now, long limit) {
        Condition bySomeCalendar = or(calendars.entrySet().stream()
                .map(each -> {
                    long due = each.getValue().due(now.toEpochMilli(), Math.max(0, limit));
                    return CLOCK.CALENDAR_ID
                            .eq(each.getKey())
                            .and(CLOCK.DUE_AT.lt(
                                    due == BusinessTime.NEVER ? BusinessTime.END : Instant.ofEpochMilli(due)));
                })
                .toList());
        return clock(
                policies,
                RUNNING.and(bySomeCalendar)
                        .or(PAUSED.and(CLOCK.TARGET.minus(CLOCK.ELAPSED).lt(limit))));
    }

    /** That an ongoing cycle has a target at all. */
    static Condition promised(Collection<Long> policies) {
        return clock(
                policies,
                ONGOING.and(coalesce(CLOCK.DUE_AT, CLOCK.DUE_BY).isNotNull().or(CLOCK.TARGET.isNotNull())));
    }

    static Condition ongoing(Collection<Long> policies) {
        return clock(policies, ONGOING);
    }

    /** When the first target of an ongoing cycle passes. */
    static Field<Instant> nextDue(@Nullable Collection<Long> policies) {
        return field(select(min(CLOCK.DUE_AT))
                .from(CLOCK)
                .where(CLOCK.TICKET_ID.eq(TicketColumns.ID), ONGOING)
                .and(policies == null ? CLOCK.DUE_AT.isNotNull() : CLOCK.POLICY_ID.in(policies)));
    }

    /** The newest cycle as a list tells it: its mode, when it is due, what has elapsed and what is promised, by which calendar. */
    static Field<JSONB> told(Collection<Long> policies) {
        return field(select(jsonbArray(
                        CLOCK.MODE,
                        field("cast(extract(epoch from {0}) * 1000 as bigint)", Long.class, CLOCK.DUE_AT),
                        CLOCK.ELAPSED,
                        CLOCK.TARGET,
                        CLOCK.CALENDAR_ID,
                        CLOCK.BREACHED))
                .from(CLOCK)
                .where(CLOCK.TICKET_ID.eq(TicketColumns.ID), CLOCK.POLICY_ID.in(policies))
                .orderBy(CLOCK.NUMBER.desc())
                .limit(1));
    }
}
