package io.maru.ticket;

import io.maru.platform.FixedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;

/**
 * What a module measures tickets by, whoever asks: how they stand and what happened to them. What it makes of that is shown to
 * people for tickets that they may see, which is for the module to ask.
 */
@Component
public class TicketFacts {

    /**
     * A ticket as it stands.
     *
     * @param fields its values by the names that the history has for them; those that are empty are left out
     * @param beside what else was asked for of it, in that order
     */
    public record Facts(
            long id,
            String key,
            long deskId,
            Instant createdAt,
            long version,
            long reporterId,
            Map<String, JsonNode> fields,
            List<@Nullable Object> beside) {}

    /** What is asked of tickets, written once. What is asked of the past is written when it is: a change of a ticket never does. */
    public static final class Question {

        private final FixedQuery query;
        private final FixedQuery one;
        private final SingletonSupplier<FixedQuery> past;

        /** @param beside what is asked of each ticket besides its facts, over {@link TicketColumns} */
        public Question(List<Field<?>> beside) {
            query = FactStore.question(beside);
            one = FactStore.questionOfOne(beside);
            past = SingletonSupplier.of(() -> FactStore.pastQuestion(beside));
        }
    }

    /**
     * A ticket as it stood.
     *
     * @param version the last that it had then
     * @param at when it came to be so
     * @param fields its values then, as those of {@link Facts}
     */
    public record Past(long id, long version, Instant at, Map<String, JsonNode> fields) {}

    private final FactStore store;

    TicketFacts(FactStore store) {
        this.store = store;
    }

    /** A ticket that there is. */
    public Facts read(Question question, long id) {
        return store.readOne(question.one, id);
    }

    /** Those of these tickets that there are, in any order. */
    public List<Facts> read(Question question, Collection<Long> ids) {
        return store.read(question.query, ids);
    }

    /**
     * What a question would have been answered beside the facts of tickets as they stood once, in their order. Their values and their
     * history are those of then; whoever takes part, watches and comments is known as of now.
     */
    public List<List<@Nullable Object>> readPast(Question question, List<Past> tickets) {
        return store.readPast(question.past.obtain(), tickets);
    }

    /** These tickets by the desks at which they are now. */
    public Map<Long, List<Long>> byDesk(Collection<Long> ids) {
        return store.byDesk(ids);
    }

    /** All that happened to these tickets, by their ids, from the beginning on. */
    public Map<Long, List<HistoryEntry>> histories(Collection<Long> ids) {
        return store.histories(ids);
    }

    /** Open tickets of these desks whose id is greater than one, in the order of their ids. */
    public List<Long> open(Collection<Long> deskIds, long after, int most) {
        return store.open(deskIds, after, most);
    }

    public long countOpen(Collection<Long> deskIds) {
        return store.countOpen(deskIds);
    }

    /** Tickets of these desks that were created in a time and whose id is greater than one, in the order of their ids. */
    public List<Long> created(Collection<Long> deskIds, Instant from, Instant to, long after, int most) {
        return store.created(deskIds, from, to, after, most);
    }

    public long countCreated(Collection<Long> deskIds, Instant from, Instant to) {
        return store.countCreated(deskIds, from, to);
    }

    /** Nobody else changes these tickets until the transaction ends. */
    public void lock(Collection<Long> ids) {
        store.lock(ids);
    }
}
