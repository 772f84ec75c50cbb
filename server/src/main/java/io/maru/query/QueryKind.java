package io.maru.query;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.query.Query.Operator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What kind of value a field of the language has: it says how values are written and what can be asked. */
public enum QueryKind {
    /** Text in which words are looked for. */
    TEXT(EnumSet.of(Operator.CONTAINS, Operator.CONTAINS_NOT)),
    /** A text on one line; compared as a whole, or looked into. A {@link String}. */
    LINE(EnumSet.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.CONTAINS, Operator.CONTAINS_NOT)),
    /** A {@link java.math.BigDecimal}. */
    NUMBER(true),
    /** Milliseconds as a {@link Long}, written {@code 2d 4h}. */
    DURATION(true),
    /** A {@link java.time.LocalDate}. */
    DATE(true),
    /** A {@link Moment}. */
    INSTANT(true),
    /** One of the things that a {@link QueryNames} knows; its id. */
    NAMED(false),
    /** The same where the things have an order, such as priorities. */
    RANKED(true),
    /** The key of a ticket; those of one desk are in an order. */
    TICKET(true),
    /** {@link Boolean}. */
    TRUTH(false);

    private final Set<Operator> operators;

    QueryKind(Set<Operator> operators) {
        this.operators = operators;
    }

    QueryKind(boolean ordered) {
        operators = EnumSet.of(Operator.EQUALS, Operator.NOT_EQUALS);
        if (ordered) {
            operators.addAll(EnumSet.range(Operator.LESS, Operator.GREATER_OR_EQUAL));
        }
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean allows(Operator operator) {
        return operators.contains(operator);
    }

    Set<Operator> operators() {
        return operators;
    }

    /** Whether it can be asked for one of several values. */
    boolean compared() {
        return operators.contains(Operator.EQUALS);
    }
}
