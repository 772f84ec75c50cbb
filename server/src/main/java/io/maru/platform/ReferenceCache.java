package io.maru.platform;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is read at every request and seldom changes, such as names, kept in memory. Made by {@link ReferenceCaches}.
 *
 * <p>A transaction sees its own changes: once it has said that a key is to be forgotten, it reads that key from the
 * database. What it loaded, others see only if it commits. On this server a value is never older than the last
 * {@code forget…AfterCommit}; on the others it follows a moment later.
 *
 * @param <K> Long or String
 * @param <V> immutable, since all callers share it
 */
public final class ReferenceCache<K, V> {

    private final Cache<K, V> shared;
    private final Function<Set<K>, Map<K, V>> load;
    private final Runnable changed;
    private final Consumer<@Nullable K> tellOthers;

    /** Counts what was forgotten: a load that saw another count may have read what is forgotten by now. */
    private long generation;

    private final ReentrantLock lock = new ReentrantLock();

    /** @param changed called whenever something was forgotten */
    ReferenceCache(
            Cache<K, V> shared, Function<Set<K>, Map<K, V>> load, Runnable changed, Consumer<@Nullable K> tellOthers) {
        this.shared = shared;
        this.load = load;
        this.changed = changed;
        this.tellOthers = tellOthers;
    }

    public Optional<V> get(K key) {
        return Optional.ofNullable(getAll(Set.of(key)).get(key));
    }

    /** Loads in one query what is not there yet. Keys that name nothing are absent from the answer. */
    public Map<K, V> getAll(Collection<K> keys) {
        InTransaction transaction = inTransaction();
        Map<K, V> found = new HashMap<>();
        Set<K> missing = new HashSet<>();
        for (K key : keys) {
            V value = transaction == null ? shared.getIfPresent(key) : transaction.value(key);
            if (value == null) {
                missing.add(key);
            } else {
                found.put(key, value);
            }
        }
        if (!missing.isEmpty()) {
            long before = generation();
            Map<K, V> loaded = load.apply(Set.copyOf(missing));
            found.putAll(loaded);
            if (!TransactionSynchronizationManager.isActualTransactionActive()
                    || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
                share(loaded, before);
            } else {
                joinTransaction().keep(loaded, before);
            }
        }
        return found;
    }

    /** Says that the current transaction changes this; without a transaction it is forgotten at once. */
    public void forgetAfterCommit(K key) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            joinTransaction().forget(key);
        } else {
            forget(key);
            tellOthers.accept(key);
        }
    }

    /** Says that the current transaction changes more than can be named. */
    public void forgetAllAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            joinTransaction().forgetAll();
        } else {
            forgetAll();
            tellOthers.accept(null);
        }
    }

    void forget(K key) {
        lock.lock();
        try {
            generation++;
            shared.invalidate(key);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    void forgetAll() {
        lock.lock();
        try {
            generation++;
            shared.invalidateAll();
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private long generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    private void share(Map<K, V> loaded, long generationBefore) {
        lock.lock();
        try {
            if (generation == generationBefore) {
                shared.putAll(loaded);
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable InTransaction inTransaction() {
        return (InTransaction) TransactionSynchronizationManager.getResource(this);
    }

    private InTransaction joinTransaction() {
        InTransaction joined = inTransaction();
        if (joined == null) {
            joined = new InTransaction();
            TransactionSynchronizationManager.registerSynchronization(joined);
            TransactionSynchronizationManager.bindResource(this, joined);
        }
        return joined;
    }

    /** What one transaction has loaded and what it is about to change. */
    private final class InTransaction implements TransactionSynchronization {

        private record Loaded<V>(V value, long generationBefore) {}

        private final Map<K, Loaded<V>> loaded = new HashMap<>();
        private final Set<K> changed = new HashSet<>();
        private boolean allChanged;

        @Nullable
        V value(K key) {
            if (allChanged || changed.contains(key)) {
                return null;
            }
            Loaded<V> own = loaded.get(key);
            return own != null ? own.value() : shared.getIfPresent(key);
        }

        void keep(Map<K, V> values, long generationBefore) {
            values.forEach((key, value) -> {
                if (!allChanged && !changed.contains(key)) {
                    loaded.put(key, new Loaded<>(value, generationBefore));
                }
            });
        }

        void forget(K key) {
            changed.add(key);
            loaded.remove(key);
        }

        void forgetAll() {
            allChanged = true;
            loaded.clear();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReferenceCache.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ReferenceCache.this, this);
        }

        /** Forgets after a rollback too, because a commit whose answer was lost looks like one. */
        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReferenceCache.this);
            if (status == STATUS_COMMITTED) {
                loaded.forEach((key, own) -> share(Map.of(key, own.value()), own.generationBefore()));
            }
            if (allChanged) {
                ReferenceCache.this.forgetAll();
                tellOthers.accept(null);
            } else {
                changed.forEach(key -> {
                    ReferenceCache.this.forget(key);
                    tellOthers.accept(key);
                });
            }
        }
    }
}
