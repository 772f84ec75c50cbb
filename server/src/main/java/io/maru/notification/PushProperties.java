package io.maru.notification;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set.
 *
 * @param innerHosts names of hosts inside one's own network that may be push services, over HTTP too; all others there are not, because
 *     whoever names an address shall not reach what only the server can
 * @param timeout how long a message to one may take
 */
@ConfigurationProperties("maru.push")
record PushProperties(
        @DefaultValue Set<String> innerHosts,
        @DefaultValue("10s") Duration timeout) {}
