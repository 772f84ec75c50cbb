package io.maru.platform;

import org.springframework.http.HttpStatus;

/** The caller may see it but not do this with it. */
public final class NotPermitted extends Failure {

    public NotPermitted() {
        super(HttpStatus.FORBIDDEN, "not_permitted");
    }
}
