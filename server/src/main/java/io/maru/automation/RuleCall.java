package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maru.webhook.WebhookCalls.State;
import org.jspecify.annotations.Nullable;

/**
 * What became of telling another system.
 *
 * @param pointer to the step in the rule
 * @param failures how often it was told in vain
 * @param answer what was answered the last time, or why nobody did; null before the first time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleCall(
        String pointer,
        String address,
        State state,
        int failures,
        @Nullable String answer) {}
