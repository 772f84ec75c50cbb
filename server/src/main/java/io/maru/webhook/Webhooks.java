package io.maru.webhook;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Violation;
import io.maru.ticket.TransitionEffects;
import io.maru.ticket.TransitionPostFunction;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import java.io.Serializable;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The post-function {@code call_webhook}. The call is a task of the scheduler, written in the transition's transaction; it is
 * made at least once, with an id of its own in {@code Maru-Delivery} by which the other side can tell a repetition.
 */
@Component
class Webhooks implements TransitionPostFunction {

    static final TaskDescriptor<Call> TASK = TaskDescriptor.of("webhook-call", Call.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectProvider<SchedulerClient> scheduler;
    private final OutgoingCalls calls;
    private final Clock clock;

    Webhooks(ObjectProvider<SchedulerClient> scheduler, OutgoingCalls calls, Clock clock) {
        this.scheduler = scheduler;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * A call that is to be made.
     *
     * @param body JSON; only what customers may know
     */
    record Call(String ticketKey, String address, String body) implements Serializable {}

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
        body.put("event", "ticket.transitioned");
        body.put("at", ticket.now().toInstant().toString());
        body.put("ticket", Map.of("key", ticket.key(), "summary", ticket.placeholder("ticket.summary")));
        body.put("transition", ticket.transition());
        body.put("status", ticket.placeholder("ticket.status"));
        body.put("person", ticket.actor().displayName());
        scheduler
                .getObject()
                .schedule(
                        TASK.instance(UUID.randomUUID().toString())
                                .data(new Call(ticket.key(), rule.text("address"), JSON.writeValueAsString(body)))
                                .build(),
                        clock.instant());
    }

    /**
     * Makes a call.
     *
     * @throws OutgoingCalls.CallFailed when it was not answered with success, so that it is made again
     */
    void call(String id, Call call) {
        calls.post(call.address(), id, Map.of(), call.body());
    }
}
