package io.maru.people;

import java.time.Instant;
import java.util.UUID;

/**
 * One browser in which a person is signed in.
 *
 * @param visit whether only inside another web page, as a customer of one desk
 */
public record Session(
        UUID id, Instant createdAt, Instant lastSeenAt, String address, String userAgent, boolean visit) {}
