package io.maru.automation.web;

import io.maru.automation.AutomationHooks;
import io.maru.automation.AutomationHooks.HookCall;
import io.maru.automation.HookRefused.HookTooLong;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems let rules run: they prove themselves by the rule's secret and not as a person. */
@RestController
class AutomationHookController {

    private static final int LONGEST = 256 * 1024;

    private final AutomationHooks hooks;

    AutomationHookController(AutomationHooks hooks) {
        this.hooks = hooks;
    }

    /** Takes any JSON object or array, up to 256 KiB. */
    @PostMapping("/api/hooks/automation/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void callAutomationRule(
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "Maru-Signature", required = false) @Nullable String signature,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new HookTooLong(LONGEST);
        }
        hooks.receive(id, new HookCall(authorization, signature, idempotencyKey, body));
    }
}
