package io.maru.ticket;

import io.maru.platform.Refused;

/** The transition does not start at the ticket's status, or is not this person's to take. */
final class TransitionRefused extends Refused {

    TransitionRefused(String statusName) {
        super("transition_refused", statusName);
    }
}
