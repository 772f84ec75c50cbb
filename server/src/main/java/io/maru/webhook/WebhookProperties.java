package io.maru.webhook;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set.
 *
 * @param innerHosts names of hosts inside one's own network that may be called; all others there are not, because whoever
 *     designs workflows shall not reach what only the server can
 * @param timeout how long a call may take
 */
@ConfigurationProperties("maru.webhooks")
record WebhookProperties(
        @DefaultValue Set<String> innerHosts,
        @DefaultValue("10s") Duration timeout) {}
