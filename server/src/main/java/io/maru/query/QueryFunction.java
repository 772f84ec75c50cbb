package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketColumns.Period;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** What can stand for values in a query, such as {@code currentUser()}. */
public interface QueryFunction {

    String name();

    /** The arguments as they are shown, such as {@code "group"}; empty for none. */
    String parameters();

    /** Whether it gives values of a field. */
    boolean fits(QueryField field);

    /** Whether it may give several values, so that it is asked with IN. */
    boolean several();

    /** Whether it says itself how a field compares with what it gives, and is compared by order. */
    default boolean comparing() {
        return false;
    }

    /**
     * Whether it gives the same person the same for as long as no {@link io.maru.platform.ReferenceCaches reference cache} forgets
     * anything, whatever the time is.
     */
    default boolean lasting() {
        return false;
    }

    /**
     * The things that an argument names. A query that is kept keeps which they are, whatever they will be called.
     *
     * @param argument its position, from 0
     * @return null when it names none
     */
    default @Nullable QueryNames names(int argument) {
        return null;
    }

    /**
     * What an argument can be chosen from while it is written.
     *
     * @param field whose values the function gives
     * @param argument its position, from 0
     * @return null when there is nothing to choose from
     */
    default @Nullable QueryNames choices(QueryField field, int argument) {
        return names(argument);
    }

    /** @throws Wrong when an argument is */
    Result call(Call call) throws Wrong;

    /** @param comparison the sign by which the field is compared with what it gives, such as {@code <}; {@code =} also for IN */
    record Call(CurrentPerson current, Instant now, QueryField field, String comparison, List<String> arguments) {

        /** @return a length such as {@code 2d 4h}, in milliseconds */
        public long duration(int argument) throws Wrong {
            if (argument >= arguments.size()) {
                throw new Wrong(argument, "argument_missing");
            }
            try {
                return ValueReader.duration(arguments.get(argument));
            } catch (ValueReader.Unreadable unreadable) {
                throw new Wrong(argument, "duration_expected");
            }
        }

        /**
         * What two arguments begin and end, such as {@code 2026-11-01} and {@code 2026-11-30}: the whole of the last day is meant.
         *
         * @param first the position of the one with which it begins
         */
        public Period period(int first) throws Wrong {
            return new Period(moment(first).from(), moment(first + 1).until());
        }

        private Moment moment(int argument) throws Wrong {
            if (argument >= arguments.size()) {
                throw new Wrong(argument, "argument_missing");
            }
            String written = arguments.get(argument);
            if (written.equals("now()")) {
                return Moment.at(now);
            }
            try {
                return (Moment) new ValueReader(now, current.timeZone()).read(QueryKind.INSTANT, written);
            } catch (ValueReader.Unreadable unreadable) {
                throw new Wrong(argument, "argument_wrong");
            }
        }
    }

    sealed interface Result {

        /** @param values of the field's kind */
        record Values(Set<?> values) implements Result {}

        /**
         * Tickets, for a field whose values are tickets or of which the function itself says how it compares.
         *
         * @param among of which it can be said that they are none of them; null for all
         */
        record Tickets(Condition condition, @Nullable Condition among) implements Result {

            public Tickets(Condition condition) {
                this(condition, null);
            }
        }
    }

    /** An argument that the function cannot do with. */
    final class Wrong extends Exception {

        private static final long serialVersionUID = 1;

        private final int argument;
        private final String code;

        /**
         * @param argument its position, from 0
         * @param code of a {@link QueryProblem}
         */
        public Wrong(int argument, String code) {
            super(code, null, false, false);
            this.argument = argument;
            this.code = code;
        }

        int argument() {
            return argument;
        }

        String code() {
            return code;
        }
    }
}
