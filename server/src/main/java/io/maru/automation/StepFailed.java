package io.maru.automation;

import io.maru.platform.LocalizedText;

/** A step cannot be done, for a reason that people can read. */
class StepFailed extends RuntimeException {

    private final transient LocalizedText reason;

    StepFailed(LocalizedText reason) {
        super(reason.en(), null, false, true);
        this.reason = reason;
    }

    LocalizedText reason() {
        return reason;
    }
}
