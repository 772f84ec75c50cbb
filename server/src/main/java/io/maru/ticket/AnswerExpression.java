package io.maru.ticket;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;

import io.maru.field.AnswerKind;
import io.maru.field.FieldDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/**
 * The answer to a field as SQL sees it. PostgreSQL uses an index only for the very expression that it is over, so the indexes of
 * marked fields and all who look for tickets by their answers take it from here: {@link #present()} and a comparison with
 * {@link #value()}, or {@link #contains} where there are several values.
 */
public final class AnswerExpression {

    private final AnswerKind kind;
    private final Field<JSONB> answers;
    private final String key;

    private AnswerExpression(AnswerKind kind, Field<JSONB> answers, String key) {
        this.kind = kind;
        this.answers = answers;
        this.key = key;
    }

    /**
     * @param answers the column of tickets that holds the answers
     * @return empty for a field whose answers are not looked for by their value
     */
    public static Optional<AnswerExpression> of(FieldDefinition field, Field<JSONB> answers) {
        return AnswerKind.of(field).map(kind -> new AnswerExpression(kind, answers, Long.toString(field.id())));
    }

    public AnswerKind kind() {
        return kind;
    }

    /** That the ticket has an answer. An index holds no others, so it is used only beside this. */
    public Condition present() {
        return condition("jsonb_exists({0}, {1})", answers, inline(key));
    }

    /**
     * What is compared and put in order: {@link String} (its first 255 characters), {@link BigDecimal}, {@link LocalDate}, {@link
     * Instant}; of several, {@link JSONB}.
     */
    public Field<?> value() {
        return switch (kind) {
            case TEXT -> call("answer_text", String.class);
            case NUMBER -> call("answer_number", BigDecimal.class);
            case AMOUNT -> call("answer_amount", BigDecimal.class);
            case DATE -> call("answer_date", LocalDate.class);
            case INSTANT -> call("answer_instant", Instant.class);
            case SEVERAL -> answer();
        };
    }

    /** That this is one of several values: the key of an option, or an id as a number. */
    public Condition contains(JSONB value) {
        return condition("{0} @> {1}", answer(), DSL.val(value));
    }

    private Field<JSONB> answer() {
        return DSL.field("({0} -> {1})", JSONB.class, answers, inline(key));
    }

    private <T> Field<T> call(String function, Class<T> type) {
        return DSL.field("ticket." + function + "({0})", type, answer());
    }
}
