package io.maru.queue;

import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of work that somebody keeps.
 *
 * @param deskId the desk whose tickets alone it holds; null for one over all desks
 * @param key a name for addresses, of those that a desk begins with
 * @param ownerId null for those that a desk begins with
 * @param query in the query language, with numbers in place of names
 * @param grouping the field by which it is divided; null for no groups
 * @param colours the first whose query holds for a ticket gives its colour
 */
record Queue(
        long id,
        @Nullable Long deskId,
        @Nullable String key,
        @Nullable Long ownerId,
        LocalizedText name,
        String icon,
        String query,
        List<QueueColumn> columns,
        @Nullable String grouping,
        List<QueueColour> colours,
        Density density,
        Layout layout,
        int position,
        long version,
        Instant createdAt) {

    /**
     * @param field by the name it has in the query language
     * @param width in CSS pixels; null for as wide as it wants to be
     */
    public record QueueColumn(String field, @Nullable Integer width) {}

    /** @param query in the query language, with numbers in place of names when it is kept */
    public record QueueColour(String query, String colour) {}

    /**
     * How somebody has it for themselves.
     *
     * @param columns in their order; what stands in it and not in the queue is not shown
     * @param density null for the queue's own
     */
    record Look(List<QueueColumn> columns, @Nullable Density density) {}

    /**
     * Its columns in the order and with the widths of somebody's look. What the queue has shown only since then comes last, as it is
     * there.
     */
    List<QueueColumn> columns(Look look) {
        List<String> shown = columns.stream().map(QueueColumn::field).toList();
        List<String> arranged = look.columns().stream().map(QueueColumn::field).toList();
        return Stream.concat(
                        look.columns().stream().filter(column -> shown.contains(column.field())),
                        columns.stream().filter(column -> !arranged.contains(column.field())))
                .toList();
    }

    /** Whom it is shown to beside its owner: exactly one of them. */
    record Share(
            @Nullable Long personId,
            @Nullable Long groupId,
            @Nullable Long deskId) {}
}
