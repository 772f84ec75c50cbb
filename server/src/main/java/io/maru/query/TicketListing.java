package io.maru.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of tickets that somebody wants to see.
 *
 * @param query what it holds, and its order
 * @param deskId whose tickets alone it holds; null for those of all desks
 * @param sort an order that goes before the query's own; null for that alone
 * @param columns names of the fields whose values stand beside each ticket; those that there are not any more are left out
 * @param grouping name of the field by which it is divided; null for no groups. Of one with several values a ticket stands under each
 * @param colours the first whose query holds for a ticket gives its colour; those that cannot be understood any more give none
 */
public record TicketListing(
        String query,
        @Nullable Long deskId,
        @Nullable SortBy sort,
        List<String> columns,
        @Nullable String grouping,
        List<Colouring> colours) {

    public record SortBy(String field, boolean descending) {}

    /** @param query in the query language, without an order */
    public record Colouring(String query, String colour) {}
}
