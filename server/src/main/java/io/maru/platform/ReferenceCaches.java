package io.maru.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Makes the caches of reference data; all servers forget what one of them changed. */
@Component
public class ReferenceCaches {

    private static final int MOST_ENTRIES = 20_000;

    /** Bounds what a server still believes if the one that made a change died before it could tell. */
    public static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    private static final String EVERYTHING = "*";

    private final DatabaseNotifications notifications;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();

    ReferenceCaches(DatabaseNotifications notifications) {
        this.notifications = notifications;
    }

    /**
     * @param name the same on every server, and of this cache alone
     * @param load reads the values of these keys in one query, leaving out keys that name nothing
     * @param <K> Long or String
     */
    public <K, V> ReferenceCache<K, V> create(String name, Function<Set<K>, Map<K, V>> load) {
        if (!names.add(name)) {
            throw new IllegalStateException("Two caches are named " + name);
        }
        String channel = "cache " + name;
        ReferenceCache<K, V> cache = new ReferenceCache<>(
                Caffeine.newBuilder()
                        .maximumSize(MOST_ENTRIES)
                        .expireAfterWrite(LONGEST_KEPT)
                        .build(),
                load,
                changes::incrementAndGet,
                key -> notifications.publish(channel, key == null ? EVERYTHING : encoded(key)));
        notifications.subscribe(
                channel,
                message -> {
                    if (message.equals(EVERYTHING)) {
                        cache.forgetAll();
                    } else {
                        cache.forget(ReferenceCaches.<K>decoded(message));
                    }
                },
                cache::forgetAll);
        return cache;
    }

    /**
     * Counts what was forgotten, in all caches. What was made of their values is as good as made anew for as long as this stays the
     * same and {@link #LONGEST_KEPT} has not passed; it is read before them.
     */
    public long changes() {
        return changes.get();
    }

    private static String encoded(Object key) {
        return switch (key) {
            case Long number -> "n" + number;
            case String text -> "t" + text;
            default -> throw new IllegalArgumentException("Keys are Long or String, not " + key.getClass());
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <K> K decoded(String message) {
        String key = message.substring(1);
        return (K) (message.charAt(0) == 'n' ? (Object) Long.valueOf(key) : key);
    }
}
