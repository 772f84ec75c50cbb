/**
 * Tells browsers at once that a ticket they may see was written, whichever server it was written on. Says that something
 * happened and never what: the page asks for that, and is answered by whoever knows what it may see.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "desk", "ticket", "notification"})
package io.maru.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
