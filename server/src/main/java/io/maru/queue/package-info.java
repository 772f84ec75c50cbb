/**
 * The lists of work that people look at all day: each is a query that somebody keeps, with how its tickets are shown and to whom. Their
 * figures are exact, and counted again only when something has changed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "desk", "ticket", "query"})
package io.maru.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
