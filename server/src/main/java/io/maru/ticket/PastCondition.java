package io.maru.ticket;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.val;

import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * That a ticket was something, or became it. How this is best asked depends on how many entries the history has of it, which the
 * planner cannot know: it takes the entries for evenly spread and finds none of a rare past in a second walk over everything. So the
 * first entries are {@linkplain #entries looked up}; when they are all, {@linkplain #of their tickets are known}, and otherwise each
 * ticket is asked for its own. All ways find the same tickets.
 */
final class PastCondition extends CustomCondition {

    private final Select<Record2<Integer, Long[]>> entries;
    private final Condition ofEach;
    private final Condition ofAll;
    private final @Nullable Condition now;
    private final @Nullable Condition bound;
    private final @Nullable Condition others;

    /**
     * @param entries how many entries there are at most, up to one more than are few, and which tickets they tell it of
     * @param ofEach that there is an entry, looked for with each ticket that comes into question, for a page that is soon full
     * @param ofAll the same for who goes through all tickets
     * @param now that it is so now, which no entry says; not known where the ticket has no value, null where that does not count
     * @param bound what holds for every such ticket, for an index of tickets to begin with; null for nothing
     * @param others null when the entries name all tickets of which they tell it; otherwise they name those that come into question,
     *     together with the tickets for which this holds
     */
    PastCondition(
            Select<Record2<Integer, Long[]>> entries,
            Condition ofEach,
            Condition ofAll,
            @Nullable Condition now,
            @Nullable Condition bound,
            @Nullable Condition others) {
        this.entries = entries;
        this.ofEach = ofEach;
        this.ofAll = ofAll;
        this.now = now;
        this.bound = bound;
        this.others = others;
    }

    Select<Record2<Integer, Long[]>> entries() {
        return entries;
    }

    /**
     * A way of asking it.
     *
     * @param past that there is an entry
     * @param among which tickets come into question; null for all
     */
    record Way(Condition past, @Nullable Condition among) {}

    /** For a page that is soon full. */
    Way ofEach() {
        return new Way(ofEach, null);
    }

    /** For who goes through all tickets. */
    Way ofAll() {
        return new Way(ofAll, null);
    }

    /** @param ticketIds of all tickets that have one of the {@link #entries} */
    Way of(Long[] ticketIds) {
        Condition named = ticketIds.length == 0 ? falseCondition() : TicketColumns.ID.eq(any(val(ticketIds)));
        return others == null ? new Way(named, null) : new Way(ofEach, named.or(others));
    }

    @Override
    public void accept(Context<?> context) {
        context.visit(condition("({0}) is true", holding(ofEach)));
    }

    private Condition holding(Way way) {
        return way.among() == null ? holding(way.past()) : way.among().and(holding(way.past()));
    }

    private Condition holding(Condition past) {
        Condition was = now == null ? past : past.or(now);
        return bound == null ? was : was.and(bound);
    }

    /** What was, was or was not: a value that is missing now leaves no doubt about it. */
    private Condition opposite(Way way) {
        if (bound != null || way.among() != null) {
            return condition("({0}) is not true", holding(way));
        }
        Condition past = way.past();
        // Each for itself, which the planner can make a join of.
        return now == null ? past.not() : past.not().and(condition("({0}) is not true", now));
    }

    /** Whether some part of a condition is about the past. */
    static boolean asked(Condition where) {
        return switch (where) {
            case QOM.And and -> asked(and.$arg1()) || asked(and.$arg2());
            case QOM.Or or -> asked(or.$arg1()) || asked(or.$arg2());
            case QOM.Not not -> asked(not.$arg1());
            case PastCondition past -> true;
            default -> false;
        };
    }

    /** A condition in which every part about the past is asked in a certain way. */
    static Condition settled(Condition where, Function<PastCondition, Way> way) {
        return switch (where) {
            case QOM.And and -> settled(and.$arg1(), way).and(settled(and.$arg2(), way));
            case QOM.Or or -> settled(or.$arg1(), way).or(settled(or.$arg2(), way));
            case QOM.Not not when not.$arg1() instanceof PastCondition past -> past.opposite(way.apply(past));
            case QOM.Not not -> settled(not.$arg1(), way).not();
            case PastCondition past -> past.holding(way.apply(past));
            default -> where;
        };
    }
}
