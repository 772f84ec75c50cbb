package io.maru.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is read by keyset.
 *
 * @param next what to send as {@code after} for the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items one page may hold. */
    public static final int MAXIMUM = 100;

    public static final int DEFAULT = 50;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from rows that were read with one more than the page holds.
     *
     * @param cursor the keys of a row, from which the page after it is sought
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(
                rows.subList(0, limit), cursor.apply(rows.get(limit - 1)).encoded());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), next);
    }

    /** A limit as asked, within what is allowed. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MAXIMUM) {
            throw Invalid.at("/limit", "out_of_bounds", 1, MAXIMUM);
        }
        return asked;
    }
}
