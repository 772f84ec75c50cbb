/** Service desks ready to work: what a new desk begins with, kept as data, in every language. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "field", "desk", "workflow", "workflow :: web"})
package io.maru.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
