package io.maru.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How what happened is written. */
public enum WebhookFormat {
    /** JSON for programs, as Standard Webhooks has it: {@code type}, {@code timestamp} and {@code data}. */
    STANDARD,
    /** A message of a Slack incoming webhook. */
    SLACK,
    /** A message of a Mattermost incoming webhook, which Rocket.Chat understands, too. */
    MATTERMOST,
    /** An Adaptive Card, as workflows of Microsoft Teams take it. */
    TEAMS;

    /** Whether its address is all that somebody needs to write there, and is kept as the secret that it is. */
    boolean secretAddress() {
        return this != STANDARD;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static WebhookFormat of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
