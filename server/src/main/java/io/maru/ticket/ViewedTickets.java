package io.maru.ticket;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tickets that somebody looked at last, which only they are shown. The page that shows a ticket says so afterwards: what is
 * read for other reasons is not looked at, and nobody waits for it to be written.
 */
@Service
public class ViewedTickets {

    /** As many are kept of each person. */
    private static final int KEPT = 100;

    private static final int SHOWN = 10;

    private final ViewedStore store;
    private final TicketWriter writer;
    private final Tickets tickets;
    private final Clock clock;

    ViewedTickets(ViewedStore store, TicketWriter writer, Tickets tickets, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * Notes that this person looks at a ticket.
     *
     * @throws NotFound when this person may not see it
     * @throws NotPermitted for those who do not work with it
     */
    @Transactional
    public void view(CurrentPerson current, String key) {
        long ticketId = writer.readable(current, key).id();
        if (!store.latest(current.id(), 1).equals(List.of(ticketId))) {
            store.add(current.id(), ticketId, clock.instant(), KEPT);
        }
    }

    /**
     * What this person looked at, the latest first; without what they may not see any more.
     *
     * @throws NotPermitted for those who work on no desk
     */
    @Transactional(readOnly = true)
    public List<TicketView.LinkedTicket> latest(CurrentPerson current) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        List<Long> ids = store.latest(current.id(), KEPT);
        return tickets.named(
                current,
                tickets.found(current, ids).stream()
                        .sorted(Comparator.comparingInt(row -> ids.indexOf(row.id())))
                        .limit(SHOWN)
                        .toList());
    }
}
