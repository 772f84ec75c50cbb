/**
 * Tells other systems what happened: calls that are written with what asks for them, and made after it, again and again until they are
 * answered or given up. Administrators name the systems, by {@link io.maru.webhook.Webhooks}; workflows ask by
 * {@link io.maru.webhook.WebhookCalls}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "desk",
            "workflow",
            "ticket",
            "query",
            "event",
            "sla",
            "approval",
            "notification",
            "mail :: outbound"
        })
package io.maru.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
