package io.maru.automation;

import io.maru.platform.Failure;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Who calls a rule does not know its secret, or there is no such rule. */
public final class HookRefused extends Failure {

    HookRefused() {
        super(HttpStatus.UNAUTHORIZED, "automation_hook_refused");
    }

    /** A rule is called too often. */
    public static final class HookBusy extends Failure {

        private final long seconds;

        HookBusy(Duration wait) {
            super(HttpStatus.TOO_MANY_REQUESTS, "automation_hook_busy");
            this.seconds = wait.toSeconds();
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(seconds));
        }
    }

    /** What is sent is longer than anything that rules are called with. */
    public static final class HookTooLong extends Failure {

        public HookTooLong(int most) {
            super(HttpStatus.CONTENT_TOO_LARGE, "automation_hook_too_long", most / 1024);
        }
    }
}
