package io.maru.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or an administrator for them, ended sessions; not told of one that ran out. Published as they end.
 *
 * @param sessionId the one that ended; null when all did
 * @param except of all, the one that goes on; null for none
 */
public record SignedOut(
        long personId, @Nullable UUID sessionId, @Nullable UUID except) {}
