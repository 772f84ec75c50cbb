package io.maru.query;

import io.maru.platform.LocalizedText;
import io.maru.ticket.TicketColumns.Kept;
import io.maru.ticket.TicketView.CellView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Something that a query can ask about a ticket.
 *
 * @param name as it is written, and as other names are written over
 * @param otherNames understood too
 * @param label for people who choose it from a list
 * @param names of its values, when it is {@link QueryKind#NAMED} or {@link QueryKind#RANKED}
 * @param history the name by which the ticket's history knows it; null when what it was cannot be asked
 * @param kept how the history keeps its values
 * @param listing how its values stand in a list; null when they cannot
 */
public record QueryField(
        String name,
        List<String> otherNames,
        LocalizedText label,
        QueryKind kind,
        @Nullable QueryNames names,
        QueryColumn column,
        @Nullable String history,
        Kept kept,
        @Nullable QueryListing listing) {

    public QueryField {
        otherNames = List.copyOf(otherNames);
    }

    /** One whose single value is said by its kind. */
    public QueryField(
            String name,
            List<String> otherNames,
            LocalizedText label,
            QueryKind kind,
            @Nullable QueryNames names,
            QueryColumn column,
            @Nullable String history) {
        this(name, otherNames, label, kind, names, column, history, Kept.TEXT, listing(kind, names, column));
    }

    private static @Nullable QueryListing listing(QueryKind kind, @Nullable QueryNames names, QueryColumn column) {
        if (!(column instanceof QueryColumn.Single single)) {
            return null;
        }
        return new QueryListing(single.value(), (current, value) -> switch (kind) {
            case NAMED, RANKED -> new CellView(Objects.requireNonNull(names).shown(current, value), value.toString());
            case NUMBER -> CellView.of(((BigDecimal) value).stripTrailingZeros().toPlainString());
            default -> CellView.of(value.toString());
        });
    }

    public static QueryField of(String name, LocalizedText label, QueryKind kind, QueryColumn column) {
        return new QueryField(name, List.of(), label, kind, null, column, null);
    }

    public static QueryField named(String name, LocalizedText label, QueryNames names, QueryColumn column) {
        return new QueryField(name, List.of(), label, QueryKind.NAMED, names, column, null);
    }

    public QueryField alsoCalled(String... others) {
        return new QueryField(name, List.of(others), label, kind, names, column, history, kept, listing);
    }

    public QueryField rememberedAs(String nameInHistory) {
        return rememberedAs(nameInHistory, kept);
    }

    public QueryField rememberedAs(String nameInHistory, Kept keptAs) {
        return new QueryField(name, otherNames, label, kind, names, column, nameInHistory, keptAs, listing);
    }

    public QueryField listedAs(QueryListing otherListing) {
        return new QueryField(name, otherNames, label, kind, names, column, history, kept, otherListing);
    }

    QueryField ranked() {
        return new QueryField(name, otherNames, label, QueryKind.RANKED, names, column, history);
    }

    /** Whether tickets can be put in its order. */
    boolean sortable() {
        return column instanceof QueryColumn.Single && kind != QueryKind.TEXT;
    }

    /** Whether a list can be divided by it. */
    boolean groupable() {
        return sortable() || each() != null;
    }

    /** As it stands in a list that is divided by it: of several values the one under which the ticket stands there. */
    QueryField grouping() {
        Field<String> each = each();
        return each == null
                ? this
                : listedAs(new QueryListing(each, (current, value) -> CellView.of(value.toString())));
    }

    private @Nullable Field<String> each() {
        return column instanceof QueryColumn.Several several ? several.each() : null;
    }
}
