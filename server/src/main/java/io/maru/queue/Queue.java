package io.maru.queue;

import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
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

    /** Whom it is shown to beside its owner: exactly one of them. */
    record Share(
            @Nullable Long personId,
            @Nullable Long groupId,
            @Nullable Long deskId) {}
}
