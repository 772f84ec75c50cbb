/** What agents answer often, kept by desks and by persons, with places for what a ticket says. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "expression", "field", "desk", "ticket"})
package io.maru.reply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
