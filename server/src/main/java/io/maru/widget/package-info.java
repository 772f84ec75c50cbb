/**
 * A desk inside other web pages: whoever visits it there shows who they are, asks, follows what they asked, and chats with whoever is
 * there. A visit is a session by which a person is a customer of that one desk and nothing else.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "field",
            "desk",
            "workflow",
            "ticket",
            "notification",
            "mail :: outbound"
        })
package io.maru.widget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
