package io.maru.people;

import io.maru.platform.Failure;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with the parameters OWASP advises: 19 MiB, two passes, one lane. */
@Component
class Passwords {

    private static final int MEMORY_KIB = 19 * 1024;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, 2);

    /** Each hash needs its memory and a whole processor, so more at once than processors would only cost memory. */
    private final Semaphore running =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    /** What a password is compared with when there is no account, so that both answers take the same time. */
    private final String nobodysHash = encoder.encode(SecretToken.text());

    String hash(String password) {
        return limited(() -> encoder.encode(normalised(password)));
    }

    boolean matches(String password, @Nullable String hash) {
        boolean matches = limited(() -> encoder.matches(normalised(password), hash == null ? nobodysHash : hash));
        return matches && hash != null;
    }

    /** The same text typed on another device may arrive composed differently, Hangul above all. */
    static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T limited(Supplier<T> work) {
        try {
            if (!running.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    /** More people sign in at once than passwords can be checked. */
    private static final class Busy extends Failure {
        Busy() {
            super(HttpStatus.SERVICE_UNAVAILABLE, "busy");
        }
    }
}
