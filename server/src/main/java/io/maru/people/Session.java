package io.maru.people;

import java.time.Instant;
import java.util.UUID;

/** One browser in which a person is signed in. */
public record Session(UUID id, Instant createdAt, Instant lastSeenAt, String address, String userAgent) {}
