/** The lists of work that a desk's people look at all day, with exact counts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "desk", "ticket"})
package io.maru.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
