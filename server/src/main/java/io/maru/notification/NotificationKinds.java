package io.maru.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All that people are told of. */
@Component
class NotificationKinds {

    private final Map<String, NotificationKind> byKey = new LinkedHashMap<>();

    NotificationKinds(TicketNews news, List<NotificationKind> contributed) {
        Stream.concat(news.kinds().stream(), contributed.stream()).forEach(kind -> {
            if (byKey.put(kind.key(), kind) != null) {
                throw new IllegalStateException("Two kinds of notifications are called " + kind.key());
            }
        });
    }

    List<NotificationKind> all() {
        return List.copyOf(byKey.values());
    }

    /** None for one of another version. */
    Optional<NotificationKind> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    NotificationKind require(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("Nobody puts " + key + " into words"));
    }
}
