package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.desk.TicketType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for lists of tickets: what is selected, how it is sorted, and what a row tells. */
public final class TicketList {

    private TicketList() {}

    public enum State {
        ANY,
        OPEN,
        WAITING,
        DONE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum RequestScope {
        MINE,
        PARTICIPATING,
        ALL;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Row(
            long id,
            String key,
            long deskId,
            TicketType type,
            @Nullable Long requestTypeId,
            long statusId,
            String summary,
            int priority,
            long reporterId,
            @Nullable Long assigneeId,
            List<String> labels,
            @Nullable LocalDate dueDate,
            Instant createdAt,
            Instant updatedAt,
            long version) {}
}
