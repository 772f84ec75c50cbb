package io.maru.ticket;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Who follows a ticket, who takes part in it, and what other tickets it is linked to. */
@Service
public class TicketRelations {

    private final TicketStore store;
    private final TicketWriter writer;
    private final Tickets tickets;
    private final RoleAssignments roleAssignments;
    private final Clock clock;

    TicketRelations(
            TicketStore store, TicketWriter writer, Tickets tickets, RoleAssignments roleAssignments, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.tickets = tickets;
        this.roleAssignments = roleAssignments;
        this.clock = clock;
    }

    @Transactional
    public TicketView watch(CurrentPerson current, String key, long personId, boolean watching) {
        Ticket ticket = writer.lockReadable(current, key);
        if (personId != current.id()) {
            current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
            if (watching && !roleAssignments.holds(personId, Permission.TICKET_VIEW, ticket.deskId())) {
                throw Invalid.at("/personId", "unknown");
            }
        }
        Instant now = clock.instant();
        boolean changed =
                watching ? store.addWatcher(ticket.id(), personId, now) : store.removeWatcher(ticket.id(), personId);
        if (changed) {
            writer.notePerson(current, ticket, Channel.WORKSPACE, HistoryEntry.WATCHER, personId, watching);
        }
        return tickets.view(current, ticket.key());
    }

    @Transactional
    public TicketView participate(CurrentPerson current, String key, long personId, boolean participating) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        writer.setParticipant(current, ticket, personId, participating, Channel.WORKSPACE);
        return tickets.view(current, ticket.key());
    }

    /** @param outward whether the type reads from this ticket to the target */
    public record NewLink(LinkType type, boolean outward, String targetKey) {}

    @Transactional
    public TicketView link(CurrentPerson current, String key, NewLink link) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        Ticket target = store.visible(current, link.targetKey().strip())
                .orElseThrow(() -> Invalid.at("/targetKey", "ticket_unknown"));
        if (target.id() == ticket.id()) {
            throw Invalid.at("/targetKey", "link_to_itself");
        }
        Ticket source = link.outward() ? ticket : target;
        Ticket end = link.outward() ? target : ticket;
        if (!store.addLink(source.id(), end.id(), link.type(), current.id(), clock.instant())) {
            throw Invalid.at("/targetKey", "duplicate");
        }
        noteLink(current, ticket, link.type(), link.outward(), target.key(), true);
        return tickets.view(current, ticket.key());
    }

    @Transactional
    public TicketView unlink(CurrentPerson current, String key, long linkId) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        Link link = store.links(current, ticket.id()).stream()
                .filter(each -> each.id() == linkId)
                .findFirst()
                .orElseThrow(NotFound::new);
        store.removeLink(link.id());
        noteLink(current, ticket, link.type(), link.outward(), link.key(), false);
        return tickets.view(current, ticket.key());
    }

    private void noteLink(
            CurrentPerson current, Ticket ticket, LinkType type, boolean outward, String otherKey, boolean added) {
        JsonNode value = TicketDraft.json(Map.of("type", type.key(), "outward", outward, "key", otherKey));
        writer.note(
                current,
                ticket,
                Channel.of(current, Channel.WORKSPACE),
                TicketChanged.Kind.CHANGED,
                added ? new HistoryEntry.Change("link", null, value) : new HistoryEntry.Change("link", value, null));
    }
}
