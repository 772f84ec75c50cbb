package io.maru.launch;

/**
 * Maru cannot start for a reason that the person who started it can understand and remove. The message is that reason,
 * one sentence in their language.
 */
final class LaunchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    LaunchFailure(ExitCode exitCode, String key, Object... details) {
        super(Sentences.say(key, details));
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
