/**
 * Business time: calendars of opening hours, closures and holidays, in versions, and the arithmetic over them.
 * {@link io.maru.calendar.BusinessTime} adds and subtracts and knows neither Spring nor SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "desk"})
package io.maru.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
