package io.maru.automation;

import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lets a rule run.
 *
 * @param ticketId with which the run begins; null for none, as are its key and its desk
 * @param personId who did it; the person in whose name the rule runs when nobody did
 * @param changes of the ticket
 * @param values that it brings along, by the names that rules have for them
 */
record Occasion(
        @Nullable Long ticketId,
        @Nullable String key,
        @Nullable Long deskId,
        Instant at,
        long personId,
        List<HistoryEntry.Change> changes,
        Map<String, String> values) {

    Occasion {
        changes = List.copyOf(changes);
        values = Map.copyOf(values);
    }

    /** Something happened to a ticket. */
    static Occasion of(TicketChanged change) {
        return new Occasion(
                change.ticketId(),
                change.key(),
                change.deskId(),
                change.at(),
                change.personId(),
                change.changes(),
                Map.of());
    }

    /** Something that concerns a ticket, but did not change it. */
    static Occasion with(TicketProcess.Facts ticket, Instant at, long personId, Map<String, String> values) {
        return new Occasion(ticket.id(), ticket.key(), ticket.deskId(), at, personId, List.of(), values);
    }

    /** The same of one that was found. */
    static Occasion with(TicketList.Row ticket, Instant at, long personId) {
        return new Occasion(ticket.id(), ticket.key(), ticket.deskId(), at, personId, List.of(), Map.of());
    }

    /** Something that no ticket has to do with. */
    static Occasion without(Instant at, long personId, Map<String, String> values) {
        return new Occasion(null, null, null, at, personId, List.of(), values);
    }
}
