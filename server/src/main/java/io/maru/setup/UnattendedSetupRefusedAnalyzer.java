package io.maru.setup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Keeps the log of a refused start to the sentence that says why. */
class UnattendedSetupRefusedAnalyzer extends AbstractFailureAnalyzer<UnattendedSetupRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnattendedSetupRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
