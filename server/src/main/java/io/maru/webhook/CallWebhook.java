package io.maru.webhook;

import io.maru.platform.OutgoingAddress;
import io.maru.platform.Violation;
import io.maru.ticket.TransitionEffects;
import io.maru.ticket.TransitionPostFunction;
import io.maru.webhook.WebhookCalls.Wanted;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The post-function {@code call_webhook}: tells a system only what customers may know, in the transition's transaction. */
@Component
class CallWebhook implements TransitionPostFunction {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String EVENT = "ticket.transitioned";

    private final WebhookCalls calls;

    CallWebhook(WebhookCalls calls) {
        this.calls = calls;
    }

    @Override
    public String key() {
        return "call_webhook";
    }

    @Override
    public List<RuleParameter> parameters() {
        return List.of(RuleParameter.of("address", RuleParameter.Type.TEXT));
    }

    @Override
    public void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
        if (OutgoingAddress.read(rule.text("address")).isEmpty()) {
            violations.add(Violation.of(pointer + "/address", "webhook_address"));
        }
    }

    @Override
    public void apply(Rule rule, TransitionEffects ticket) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", EVENT);
        body.put("at", ticket.now().toInstant().toString());
        body.put("ticket", Map.of("key", ticket.key(), "summary", ticket.placeholder("ticket.summary")));
        body.put("transition", ticket.transition());
        body.put("status", ticket.placeholder("ticket.status"));
        body.put("person", ticket.actor().displayName());
        calls.call(
                new Wanted(null, rule.text("address"), null, EVENT, ticket.id(), null, JSON.writeValueAsString(body)));
    }
}
