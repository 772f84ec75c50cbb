package io.maru.ticket;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.QOM;

/**
 * That a ticket was something, or became it. How this is best asked depends on how many entries the history has of it, which the
 * planner cannot know: it takes the entries for evenly spread and finds none of a rare past in a second walk over everything. So the
 * first entries are {@linkplain #entries looked up}; when they are all, {@linkplain #of the tickets are known}, and otherwise each
 * ticket is asked for its own. All ways find the same tickets.
 */
final class PastCondition extends CustomCondition {

    private final Select<Record2<Integer, Long[]>> entries;
    private final Condition ofEach;
    private final Condition ofAll;
    private final Condition now;
    private final Condition bound;

    /**
     * @param entries how many entries there are at most, up to one more than are few, and which tickets they tell it of
     * @param ofEach that there is an entry, looked for with each ticket that comes into question, for a page that is soon full
     * @param ofAll the same for who goes through all tickets
     * @param now that it is so now, which no entry says; not known where the ticket has no value
     * @param bound what holds for every such ticket, for an index of tickets to begin with
     */
    PastCondition(
            Select<Record2<Integer, Long[]>> entries,
            Condition ofEach,
            Condition ofAll,
            Condition now,
            Condition bound) {
        this.entries = entries;
        this.ofEach = ofEach;
        this.ofAll = ofAll;
        this.now = now;
        this.bound = bound;
    }

    Select<Record2<Integer, Long[]>> entries() {
        return entries;
    }

    Condition ofEach() {
        return ofEach.or(now).and(bound);
    }

    Condition ofAll() {
        return ofAll.or(now).and(bound);
    }

    /** @param ticketIds of all tickets that have such an entry */
    Condition of(Long[] ticketIds) {
        Condition was = ticketIds.length == 0
                ? now
                : TicketColumns.ID.eq(any(val(ticketIds))).or(now);
        return was.and(bound);
    }

    @Override
    public void accept(Context<?> context) {
        context.visit(condition("({0}) is true", ofEach()));
    }

    /** A condition in which every part about the past was given another form. */
    static Condition settled(Condition where, Function<PastCondition, Condition> form) {
        return switch (where) {
            case QOM.And and -> settled(and.$arg1(), form).and(settled(and.$arg2(), form));
            case QOM.Or or -> settled(or.$arg1(), form).or(settled(or.$arg2(), form));
            case QOM.Not not when not.$arg1() instanceof PastCondition past -> opposite(form.apply(past));
            case QOM.Not not -> settled(not.$arg1(), form).not();
            case PastCondition past -> form.apply(past);
            default -> where;
        };
    }

    /** What was, was or was not: a value that is missing now leaves no doubt about it. */
    private static Condition opposite(Condition past) {
        return condition("({0}) is not true", past);
    }
}
