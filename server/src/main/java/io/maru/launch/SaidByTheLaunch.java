package io.maru.launch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring Boot from telling at length what {@link Launch} says in one sentence: failures with an exit code of their own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SaidByTheLaunch implements SpringBootExceptionReporter {

    SaidByTheLaunch(@Nullable ConfigurableApplicationContext context) {
        // Spring Boot hands it to every reporter.
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExitCodeGenerator) {
                return true;
            }
        }
        return false;
    }
}
