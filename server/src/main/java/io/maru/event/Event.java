package io.maru.event;

import io.maru.platform.Json;
import java.time.Instant;
import java.util.List;
import org.jooq.JSONB;

/**
 * Something that happened.
 *
 * @param id greater than those of all that happened to its ticket before
 * @param kind what it is called, such as {@code ticket.changed}
 * @param chain what caused it, the first cause first; empty when a person did it
 * @param content a record of its kind, as JSON
 */
public record Event(long id, String kind, long ticketId, Instant at, List<String> chain, JSONB content) {

    public Event {
        chain = List.copyOf(chain);
    }

    /** What happened, as it was published. */
    public <T> T content(Class<T> type) {
        return Json.read(content, type);
    }
}
