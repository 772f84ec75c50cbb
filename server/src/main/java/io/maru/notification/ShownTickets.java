package io.maru.notification;

import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Tickets as they are named to somebody who is told of them outside the web app. */
@Component
class ShownTickets {

    static final String REQUESTS = "/portal/requests/";

    private final Tickets tickets;
    private final TicketProcess process;
    private final Desks desks;

    ShownTickets(Tickets tickets, TicketProcess process, Desks desks) {
        this.tickets = tickets;
        this.process = process;
        this.desks = desks;
    }

    /** @param path of the page on which the reader finds it, up to its key */
    record Shown(long id, long deskId, String key, String summary, String statusName, String path) {

        boolean asCustomer() {
            return path.equals(REQUESTS);
        }
    }

    /** Those that the reader may see, as people who work on them or as customers see them. */
    Map<Long, Shown> of(CurrentPerson reader, Set<Long> ids) {
        Map<Long, Shown> visible = new HashMap<>();
        List<TicketList.Row> rows = tickets.found(reader, ids);
        List<LinkedTicket> named = tickets.named(reader, rows);
        for (int index = 0; index < rows.size(); index++) {
            LinkedTicket ticket = named.get(index);
            TicketList.Row row = rows.get(index);
            visible.put(
                    row.id(),
                    new Shown(
                            row.id(), row.deskId(), ticket.key(), ticket.summary(), ticket.statusName(), "/tickets/"));
        }
        Set<Long> others = new TreeSet<>(ids);
        others.removeAll(visible.keySet());
        process.summaries(reader, others)
                .forEach((id, request) -> desks.byKey(request.deskKey())
                        .ifPresent(desk -> visible.put(
                                id,
                                new Shown(
                                        id,
                                        desk.id(),
                                        request.key(),
                                        request.summary(),
                                        request.statusName(),
                                        REQUESTS))));
        return visible;
    }
}
