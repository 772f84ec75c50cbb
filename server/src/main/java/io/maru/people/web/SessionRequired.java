package io.maru.people.web;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** Only somebody who signed in themselves may do this: with a token, one could make oneself a wider one. */
final class SessionRequired extends Failure {

    SessionRequired() {
        super(HttpStatus.FORBIDDEN, "session_required");
    }
}
