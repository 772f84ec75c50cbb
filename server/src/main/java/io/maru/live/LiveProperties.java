package io.maru.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code maru.live.*}.
 *
 * @param heartbeat how often a quiet stream shows that it lives, and the right to it is checked again
 * @param longest after what time a stream ends, for the browser to open a new one
 * @param streamsPerPerson how many one person may have open, in all their browsers; one more ends the oldest
 */
@ConfigurationProperties("maru.live")
record LiveProperties(
        @DefaultValue("20s") Duration heartbeat,
        @DefaultValue("30m") Duration longest,
        @DefaultValue("30") int streamsPerPerson) {}
