package io.maru.platform;

import org.springframework.http.HttpStatus;

/** It does not exist, or the caller may not know that it does: the same answer for both. */
public final class NotFound extends Failure {

    public NotFound() {
        super(HttpStatus.NOT_FOUND, "not_found");
    }
}
