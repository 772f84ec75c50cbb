package io.maru.query;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** How SQL asks for a field's values. */
public sealed interface QueryColumn {

    /** That a ticket has a value at all. */
    Condition present();

    /**
     * One value, or none.
     *
     * @param given that there is one, where an index is used only with it; null for "is not null"
     * @param descending whether what is more is a smaller value, as it is with priorities
     */
    record Single(
            Field<?> value, boolean nullable, @Nullable Condition given, boolean descending, Field<?> sortKey)
            implements QueryColumn {

        @Override
        public Condition present() {
            return given == null ? value.isNotNull() : given;
        }
    }

    /** Several values. */
    record Several(Condition present, Function<Set<?>, Condition> oneOf) implements QueryColumn {}

    /**
     * Words in texts.
     *
     * @param askable whether there is anything in a text that can be looked for
     */
    record Words(Condition present, Predicate<String> askable, Function<String, Condition> holding)
            implements QueryColumn {}

    /** One that every ticket has. */
    static QueryColumn always(Field<?> value) {
        return new Single(value, false, null, false, value);
    }

    /** @param sortKey what tickets are put in order by, where the value itself says nothing to people */
    static QueryColumn always(Field<?> value, Field<?> sortKey) {
        return new Single(value, false, null, false, sortKey);
    }

    static QueryColumn sometimes(Field<?> value) {
        return sometimes(value, value);
    }

    static QueryColumn sometimes(Field<?> value, Field<?> sortKey) {
        return new Single(value, true, null, false, sortKey);
    }
}
