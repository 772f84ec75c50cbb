package io.maru.people;

import java.time.Instant;

/**
 * A group of persons.
 *
 * @param team whether it works on tickets together
 */
public record Group(
        long id,
        String name,
        String description,
        boolean team,
        int memberCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
