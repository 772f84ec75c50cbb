package io.maru.query;

import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a query can ask about a ticket.
 *
 * @param name as it is written, and as other names are written over
 * @param otherNames understood too
 * @param label for people who choose it from a list
 * @param names of its values, when it is {@link QueryKind#NAMED} or {@link QueryKind#RANKED}
 * @param history the name by which the ticket's history knows it; null when what it was cannot be asked
 */
public record QueryField(
        String name,
        List<String> otherNames,
        LocalizedText label,
        QueryKind kind,
        @Nullable QueryNames names,
        QueryColumn column,
        @Nullable String history) {

    public QueryField {
        otherNames = List.copyOf(otherNames);
    }

    public static QueryField of(String name, LocalizedText label, QueryKind kind, QueryColumn column) {
        return new QueryField(name, List.of(), label, kind, null, column, null);
    }

    public static QueryField named(String name, LocalizedText label, QueryNames names, QueryColumn column) {
        return new QueryField(name, List.of(), label, QueryKind.NAMED, names, column, null);
    }

    public QueryField alsoCalled(String... others) {
        return new QueryField(name, List.of(others), label, kind, names, column, history);
    }

    public QueryField rememberedAs(String nameInHistory) {
        return new QueryField(name, otherNames, label, kind, names, column, nameInHistory);
    }

    QueryField ranked() {
        return new QueryField(name, otherNames, label, QueryKind.RANKED, names, column, history);
    }

    /** Whether tickets can be put in its order. */
    boolean sortable() {
        return column instanceof QueryColumn.Single && kind != QueryKind.TEXT;
    }
}
