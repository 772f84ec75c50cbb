package io.maru.automation;

import io.maru.automation.HookRefused.HookBusy;
import io.maru.automation.Trigger.WebhookTrigger;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.Json;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.Refused;
import io.maru.platform.Secrets;
import io.maru.ticket.TicketProcess;
import io.maru.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other systems call to let a rule run, and the secret that rule and system share. */
@Service
public class AutomationHooks {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEARER = "Bearer ";
    private static final String SIGNED = "sha256=";

    /** Of one value of what is sent. */
    private static final int LONGEST = 10_000;

    private static final int MOST_IN_A_WHILE = 600;
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final RuleStore store;
    private final RunStore runs;
    private final AutomationRules rules;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Secrets secrets;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AutomationHooks(
            RuleStore store,
            RunStore runs,
            AutomationRules rules,
            TicketProcess tickets,
            Persons persons,
            Secrets secrets,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.rules = rules;
        this.tickets = tickets;
        this.persons = persons;
        this.secrets = secrets;
        this.idempotency = idempotency;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a secret for a rule, in whose place the one before is nothing any more. It is told this once. */
    @Transactional
    public String makeSecret(CurrentPerson me, long ruleId) {
        rules.shapeable(me, ruleId);
        String secret = WebhookSignature.newSecret();
        store.keepSecret(ruleId, secrets.encrypt(secret), clock.instant());
        return secret;
    }

    /**
     * What another system calls with.
     *
     * @param authorization {@code Bearer} and the secret; null when the body is signed
     * @param signature {@code sha256=} and the HMAC of the body by the secret in hexadecimal digits
     * @param idempotencyKey by which a call that is repeated is known; null for none
     */
    public record HookCall(
            @Nullable String authorization,
            @Nullable String signature,
            @Nullable String idempotencyKey,
            byte[] body) {}

    /**
     * Lets a rule run, in a moment.
     *
     * @throws HookRefused when the caller does not know the secret, or there is no such rule
     * @throws HookBusy when it is called too often
     * @throws Refused when the rule does not run at present
     * @throws Invalid when what is sent is not JSON, or names no ticket of the rule's desks
     */
    @Transactional
    public void receive(long ruleId, HookCall call) {
        String secret = store.secret(ruleId).map(secrets::decrypt).orElseThrow(HookRefused::new);
        if (!proves(secret, call)) {
            throw new HookRefused();
        }
        RuleStore.Row row = store.find(ruleId).orElseThrow(HookRefused::new);
        Integer version = row.publishedVersion();
        if (!row.runs() || version == null) {
            throw new Refused("automation_off");
        }
        PublishedRule rule = store.version(ruleId, version);
        if (!(rule.definition().trigger() instanceof WebhookTrigger trigger)) {
            throw new Refused("automation_off");
        }
        Instant now = clock.instant();
        if (runs.plannedSince(ruleId, now.minus(A_WHILE), MOST_IN_A_WHILE) >= MOST_IN_A_WHILE) {
            throw new HookBusy(A_WHILE);
        }
        JsonNode body = read(call.body());
        Map<String, String> values = new HashMap<>();
        trigger.values().forEach((name, where) -> values.put(WebhookTrigger.WEBHOOK + name, text(body, where)));
        Occasion occasion = trigger.ticket() == null
                ? Occasion.without(now, row.runAsId(), values)
                : Occasion.with(ticket(row, text(body, trigger.ticket())), now, row.runAsId(), values);
        String key = call.idempotencyKey() == null ? null : ruleId + ":" + call.idempotencyKey();
        idempotency.once(row.runAsId(), key, "automation-hook", values, () -> {
            runs.plan(rule, null, occasion, List.of(), now);
            events.publishEvent(new RuleTriggers.RunsPlanned());
            return "";
        });
    }

    private TicketProcess.Facts ticket(RuleStore.Row row, String key) {
        try {
            TicketProcess.Facts ticket = tickets.visible(persons.acting(row.runAsId()), key.strip());
            if (row.runsOn(ticket.deskId())) {
                return ticket;
            }
        } catch (NotFound unknown) {
            // Told as one of another desk is.
        }
        throw Invalid.at("", "ticket_unknown");
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isContainer() && Json.keepable(read)) {
                return read;
            }
        } catch (JacksonException notJson) {
            // Told below, as is a value alone.
        }
        throw Invalid.at("", "wrong_type");
    }

    private static String text(JsonNode body, String where) {
        JsonNode value = body.at(JsonPointer.compile(where));
        String text = value.isMissingNode() || value.isNull()
                ? ""
                : value.isContainer() ? value.toString() : value.asString();
        return PlainText.shortened(text, LONGEST);
    }

    private static boolean proves(String secret, HookCall call) {
        String authorization = call.authorization();
        String signature = call.signature();
        return authorization != null
                        && authorization.startsWith(BEARER)
                        && same(secret, authorization.substring(BEARER.length()).strip())
                || signature != null && same(signature(secret, call.body()), signature.strip());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Proves that a body comes from who knows a secret. */
    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return SIGNED + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
