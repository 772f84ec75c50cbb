package io.maru.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.people.PersonReference;
import io.maru.platform.LocalizedText;
import io.maru.query.Queries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A queue among others.
 *
 * @param key what addresses name it by: a word, or its number
 * @param deskKey null for one over all desks
 * @param count of all its tickets, exactly; null when {@code state} says why there is none
 * @param oldest when the first of its open tickets was made; null when none is open
 */
public record QueueView(
        long id,
        String key,
        @Nullable String deskKey,
        String name,
        String icon,
        Layout layout,
        boolean starred,
        boolean own,
        State state,
        @Nullable Long count,
        @Nullable Instant oldest) {

    /** Whether its tickets could be counted. */
    public enum State {
        COUNTED,
        /** The database gave up. */
        TOOK_TOO_LONG,
        /** Its query names what is not there any more. */
        BROKEN;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Everything about a queue.
     *
     * @param name in the languages in which it has one
     * @param query with the names that things have now, in the reader's language
     * @param wholeQuery the same, in words that hold the desk too, for whoever asks elsewhere for the tickets of the queue
     * @param problems what is wrong with the query by now; empty when it can be asked
     * @param look how the reader has it for themselves; null for as the queue has it
     * @param owner null for those that a desk begins with
     * @param ownerLeft whether its owner works here no longer: whoever may change it then becomes its owner
     */
    public record QueueDetail(
            long id,
            String key,
            @Nullable String deskKey,
            LocalizedText name,
            String icon,
            String query,
            String wholeQuery,
            List<Queries.ProblemView> problems,
            List<ListedColumn> columns,
            @Nullable ListedColumn grouping,
            List<ListedColour> colours,
            Density density,
            Layout layout,
            @Nullable QueueLook look,
            List<QueueShare> shares,
            @Nullable PersonReference owner,
            boolean ownerLeft,
            boolean mayChange,
            boolean starred,
            long version) {}

    /**
     * @param label null when there is no such field any more
     * @param kind null when there is no such field any more
     */
    public record ListedColumn(
            String field,
            @Nullable String label,
            @Nullable String kind,
            boolean sortable,
            @Nullable Integer width) {}

    /**
     * How somebody has a queue for themselves.
     *
     * @param columns all of the queue's
     * @param density null for the queue's own
     */
    public record QueueLook(
            List<ListedColumn> columns, @Nullable Density density) {}

    /** @param problems what is wrong with its query by now */
    public record ListedColour(String query, String colour, List<Queries.ProblemView> problems) {}

    /**
     * A queue whose owner has left.
     *
     * @param deskKey null for one over all desks
     * @param name in the languages in which it has one
     */
    public record LeftQueue(
            long id, @Nullable String deskKey, LocalizedText name, PersonReference owner, long version) {}

    /** Whom it is shown to: exactly one of them. */
    public record QueueShare(
            @Nullable String deskKey,
            @Nullable PersonReference person,
            @Nullable SharedGroup group) {}

    public record SharedGroup(long id, String name) {}
}
