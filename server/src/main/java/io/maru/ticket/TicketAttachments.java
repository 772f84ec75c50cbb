package io.maru.ticket;

import io.maru.attachment.Attachment;
import io.maru.attachment.AttachmentOwner;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import org.springframework.stereotype.Component;

/** Who may open and delete the files of tickets: whoever sees the ticket, and of internal notes only its people. */
@Component
class TicketAttachments implements AttachmentOwner {

    private final TicketStore store;

    TicketAttachments(TicketStore store) {
        this.store = store;
    }

    @Override
    public String type() {
        return Tickets.ATTACHMENT_OWNER;
    }

    @Override
    public boolean mayRead(CurrentPerson current, Attachment attachment) {
        return attachment.ownerId() != null
                && store.visibleById(current, attachment.ownerId())
                        .filter(ticket ->
                                !attachment.internal() || current.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()))
                        .isPresent();
    }

    @Override
    public boolean mayDelete(CurrentPerson current, Attachment attachment) {
        return attachment.ownerId() != null
                && store.visibleById(current, attachment.ownerId())
                        .filter(ticket -> current.mayOnDesk(Permission.TICKET_MODERATE, ticket.deskId())
                                || attachment.uploadedBy() == current.id()
                                        && current.mayOnDesk(Permission.TICKET_EDIT, ticket.deskId()))
                        .isPresent();
    }
}
