package io.maru.people;

import io.maru.platform.Failure;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Signing in failed too often of late; it may be tried again in a while. */
final class TooManyAttempts extends Failure {

    private final long seconds;

    TooManyAttempts(Duration wait) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too_many_attempts",
                Math.max(1, wait.plusMillis(999).toSeconds()));
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Long.toString(seconds));
    }
}
