package io.maru.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was written; nothing that it names has been looked up.
 *
 * @param where null when every ticket is meant
 */
record Query(@Nullable Expression where, List<Sort> order) {

    Query {
        order = List.copyOf(order);
    }

    /** The same, of the tickets of one desk. */
    Query within(String deskKey) {
        Place nowhere = new Place(0, 0);
        Expression ofDesk = new Expression.Clause(
                new Subject(new Name("desk", nowhere), null, null, nowhere),
                new Test.Comparison(Operator.EQUALS, new Operand.Value(deskKey, nowhere)),
                nowhere);
        return new Query(where == null ? ofDesk : new Expression.And(List.of(ofDesk, where)), order);
    }

    record Sort(Subject subject, boolean descending, boolean directionWritten) {}

    sealed interface Expression {

        record And(List<Expression> parts) implements Expression {}

        record Or(List<Expression> parts) implements Expression {}

        record Not(Expression part) implements Expression {}

        /** @param keyword where the word stands by which the test is recognised */
        record Clause(Subject subject, Test test, Place keyword) implements Expression {}
    }

    /**
     * What is asked about: a field by its name, one by its number such as {@code cf[17]}, or what a function tells of a ticket.
     */
    record Subject(
            Name name, @Nullable Name index, @Nullable List<Operand> arguments, Place place) {}

    record Name(String text, Place place) {}

    sealed interface Test {

        record Comparison(Operator operator, Operand operand) implements Test {}

        record Membership(boolean not, Operands operands) implements Test {}

        record Emptiness(boolean not) implements Test {}

        /** @param listed whether it was written with IN */
        record Past(boolean not, boolean listed, Operands operands, List<Predicate> predicates) implements Test {}

        record Change(List<Predicate> predicates) implements Test {}
    }

    /** @param place of the whole list */
    record Operands(List<Operand> each, Place place) {}

    sealed interface Operand {

        Place place();

        record Value(String text, Place place) implements Operand {}

        record Call(Name function, List<Operand> arguments, Place place) implements Operand {}

        record Empty(Place place) implements Operand {}
    }

    enum Operator {
        EQUALS("="),
        NOT_EQUALS("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        CONTAINS("~"),
        CONTAINS_NOT("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean ordering() {
            return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
        }
    }

    /** What narrows WAS and CHANGED. */
    record Predicate(Kind kind, Operands operands, Place place) {

        enum Kind {
            AFTER,
            BEFORE,
            ON,
            DURING,
            BY,
            FROM,
            TO
        }
    }
}
