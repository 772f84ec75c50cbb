package io.maru.setup;

import org.springframework.boot.ExitCodeGenerator;

/** The answers given at start cannot be accepted, so the start ends here; the message says why. */
public final class UnattendedSetupRefused extends RuntimeException implements ExitCodeGenerator {

    private static final long serialVersionUID = 1L;

    UnattendedSetupRefused(String message) {
        super(message);
    }

    @Override
    public int getExitCode() {
        return 17;
    }
}
