package io.maru.connection;

import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The systems that are told of changes, so that a change costs nothing where there are none. */
@Component
class SystemsInUse {

    private static final String ALL = "all";

    private final ReferenceCache<String, List<ConnectedSystem>> told;

    SystemsInUse(ConnectionStore store, ReferenceCaches caches) {
        this.told = caches.create(
                "connected systems",
                all -> Map.of(
                        ALL,
                        store.all().stream()
                                .filter(ConnectedSystem::active)
                                .filter(system -> system.callbackAddress() != null)
                                .toList()));
    }

    boolean any() {
        return !told.get(ALL).orElse(List.of()).isEmpty();
    }

    Optional<ConnectedSystem> find(UUID id) {
        return told.get(ALL).orElse(List.of()).stream()
                .filter(system -> system.id().equals(id))
                .findFirst();
    }

    void forgetAfterCommit() {
        told.forgetAllAfterCommit();
    }
}
