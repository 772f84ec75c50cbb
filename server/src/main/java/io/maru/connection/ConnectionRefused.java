package io.maru.connection;

import io.maru.platform.Failure;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What is sent is not signed as it should be, or there is no such system. */
public final class ConnectionRefused extends Failure {

    ConnectionRefused() {
        super(HttpStatus.UNAUTHORIZED, "connection_refused");
    }

    /** A system sends too much. */
    public static final class ConnectionBusy extends Failure {

        private final long seconds;

        ConnectionBusy(Duration wait) {
            super(HttpStatus.TOO_MANY_REQUESTS, "connection_busy");
            this.seconds = wait.toSeconds();
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(seconds));
        }
    }

    /** What is sent is longer than any request. */
    public static final class ConnectionTooLong extends Failure {

        public ConnectionTooLong(int most) {
            super(HttpStatus.CONTENT_TOO_LARGE, "connection_too_long", most / 1024);
        }
    }
}
