package io.maru.notification;

import io.maru.mail.MailNotDelivered;
import io.maru.notification.TicketNews.Told;
import io.maru.ticket.Conversation;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells whoever wrote a comment that the mail with it did not reach somebody: once of each comment and each whom it did not reach. */
@Component
class UndeliveredComments {

    private final NotificationStore store;
    private final Conversation conversation;
    private final TicketProcess tickets;
    private final TicketAudiences audiences;
    private final Notifications notifications;
    private final Clock clock;

    UndeliveredComments(
            NotificationStore store,
            Conversation conversation,
            TicketProcess tickets,
            TicketAudiences audiences,
            Notifications notifications,
            Clock clock) {
        this.store = store;
        this.conversation = conversation;
        this.tickets = tickets;
        this.audiences = audiences;
        this.notifications = notifications;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(MailNotDelivered mail) {
        Facts ticket = tickets.read(mail.ticketId());
        Instant now = clock.instant();
        for (Conversation.Said said : conversation.said(mail.ticketId(), mail.commentIds())) {
            if (store.noteUndelivered(said.commentId(), mail.personId(), now)) {
                Set<Long> told = audiences.of(TicketOccasion.UNDELIVERED, ticket, Set.of(said.authorId()));
                told.remove(mail.personId());
                notifications.tellThoseWhoSee(
                        told,
                        TicketOccasion.UNDELIVERED.key(),
                        ticket,
                        new Told(ticket.deskId(), mail.personId(), said.commentId(), null));
            }
        }
    }
}
