package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a clock comes to a threshold: people are told, and the ticket is given to somebody else or made more urgent.
 * It follows once for each cycle of a clock; a ticket whose clock has stopped by then is not changed any more.
 *
 * @param at the share of the target, 100 for its end, or the time before it
 * @param tell who is told, of those who work on the desk
 * @param personIds who is told besides
 * @param assigneeId to whom the ticket goes; null for nobody else
 * @param teamId to which team it goes; null for no other
 * @param raisePriority whether its priority becomes the next higher
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Escalation(
        Threshold at,
        Set<Audience> tell,
        Set<Long> personIds,
        @Nullable Long assigneeId,
        @Nullable Long teamId,
        boolean raisePriority) {

    public Escalation {
        tell = Set.copyOf(tell);
        personIds = Set.copyOf(personIds);
    }

    /** Whom a ticket names. */
    public enum Audience {
        /** Before and after it goes to somebody else. */
        ASSIGNEE,
        /** The manager of its assignee. */
        MANAGER,
        /** The members of its team. */
        TEAM;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Audience of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether nothing follows at all. */
    @JsonIgnore
    boolean idle() {
        return tell.isEmpty() && personIds.isEmpty() && assigneeId == null && teamId == null && !raisePriority;
    }
}
