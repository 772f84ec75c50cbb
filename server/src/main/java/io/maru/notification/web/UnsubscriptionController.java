package io.maru.notification.web;

import io.maru.notification.Unsubscribing;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where programs for mail, and people who have not signed in, end mails. */
@RestController
class UnsubscriptionController {

    private final Unsubscribing unsubscribing;

    UnsubscriptionController(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @PostMapping("/api/unsubscriptions/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@PathVariable String token) {
        unsubscribing.end(token);
    }
}
