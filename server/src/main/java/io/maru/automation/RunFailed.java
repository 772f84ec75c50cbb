package io.maru.automation;

import io.maru.platform.LocalizedText;

/** A run cannot go on, for a reason that people can read; its record says at which step. */
class RunFailed extends RuntimeException {

    private final transient LocalizedText reason;

    RunFailed(LocalizedText reason) {
        super(reason.en(), null, false, true);
        this.reason = reason;
    }

    LocalizedText reason() {
        return reason;
    }
}
