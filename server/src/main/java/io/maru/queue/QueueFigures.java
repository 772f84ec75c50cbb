package io.maru.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.platform.DatabaseNotifications;
import io.maru.query.Queries.Countable;
import io.maru.query.Queries.Figures;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketsDue;
import io.maru.ticket.TookTooLong;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The figures of queues, counted again only when a ticket of their desk has changed since, or a promise for one is broken. Those who ask the same, such as everybody
 * on a desk about its queues, are counted for once.
 */
@Component
class QueueFigures {

    /** For a queue that took too long, until when nobody tries again. */
    private static final Duration REST = Duration.ofSeconds(60);

    private static final String CHANNEL = "queue_desk";
    private static final long ALL_DESKS = 0;

    private final DatabaseNotifications notifications;

    /** How often something has changed, by desk. */
    private final ConcurrentMap<Long, LongAdder> changes = new ConcurrentHashMap<>();

    private final Cache<String, Counted> counted =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REST).build();

    /** What is being counted right now, for others to wait for. */
    private final ConcurrentMap<String, CompletableFuture<@Nullable Void>> counting = new ConcurrentHashMap<>();

    /**
     * @param change how often something had changed before it was counted
     * @param figures null when the database gave up
     */
    private record Counted(long change, @Nullable Figures figures) {}

    QueueFigures(DatabaseNotifications notifications) {
        this.notifications = notifications;
        notifications.subscribe(CHANNEL, payload -> changed(Long.parseLong(payload)), this::missed);
    }

    /**
     * @param deskId whose tickets alone are counted; null for those of all desks
     * @return null when the database gave up
     */
    @Nullable
    Figures of(@Nullable Long deskId, Countable countable) {
        LongAdder changesOfIts = changes(Objects.requireNonNullElse(deskId, ALL_DESKS));
        String same = (deskId == null ? "" : deskId + " ") + countable.sameAs();
        long now = changesOfIts.sum();
        while (true) {
            Counted known = counted.getIfPresent(same);
            if (known != null && (known.change() >= now || known.figures() == null)) {
                return known.figures();
            }
            CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
            CompletableFuture<@Nullable Void> others = counting.putIfAbsent(same, mine);
            if (others != null) {
                others.join();
                continue;
            }
            try {
                Counted fresh = new Counted(changesOfIts.sum(), count(countable));
                counted.put(same, fresh);
                return fresh.figures();
            } finally {
                counting.remove(same);
                mine.complete(null);
            }
        }
    }

    private static @Nullable Figures count(Countable countable) {
        try {
            return countable.figures().get();
        } catch (TookTooLong gaveUp) {
            return null;
        }
    }

    /** In the writing transaction, after whose commit the other servers hear of it. */
    @EventListener
    void tell(TicketChanged change) {
        notifications.publish(CHANNEL, Long.toString(change.deskId()));
    }

    /** At once here, so that whoever wrote sees what they did. */
    @TransactionalEventListener(fallbackExecution = true)
    void hear(TicketChanged change) {
        changed(change.deskId());
    }

    @EventListener
    void tell(TicketsDue due) {
        due.deskIds().forEach(deskId -> notifications.publish(CHANNEL, Long.toString(deskId)));
    }

    private void changed(long deskId) {
        changes(deskId).increment();
        changes(ALL_DESKS).increment();
    }

    private void missed() {
        counted.invalidateAll();
    }

    private LongAdder changes(long deskId) {
        return changes.computeIfAbsent(deskId, first -> new LongAdder());
    }
}
