/** Persons, groups and roles; the ways in (passwords, sessions, API tokens); and who may do what. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web"})
package io.maru.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
