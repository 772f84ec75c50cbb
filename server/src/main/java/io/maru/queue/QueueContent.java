package io.maru.queue;

import io.maru.platform.Change;
import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a queue; what is left out stays as it was, or as it is with a new one.
 *
 * @param deskKey only of a new one; null for one over all desks
 * @param query in the query language
 * @param grouping a field that a list can be divided by
 * @param shares all of them
 */
public record QueueContent(
        @Nullable String deskKey,
        @Nullable LocalizedText name,
        @Nullable String icon,
        @Nullable String query,
        @Nullable List<Queue.QueueColumn> columns,
        @Nullable Change<String> grouping,
        @Nullable List<Queue.QueueColour> colours,
        @Nullable Density density,
        @Nullable Layout layout,
        @Nullable List<NewQueueShare> shares) {

    /**
     * How somebody has a queue for themselves.
     *
     * @param columns in their order, with their widths; which there are is the queue's to say
     * @param density null for the queue's own
     */
    public record OwnLook(
            List<Queue.QueueColumn> columns, @Nullable Density density) {}

    /** Exactly one of them. */
    public record NewQueueShare(
            @Nullable String deskKey,
            @Nullable Long personId,
            @Nullable Long groupId) {}
}
