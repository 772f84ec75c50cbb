package io.maru.automation;

import io.maru.platform.Json;
import io.maru.webhook.WebhookCalls;
import io.maru.webhook.WebhookCalls.Made;
import io.maru.webhook.WebhookCalls.Wanted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What rules tell other systems, after the run that asks for it: signed by the rule's secret if it has one. */
@Component
class RuleCalls {

    private static final String EVENT = "automation";

    private final WebhookCalls calls;
    private final RuleStore rules;

    RuleCalls(WebhookCalls calls, RuleStore rules) {
        this.calls = calls;
        this.rules = rules;
    }

    /** Plans a call in the run's transaction; a trial, which is no run, makes none. */
    void plan(@Nullable Long runId, long ruleId, String pointer, String address, Map<String, String> values) {
        if (runId != null) {
            calls.call(new Wanted(
                    null,
                    address,
                    rules.secret(ruleId).orElse(null),
                    EVENT,
                    null,
                    origin(runId) + pointer,
                    Json.of(new TreeMap<>(values)).data()));
        }
    }

    /** Those of a run, in their order. */
    List<RuleCall> of(long runId) {
        return calls.withOrigin(origin(runId)).stream()
                .map(call -> call(call, origin(runId).length()))
                .toList();
    }

    private static RuleCall call(Made call, int beginning) {
        String origin = call.origin();
        String answer = call.status() == null || call.answer() != null ? call.answer() : "HTTP " + call.status();
        return new RuleCall(
                origin == null ? "" : origin.substring(beginning),
                call.address(),
                call.state(),
                call.failures(),
                answer);
    }

    private static String origin(long runId) {
        return "automation:" + runId + ":";
    }
}
