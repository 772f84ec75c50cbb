/** The first start: who the installation belongs to, its administrator, and the first desk. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "people :: web", "desk", "template"})
package io.maru.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
