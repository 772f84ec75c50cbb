/** Service desks: who works at them, who may ask, and what can be asked in which form. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "field"})
package io.maru.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
