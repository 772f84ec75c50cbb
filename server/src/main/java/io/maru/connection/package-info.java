/**
 * Other systems that register their requests here and are told what becomes of them: a message in, signed, once, by a mapping of its
 * parts to the questions of a request type; calls back for what the request's customers may see.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "attachment",
            "field",
            "desk",
            "workflow",
            "ticket",
            "event",
            "webhook"
        })
package io.maru.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
