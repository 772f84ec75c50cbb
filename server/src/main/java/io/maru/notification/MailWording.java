package io.maru.notification;

import io.maru.platform.LocalizedText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mails are worded and what they look like. Of a desk, or of all; what is left out in a desk's is as it is in that of all, and what
 * is left out there as the product has it.
 *
 * @param senderName beside the address from which they come
 * @param brand above them: the organisation's or the desk's name
 * @param accentColour of what is pressed, as {@code #rrggbb}
 * @param footer below them, in one or more lines
 * @param words by the key of a {@link NotificationKind}
 */
public record MailWording(
        LocalizedText senderName,
        LocalizedText brand,
        @Nullable String accentColour,
        LocalizedText footer,
        Map<String, MailWords> words) {

    static final MailWording NONE =
            new MailWording(LocalizedText.EMPTY, LocalizedText.EMPTY, null, LocalizedText.EMPTY, Map.of());

    public MailWording {
        words = Map.copyOf(words);
    }

    /**
     * The words of mails of one kind; subject and opening have places such as {@code {{ticket.summary}}}.
     *
     * @param opening stands before what is told
     * @param button leads to the ticket
     */
    public record MailWords(LocalizedText subject, LocalizedText opening, LocalizedText button) {

        static final MailWords NONE = new MailWords(LocalizedText.EMPTY, LocalizedText.EMPTY, LocalizedText.EMPTY);

        boolean isEmpty() {
            return subject.isEmpty() && opening.isEmpty() && button.isEmpty();
        }
    }

    MailWords of(String kind) {
        return words.getOrDefault(kind, MailWords.NONE);
    }
}
