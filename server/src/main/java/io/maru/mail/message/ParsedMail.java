package io.maru.mail.message;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was understood. Everything in it is what its sender claims.
 *
 * @param messageId without brackets and space; made from the content when the mail has none, the same each time
 * @param references ids of the mails it answers, {@code In-Reply-To} first, then the newest of {@code References} before older ones
 * @param from {@link MailAddress#UNKNOWN} when nobody is named
 * @param replyTo where its sender wants answers; empty when not elsewhere
 * @param subject on one line, decoded
 * @param date when it was sent; null when it does not say
 * @param attachments in the order in which they are handed out
 * @param automatic empty when a person seems to have written it
 * @param bounce null unless it reports on another mail
 * @param calendar the method of an invitation in it, such as {@code REQUEST}; null without one
 * @param forwardedFrom who wrote the mail that this one forwards; null when it forwards none
 */
public record ParsedMail(
        String messageId,
        List<String> references,
        MailAddress from,
        List<MailAddress> replyTo,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> deliveredTo,
        String subject,
        @Nullable Instant date,
        MailText text,
        List<MailAttachment> attachments,
        Set<Automatic> automatic,
        @Nullable Bounce bounce,
        @Nullable String calendar,
        Protection protection,
        Authentication authentication,
        @Nullable MailAddress forwardedFrom)
        implements MailReading {

    /** Whether a mail came sealed; neither is opened or verified. */
    public enum Protection {
        NONE,
        SIGNED,
        ENCRYPTED
    }

    public ParsedMail {
        references = List.copyOf(references);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        deliveredTo = List.copyOf(deliveredTo);
        attachments = List.copyOf(attachments);
        automatic = Set.copyOf(automatic);
    }
}
