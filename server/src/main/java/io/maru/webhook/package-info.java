/**
 * Tells other systems what happened: calls that are written with the step that asks for them, and made after it, again and
 * again until they are answered or given up.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "workflow", "ticket"})
package io.maru.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
