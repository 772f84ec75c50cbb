package io.maru.mail.inbound;

import io.maru.platform.PlainText;

/** No mail can be fetched, now: the mail server cannot be reached, does not let us in, or does not answer as it should. */
final class MailboxUnavailable extends Exception {

    private static final int LONGEST_TEXT = 500;

    private final boolean refused;

    /** @param refused whether the account is refused, so that waiting alone helps little */
    MailboxUnavailable(Exception cause, boolean refused) {
        this(String.valueOf(cause.getMessage()), cause, refused);
    }

    MailboxUnavailable(String words, Exception cause, boolean refused) {
        super(PlainText.shortened(words.strip(), LONGEST_TEXT), cause);
        this.refused = refused;
    }

    boolean refused() {
        return refused;
    }
}
