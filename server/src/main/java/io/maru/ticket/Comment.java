package io.maru.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said on a ticket. Of a deleted one only the trace is left: the body is empty.
 *
 * @param quotes whether it came with more than is shown: what its mail quotes, or a signature
 */
record Comment(
        long id,
        long ticketId,
        long authorId,
        boolean internal,
        String bodyHtml,
        boolean quotes,
        long version,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Long editedById,
        @Nullable Instant deletedAt,
        @Nullable Long deletedById) {

    boolean deleted() {
        return deletedAt != null;
    }
}
