package io.maru.people.web;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** A token that only reads was used to write. */
final class TokenScopeTooNarrow extends Failure {

    TokenScopeTooNarrow() {
        super(HttpStatus.FORBIDDEN, "token_scope_too_narrow");
    }
}
