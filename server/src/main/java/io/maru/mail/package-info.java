/** Mail: what arrives, understood and filed on tickets. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package io.maru.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
