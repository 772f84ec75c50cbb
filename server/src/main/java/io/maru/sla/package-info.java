/**
 * Service level agreements: what is promised, the clocks that measure it, and what follows when a promise is about to be broken.
 * {@link io.maru.sla.Clockwork} decides when a clock runs and {@link io.maru.sla.Timeline} counts; both know neither Spring nor SQL.
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
            "query",
            "calendar",
            "notification"
        })
package io.maru.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
