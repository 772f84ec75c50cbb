package io.maru.people;

import io.maru.platform.Failure;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Nobody is signed in, or their session has ended. */
public final class SignInRequired extends Failure {

    public SignInRequired() {
        super(HttpStatus.UNAUTHORIZED, "sign_in_required");
    }

    @Override
    public Map<String, String> headers() {
        // Not Basic: browsers would ask for a password themselves.
        return Map.of("WWW-Authenticate", "Bearer");
    }
}
