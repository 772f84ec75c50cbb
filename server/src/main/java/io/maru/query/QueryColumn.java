package io.maru.query;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How SQL asks for a field's values. */
public sealed interface QueryColumn {

    /** That a ticket has a value at all. */
    Condition present();

    /** How words are looked for in it; null when a text is looked for as it stands. */
    default @Nullable Words words() {
        return null;
    }

    /**
     * One value, or none.
     *
     * @param given that there is one, where an index is used only with it; null for "is not null"
     * @param descending whether what is more is a smaller value, as it is with priorities
     */
    record Single(
            Field<?> value,
            boolean nullable,
            @Nullable Condition given,
            boolean descending,
            Field<?> sortKey,
            @Nullable Words words)
            implements QueryColumn {

        public Single(
                Field<?> value, boolean nullable, @Nullable Condition given, boolean descending, Field<?> sortKey) {
            this(value, nullable, given, descending, sortKey, null);
        }

        @Override
        public Condition present() {
            return given == null ? value.isNotNull() : given;
        }
    }

    /**
     * Several values.
     *
     * @param each what a list is sorted by in which a ticket stands once for each of them; null where there is no such list
     */
    record Several(
            Condition present,
            Function<Set<?>, Condition> oneOf,
            @Nullable Field<String> each) implements QueryColumn {

        public Several(Condition present, Function<Set<?>, Condition> oneOf) {
            this(present, oneOf, null);
        }
    }

    /**
     * Words in texts.
     *
     * @param askable whether there is anything in a text that can be looked for
     */
    record Words(Condition present, Predicate<String> askable, Function<String, Condition> holding)
            implements QueryColumn {

        @Override
        public Words words() {
            return this;
        }
    }

    /** One that every ticket has. */
    static QueryColumn always(Field<?> value) {
        return new Single(value, false, null, false, value);
    }

    /** One that every ticket has, and whose words are looked for. */
    static QueryColumn always(Field<?> value, Predicate<String> askable, Function<String, Condition> holding) {
        return new Single(value, false, null, false, value, new Words(DSL.trueCondition(), askable, holding));
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
