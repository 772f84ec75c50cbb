package io.maru.webhook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system that is told what happens, as it is kept.
 *
 * @param secret encrypted
 * @param personId whose eyes it sees tickets with
 * @param deskIds empty for all of them
 * @param query as it is kept; null for all tickets
 * @param internal whether it is told of internal notes
 */
record Webhook(
        long id,
        String name,
        boolean active,
        WebhookFormat format,
        WebhookAddress address,
        String secret,
        long personId,
        Set<Long> deskIds,
        Set<WebhookEvent> events,
        @Nullable String query,
        boolean internal,
        long version) {

    /** What it is called for, of what happened; null when it is not. */
    @Nullable
    WebhookEvent calledFor(List<WebhookEvent> happened) {
        return happened.stream()
                .filter(events::contains)
                .filter(event -> internal || event != WebhookEvent.TICKET_COMMENTED_INTERNALLY)
                .findFirst()
                .orElse(null);
    }

    boolean servesDesk(long deskId) {
        return deskIds.isEmpty() || deskIds.contains(deskId);
    }
}
