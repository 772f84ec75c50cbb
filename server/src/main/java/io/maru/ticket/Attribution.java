package io.maru.ticket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the history of tickets says beside what this thread changes, once of each ticket: what it is done for. */
final class Attribution {

    private static final ScopedValue<Attribution> CURRENT = ScopedValue.newInstance();

    private final HistoryEntry.Change change;
    private final Set<Long> tickets = new HashSet<>();

    private Attribution(HistoryEntry.Change change) {
        this.change = change;
    }

    /** @return the tickets whose history says it now */
    static Set<Long> within(HistoryEntry.Change change, Runnable work) {
        Attribution attribution = new Attribution(change);
        ScopedValue.where(CURRENT, attribution).run(work);
        return attribution.tickets;
    }

    /** @param changes what is written of a ticket; of nothing that is written nothing is said */
    static List<HistoryEntry.Change> with(long ticketId, List<HistoryEntry.Change> changes) {
        if (changes.isEmpty() || !CURRENT.isBound() || !CURRENT.get().tickets.add(ticketId)) {
            return changes;
        }
        return Stream.concat(changes.stream(), Stream.of(CURRENT.get().change)).toList();
    }
}
