package io.maru.people;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** E-mail address or password is wrong; which of them is not told. */
final class WrongCredentials extends Failure {

    WrongCredentials() {
        super(HttpStatus.UNAUTHORIZED, "wrong_credentials");
    }
}
