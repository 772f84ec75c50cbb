/**
 * How work flows: statuses and the transitions between them, as data that a desk holds in versions. Says what is
 * possible; moving a ticket is the ticket's own act.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "field", "desk"})
package io.maru.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
