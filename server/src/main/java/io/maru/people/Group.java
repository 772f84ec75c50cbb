package io.maru.people;

import java.time.Instant;

/** A group of persons; a desk calls it a team. */
public record Group(
        long id,
        String name,
        String description,
        int memberCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
