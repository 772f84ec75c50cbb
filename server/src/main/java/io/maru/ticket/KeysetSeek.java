package io.maru.ticket;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.ticket.TicketQueries.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.exception.DataTypeException;
import org.jspecify.annotations.Nullable;

/** Goes on after the last row of a page, for any order: each key in its own direction, the empty ones last. */
final class KeysetSeek {

    /** How a key is written in a cursor: this before its text, and nothing at all where it is empty. */
    private static final String PRESENT = "=";

    private KeysetSeek() {}

    static SortField<?> sortField(Sort sort) {
        SortField<?> sorted = sort.descending() ? sort.key().desc() : sort.key().asc();
        // Said only where it matters, since an index in the other order is not used then.
        return sort.nullable() && sort.descending() ? sorted.nullsLast() : sorted;
    }

    static Cursor cursor(Record last, List<Field<?>> keys) {
        return new Cursor(keys.stream().map(key -> written(last.get(key))).toList());
    }

    private static String written(@Nullable Object key) {
        return key == null ? "" : PRESENT + key;
    }

    static Condition beyond(List<Sort> sorting, Cursor after) {
        List<Field<?>> last = new ArrayList<>();
        for (int index = 0; index < sorting.size(); index++) {
            last.add(read(after.text(index), sorting.get(index).key()));
        }
        boolean descending = sorting.getFirst().descending();
        if (sorting.stream().allMatch(sort -> !sort.nullable() && sort.descending() == descending)) {
            // One comparison of rows, which an index over all of the keys can walk.
            var keys = row(sorting.stream().map(Sort::key).toList());
            return descending ? keys.lt(row(last)) : keys.gt(row(last));
        }
        Condition beyond = falseCondition();
        for (int index = sorting.size() - 1; index >= 0; index--) {
            beyond = step(sorting.get(index), last.get(index), after.text(index).isEmpty(), beyond);
        }
        return beyond;
    }

    @SuppressWarnings("unchecked")
    private static <T> Condition step(Sort sort, Field<?> last, boolean empty, Condition amongEquals) {
        Field<T> key = (Field<T>) sort.key();
        if (empty) {
            return key.isNull().and(amongEquals);
        }
        Field<T> value = (Field<T>) last;
        Condition beyond = sort.descending() ? key.lt(value) : key.gt(value);
        return beyond.or(sort.nullable() ? key.isNull() : noCondition())
                .or(key.eq(value).and(amongEquals));
    }

    private static <T> Field<T> read(String written, Field<T> key) {
        if (written.isEmpty()) {
            return val(null, key);
        }
        try {
            return val(key.getDataType().convert(written.substring(PRESENT.length())), key);
        } catch (DataTypeException | IllegalArgumentException notOurs) {
            throw Invalid.at("/after", "cursor_invalid");
        }
    }
}
