package io.maru.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something said on a ticket. Of a deleted one only the trace is left: the body is empty. */
record Comment(
        long id,
        long ticketId,
        long authorId,
        boolean internal,
        String bodyHtml,
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
