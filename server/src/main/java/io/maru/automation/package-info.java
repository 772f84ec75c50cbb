/**
 * What happens by itself: rules that administrators write as a trigger and steps, and that run in the name of a person whenever
 * something happens to a ticket.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "expression",
            "field",
            "desk",
            "workflow",
            "ticket",
            "query"
        })
package io.maru.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
