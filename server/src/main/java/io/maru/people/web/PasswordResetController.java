package io.maru.people.web;

import io.maru.people.PasswordResets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Choosing a password by link, for somebody who cannot sign in. */
@RestController
class PasswordResetController {

    record NewPassword(@Nullable String password) {}

    private final PasswordResets resets;

    PasswordResetController(PasswordResets resets) {
        this.resets = resets;
    }

    @GetMapping("/api/password-resets/{token}")
    PasswordResets.Account account(@PathVariable String token) {
        return resets.account(token);
    }

    @PostMapping("/api/password-resets/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void use(@PathVariable String token, @RequestBody NewPassword wanted) {
        resets.use(token, wanted.password());
    }
}
