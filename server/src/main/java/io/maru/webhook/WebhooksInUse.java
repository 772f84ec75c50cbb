package io.maru.webhook;

import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The webhooks that are called, so that a change for which none is costs nothing. */
@Component
class WebhooksInUse {

    private static final String ALL = "all";

    private final ReferenceCache<String, List<Webhook>> active;

    WebhooksInUse(WebhookStore store, ReferenceCaches caches) {
        this.active = caches.create(
                "webhooks",
                all -> Map.of(ALL, store.all().stream().filter(Webhook::active).toList()));
    }

    List<Webhook> all() {
        return active.get(ALL).orElse(List.of());
    }

    void forgetAfterCommit() {
        active.forgetAllAfterCommit();
    }
}
