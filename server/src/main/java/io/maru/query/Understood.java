package io.maru.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.people.CurrentPerson;
import io.maru.platform.ReferenceCaches;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was understood for somebody who is likely to ask the same again, kept for as long as their rights are the same and nothing
 * changes that it could have named.
 *
 * @param <K> what was asked
 * @param <V> what was understood, only of {@linkplain CheckedQuery#lasting lasting} queries
 */
final class Understood<K, V> {

    private record Asked<K>(long personId, K what) {}

    /** @param changes how much had changed before it was understood */
    private record Kept<V>(CurrentPerson by, long changes, V meaning) {}

    private final ReferenceCaches caches;
    private final Cache<Asked<K>, Kept<V>> kept;
    private final boolean whileWriting;

    Understood(ReferenceCaches caches, int most) {
        this(caches, most, false);
    }

    private Understood(ReferenceCaches caches, int most, boolean whileWriting) {
        this.caches = caches;
        this.whileWriting = whileWriting;
        kept = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(ReferenceCaches.LONGEST_KEPT)
                .build();
    }

    /**
     * One whose meanings name nothing that a transaction changes in which they are asked for: whoever asks about a ticket writes
     * tickets, and no names.
     */
    static <K, V> Understood<K, V> whileWriting(ReferenceCaches caches, int most) {
        return new Understood<>(caches, most, true);
    }

    /** Empty within a transaction that writes: what it changed is nobody else's yet. */
    Optional<V> get(CurrentPerson current, K what) {
        Kept<V> known = kept.getIfPresent(new Asked<>(current.id(), what));
        return known != null
                        && known.changes() == caches.changes()
                        && known.by().equals(current)
                        && !writing()
                ? Optional.of(known.meaning())
                : Optional.empty();
    }

    /** @param changes {@link ReferenceCaches#changes} from before it was understood */
    void keep(CurrentPerson current, K what, long changes, V meaning) {
        if (!writing()) {
            kept.put(new Asked<>(current.id(), what), new Kept<>(current, changes, meaning));
        }
    }

    private boolean writing() {
        return !whileWriting
                && TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }
}
