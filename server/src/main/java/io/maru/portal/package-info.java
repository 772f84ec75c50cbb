/** The portal: what a customer finds on arriving, and finds by searching. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "field", "desk", "ticket", "search"})
package io.maru.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
