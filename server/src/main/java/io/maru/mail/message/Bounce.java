package io.maru.mail.message;

import io.maru.platform.PlainText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another server's report of what became of a mail.
 *
 * @param originalMessageId of the mail that is reported on; null when the report does not say
 */
public record Bounce(List<Recipient> recipients, @Nullable String originalMessageId) {

    /**
     * @param action what became of it, such as {@code failed} or {@code delayed}
     * @param status as RFC 3463 has it, such as {@code 5.1.1}; empty when unknown
     * @param diagnostic what the server that refused it said, such as {@code 550 5.1.1 User unknown}, on one line of at most 500
     *     characters; empty when it is not told
     */
    public record Recipient(String address, String action, String status, String diagnostic) {

        private static final int LONGEST_DIAGNOSTIC = 500;

        public Recipient {
            diagnostic = PlainText.shortened(diagnostic, LONGEST_DIAGNOSTIC);
        }

        /** Whether it did not arrive and will not. */
        public boolean failed() {
            return action.toLowerCase(Locale.ROOT).equals("failed");
        }

        /** Whether another mail to this address would fare no better: nobody is there, rather than a mailbox that is full. */
        public boolean permanent() {
            return failed() && status.startsWith("5.") && !status.startsWith("5.2.2");
        }
    }

    public Bounce {
        recipients = List.copyOf(recipients);
    }
}
