package io.maru.mail.outbound;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person.
 *
 * @param ticketId what it is about, by which answers find their ticket; null for a mail about several or none
 * @param deskId whose mailbox it comes from, if the desk has one
 * @param commentIds the comments of the ticket that it tells of, by which its delivery is shown
 * @param internal whether it tells what the ticket's customers may not know: an answer is an internal note, too
 * @param html the same as {@code text}, as a whole page
 * @param unsubscribe where one request ends such mails (RFC 8058); null for what nobody can do without
 */
public record OutgoingMail(
        String recipient,
        @Nullable Long personId,
        @Nullable Long ticketId,
        @Nullable Long deskId,
        List<Long> commentIds,
        boolean internal,
        String senderName,
        String subject,
        String text,
        String html,
        @Nullable URI unsubscribe) {

    public OutgoingMail {
        // Of a mail that an earlier version wrote none are known.
        commentIds = commentIds == null ? List.of() : List.copyOf(commentIds);
    }
}
