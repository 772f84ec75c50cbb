package io.maru.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's key for programs.
 *
 * @param hint the token's first characters, by which its owner tells it from others
 */
public record ApiToken(
        long id,
        String name,
        TokenScope scope,
        String hint,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
