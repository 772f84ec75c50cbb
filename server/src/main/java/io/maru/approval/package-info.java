/**
 * Approvals: who decides while a ticket is in a status, in rounds of steps; what the workflow says of it is data of the
 * {@code workflow} module. {@link io.maru.approval.Round} judges and knows nothing else.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "field",
            "desk",
            "workflow",
            "ticket",
            "event",
            "notification",
            "expression",
            "query"
        })
package io.maru.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
