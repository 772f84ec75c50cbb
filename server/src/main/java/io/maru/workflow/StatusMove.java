package io.maru.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the tickets go whose status a publication took away.
 *
 * @param resolution of those that are done by it
 * @param publishedById who decided so
 */
public record StatusMove(
        long fromStatusId, long toStatusId, @Nullable String resolution, long publishedById, Instant publishedAt) {}
