package io.maru.people.web;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** The request did not show that our own page sent it. */
final class CsrfTokenInvalid extends Failure {

    CsrfTokenInvalid() {
        super(HttpStatus.FORBIDDEN, "csrf_token_invalid");
    }
}
