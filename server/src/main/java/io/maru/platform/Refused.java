package io.maru.platform;

import org.springframework.http.HttpStatus;

/** A well-formed and permitted request that the state of things does not allow. Answered with 409. */
public class Refused extends Failure {

    public Refused(String code, Object... arguments) {
        super(HttpStatus.CONFLICT, code, arguments);
    }
}
