package io.maru.notification;

import io.maru.desk.Desk;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.Tickets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails as they would be, with a wording that is not saved yet. */
@Service
public class MailPreviews {

    private final MailWordings wordings;
    private final NotificationLetters letters;
    private final NotificationKinds kinds;
    private final Tickets tickets;
    private final TicketProcess process;
    private final Persons persons;

    MailPreviews(
            MailWordings wordings,
            NotificationLetters letters,
            NotificationKinds kinds,
            Tickets tickets,
            TicketProcess process,
            Persons persons) {
        this.wordings = wordings;
        this.letters = letters;
        this.kinds = kinds;
        this.tickets = tickets;
        this.process = process;
        this.persons = persons;
    }

    /**
     * What is tried.
     *
     * @param readerId who would get the mail; null for the ticket's reporter
     */
    public record PreviewOrder(
            String kind, String ticketKey, @Nullable Long readerId, MailWording wording) {}

    /**
     * A mail as this reader would get it.
     *
     * @param deskKey whose wording it is; null for that of all desks
     * @throws Invalid when the wording cannot be used, {@code current} does not work with the ticket, or the reader may not see it
     */
    @Transactional(readOnly = true)
    public MailPreview preview(CurrentPerson current, @Nullable String deskKey, PreviewOrder order) {
        Optional<Desk> desk = wordings.permitted(current, deskKey);
        MailWording wording = wordings.checked(desk, order.wording());
        NotificationKind kind = kinds.find(order.kind())
                .filter(NotificationKind::aboutTicket)
                .orElseThrow(() -> Invalid.at("/kind", "unknown"));
        TicketList.Row ticket = tickets.foundByKey(current, order.ticketKey().strip())
                .filter(found -> desk.isEmpty() || found.deskId() == desk.get().id())
                .orElseThrow(() -> Invalid.at("/ticketKey", "unknown"));
        CurrentPerson reader = reader(ticket, kind, order.readerId());
        return letters.preview(
                reader, ticket.id(), kind, wordings.tried(reader, ticket.deskId(), wording, desk.isPresent()));
    }

    /** Who may see the ticket, and is told such things. */
    private CurrentPerson reader(TicketList.Row ticket, NotificationKind kind, @Nullable Long readerId) {
        try {
            CurrentPerson reader =
                    persons.acting(readerId == null ? process.read(ticket.id()).reporterId() : readerId);
            if (process.maySee(reader, ticket.id())
                    && (kind.forCustomers() || reader.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()))) {
                return reader;
            }
        } catch (NotFound left) {
            throw Invalid.at("/readerId", "notification_unseen");
        }
        throw Invalid.at("/readerId", "notification_unseen");
    }
}
