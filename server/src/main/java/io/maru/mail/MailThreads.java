package io.maru.mail;

import io.maru.platform.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which mails belong to which ticket: those that came, those that were sent, and answers to them. */
@Service
public class MailThreads {

    private static final String PURPOSE = "mail reply";

    private static final Pattern TOKEN =
            Pattern.compile("(?<![A-Za-z0-9])[tT](\\d{1,18})\\.([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])");

    private final KnownMessageStore store;
    private final Secrets secrets;
    private final Clock clock;

    MailThreads(KnownMessageStore store, Secrets secrets, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Where a mail came from that stands on a ticket.
     *
     * @param messageId without brackets
     * @param sender address in lower case
     * @param automatic whether nobody waits for an answer: it must not be acknowledged
     */
    public record Origin(String messageId, String sender, boolean automatic) {}

    /** Notes that a mail which is sent belongs to a ticket; {@code messageId} without brackets. */
    @Transactional
    public void note(String messageId, long ticketId) {
        store.insert(messageId, ticketId, false, clock.instant());
    }

    /** The same of one about what the ticket's customers may not know: an agent's answer to it is an internal note. */
    @Transactional
    public void noteInternal(String messageId, long ticketId) {
        store.insert(messageId, ticketId, true, clock.instant());
    }

    /** The ticket of the first of these mails that is known, in their order. */
    @Transactional(readOnly = true)
    public Optional<Long> ticketOf(Collection<String> messageIds) {
        Map<String, Long> tickets = store.tickets(messageIds);
        return messageIds.stream().map(tickets::get).filter(Objects::nonNull).findFirst();
    }

    /** The mail that became this comment; nothing when it was written elsewhere. */
    @Transactional(readOnly = true)
    public Optional<Origin> originOfComment(long ticketId, long commentId) {
        return store.origin(ticketId, commentId);
    }

    /** The mail that opened this ticket; nothing when it was opened elsewhere. */
    @Transactional(readOnly = true)
    public Optional<Origin> originOfTicket(long ticketId) {
        return store.origin(ticketId, null);
    }

    /**
     * What a mail about a ticket carries where answers bring it back: before the @ of the id of a thread's first mail, and behind a plus
     * sign in the address for answers. Only this installation can make it.
     */
    public String tokenOf(long ticketId) {
        return "t" + ticketId + "." + signature(ticketId);
    }

    /** The ticket of the first token of ours in a text. Servers on the way may have changed the case of letters. */
    public Optional<Long> find(String text) {
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            long ticketId = Long.parseLong(found.group(1));
            if (MessageDigest.isEqual(folded(found.group(2)), folded(signature(ticketId)))) {
                return Optional.of(ticketId);
            }
        }
        return Optional.empty();
    }

    private String signature(long ticketId) {
        return secrets.sign(PURPOSE, Long.toString(ticketId));
    }

    private static byte[] folded(String signature) {
        return signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
