package io.maru.people;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Tells operators how signing in goes; many failures are somebody who guesses. */
@Component
class SignInMeters {

    private final Counter succeeded;
    private final Counter failed;
    private final Counter slowed;

    SignInMeters(MeterRegistry meters) {
        succeeded = counter(meters, "succeeded");
        failed = counter(meters, "failed");
        slowed = counter(meters, "slowed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("maru.sign.ins")
                .description("Attempts to sign in by password on this server")
                .tag("outcome", outcome)
                .register(meters);
    }

    void succeeded() {
        succeeded.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Refused without a look at the password, after too many failures. */
    void slowed() {
        slowed.increment();
    }
}
