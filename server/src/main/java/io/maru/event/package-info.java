/**
 * What happened to tickets, and what follows from it: written in the transaction in which it happens, and followed after its commit,
 * at least once by each {@link io.maru.event.EventFollower}, for one ticket in the order in which it happened.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "ticket"})
package io.maru.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
