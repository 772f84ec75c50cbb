package io.maru.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** For what another server or thread does in its own time: asks until it is so, at most a minute. */
public final class Eventually {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Eventually() {}

    public static void eventually(ThrowingCallable assertion) throws Throwable {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }
}
