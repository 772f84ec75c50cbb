package io.maru.mail.message;

import java.util.Locale;

/** A mail that was given up, for a person to look at. */
public record NotUnderstood(Reason reason) implements MailReading {

    /** Why. */
    public enum Reason {
        /** There is nothing in it. */
        EMPTY,
        /** Parts within parts, without an end. */
        TOO_DEEP,
        TOO_MANY_PARTS,
        HEADERS_TOO_LARGE,
        TOO_SLOW,
        BROKEN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
