package io.maru.mail;

import java.util.List;

/**
 * A mail that told somebody of comments was given up or came back. Published in the transaction that notes it, and again when another
 * attempt failed.
 *
 * @param commentIds of this ticket; at least one
 * @param personId whom it was to reach
 */
public record MailNotDelivered(long ticketId, List<Long> commentIds, long personId) {

    public MailNotDelivered {
        commentIds = List.copyOf(commentIds);
    }
}
