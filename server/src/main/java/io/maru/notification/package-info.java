/**
 * What people are told of: kept for each until they have read it, in numbers, and put into words when it is read, in the language of
 * who reads it and only about tickets that they may still see.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "expression",
            "field",
            "desk",
            "workflow",
            "ticket",
            "event",
            "mail",
            "mail :: outbound"
        })
package io.maru.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
