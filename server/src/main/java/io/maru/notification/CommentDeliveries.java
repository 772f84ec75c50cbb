package io.maru.notification;

import io.maru.mail.outbound.OutgoingMails;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.ticket.TicketList;
import io.maru.ticket.Tickets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether what was said on a ticket reached people by mail, for those who work on it. */
@Service
public class CommentDeliveries {

    private final Tickets tickets;
    private final OutgoingMails outgoing;
    private final Persons persons;

    CommentDeliveries(Tickets tickets, OutgoingMails outgoing, Persons persons) {
        this.tickets = tickets;
        this.outgoing = outgoing;
        this.persons = persons;
    }

    /**
     * A mail that tells of comments.
     *
     * @param recipient the name of who gets it, else the address
     * @param sentAt when the mail server took it; null while it has not
     * @param failure what a server said, or {@code bounced}; null while nothing is wrong
     * @param diagnostic what another server said with whom it came back; null when that is not known
     */
    public record CommentDelivery(
            List<Long> commentIds,
            String recipient,
            OutgoingMails.State state,
            @Nullable Instant sentAt,
            @Nullable String failure,
            @Nullable String diagnostic) {}

    /**
     * The mails of the last 90 days about one ticket, in their order; not those that tell of several tickets at once.
     *
     * @throws NotFound when this person does not work with the ticket
     */
    @Transactional(readOnly = true)
    public List<CommentDelivery> of(CurrentPerson current, String key) {
        TicketList.Row ticket = tickets.foundByKey(current, key).orElseThrow(NotFound::new);
        List<OutgoingMails.Delivery> mails = outgoing.deliveries(ticket.id());
        Map<Long, PersonReference> names = persons.references(mails.stream()
                .map(OutgoingMails.Delivery::personId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return mails.stream()
                .map(mail -> new CommentDelivery(
                        mail.commentIds(),
                        mail.personId() != null && names.containsKey(mail.personId())
                                ? names.get(mail.personId()).displayName()
                                : mail.recipient(),
                        mail.state(),
                        mail.sentAt(),
                        mail.failure(),
                        mail.diagnostic()))
                .toList();
    }
}
