/**
 * Expressions that administrators write, in the Common Expression Language: checked against the names they may use,
 * bounded in what they may cost, without any effect.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package io.maru.expression;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
