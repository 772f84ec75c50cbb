package io.maru.people;

import java.util.UUID;

/**
 * The browser in which the caller is signed in, for controllers; whoever calls with an API token or on a visit is refused.
 *
 * @param userAgent as the browser calls itself; empty when it does not
 */
public record CurrentSession(UUID id, String userAgent) {}
