package io.maru.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is being written. Closed, it is whole. */
interface Sheet extends AutoCloseable {

    /** @param cells as {@link io.maru.query.TicketTable#each} tells them */
    void row(List<? extends @Nullable Object> cells) throws IOException;

    @Override
    void close() throws IOException;
}
