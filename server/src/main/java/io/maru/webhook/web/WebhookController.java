package io.maru.webhook.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import io.maru.webhook.WebhookCalls;
import io.maru.webhook.WebhookCalls.Made;
import io.maru.webhook.Webhooks;
import io.maru.webhook.Webhooks.WebhookSecret;
import io.maru.webhook.Webhooks.WebhookSettings;
import io.maru.webhook.Webhooks.WebhookTest;
import io.maru.webhook.Webhooks.WebhookView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Other systems that are told what happens, and the calls to them. */
@RestController
@RequestMapping("/api")
class WebhookController {

    private final Webhooks webhooks;
    private final WebhookCalls calls;

    WebhookController(Webhooks webhooks, WebhookCalls calls) {
        this.webhooks = webhooks;
        this.calls = calls;
    }

    @GetMapping("/webhooks")
    List<WebhookView> listWebhooks(CurrentPerson current) {
        return webhooks.list(current);
    }

    @PostMapping("/webhooks")
    @ResponseStatus(HttpStatus.CREATED)
    WebhookSecret createWebhook(CurrentPerson current, @RequestBody WebhookSettings settings) {
        return webhooks.create(current, settings);
    }

    @GetMapping("/webhooks/{id}")
    WebhookView getWebhook(CurrentPerson current, @PathVariable long id) {
        return webhooks.find(current, id);
    }

    @PutMapping("/webhooks/{id}")
    WebhookView changeWebhook(
            CurrentPerson current,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody WebhookSettings settings) {
        return webhooks.change(current, id, Version.required(ifMatch), settings);
    }

    @DeleteMapping("/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteWebhook(CurrentPerson current, @PathVariable long id) {
        webhooks.delete(current, id);
    }

    @PostMapping("/webhooks/{id}/secret")
    WebhookSecret renewWebhookSecret(CurrentPerson current, @PathVariable long id) {
        return webhooks.renewSecret(current, id);
    }

    @PostMapping("/webhooks/{id}/test")
    WebhookTest testWebhook(CurrentPerson current, @PathVariable long id) {
        return webhooks.test(current, id);
    }

    @GetMapping("/webhook-calls")
    Page<Made> listWebhookCalls(
            CurrentPerson current,
            @RequestParam(required = false) @Nullable Long webhookId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return calls.list(
                current,
                webhookId,
                state == null || state.isEmpty() ? null : WebhookCalls.State.valueOf(state.toUpperCase(Locale.ROOT)),
                after,
                limit);
    }

    @PostMapping("/webhook-calls/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replayWebhookCall(CurrentPerson current, @PathVariable long id) {
        calls.replay(current, id);
    }
}
