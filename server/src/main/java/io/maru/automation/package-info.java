/**
 * What happens by itself: rules that administrators write as a trigger and steps, and that run in the name of a person whenever
 * something happens to a ticket. {@link io.maru.automation.RuleTriggers} plans runs, and {@link io.maru.automation.RuleRuns} lets each run
 * once.
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
            "query",
            "event",
            "calendar",
            "sla",
            "notification",
            "webhook"
        })
package io.maru.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
