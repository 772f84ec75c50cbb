package io.maru.notification;

import java.util.Set;

/** These persons have something new to read, or have read something. Published in the writing transaction. */
public record NotificationsMade(Set<Long> personIds) {

    public NotificationsMade {
        personIds = Set.copyOf(personIds);
    }
}
