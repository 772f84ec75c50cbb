package io.maru.people;

import java.time.Instant;

/**
 * A time in which somebody is away and another person stands in.
 *
 * @param reason for others to read; may be empty
 */
public record Absence(
        long id, PersonReference person, PersonReference substitute, Instant startsAt, Instant endsAt, String reason) {}
