package io.maru.webhook;

import io.maru.platform.Secrets;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Seals what is kept in the plain, at start: addresses of chats that were entered before they were taken for secrets. */
@Component
class PlainAddresses implements ApplicationRunner {

    private final WebhookStore store;
    private final WebhookCallStore calls;
    private final WebhooksInUse inUse;
    private final Secrets secrets;
    private final Clock clock;

    PlainAddresses(WebhookStore store, WebhookCallStore calls, WebhooksInUse inUse, Secrets secrets, Clock clock) {
        this.store = store;
        this.calls = calls;
        this.inUse = inUse;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (Webhook webhook : store.alone()) {
            if (webhook.format().secretAddress() && webhook.address().sealed() == null) {
                WebhookAddress sealed = WebhookAddress.secret(webhook.address().shown(), secrets);
                calls.move(webhook.id(), sealed, clock.instant());
                store.setAddress(webhook.id(), sealed);
                inUse.forgetAfterCommit();
            }
        }
    }
}
