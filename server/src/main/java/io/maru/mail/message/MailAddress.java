package io.maru.mail.message;

import io.maru.platform.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a header.
 *
 * @param name as it is shown, decoded; empty when there is none
 * @param address its domain in lower case; null when what stands there cannot be one
 */
public record MailAddress(String name, @Nullable String address) {

    /** Whoever is behind a mail that does not say it. */
    public static final MailAddress UNKNOWN = new MailAddress("", null);

    /** What names a person best: the name, else the address. */
    public String display() {
        return !name.isEmpty() || address == null ? name : address;
    }

    static MailAddress of(String name, String text) {
        int at = text.lastIndexOf('@');
        String address =
                at < 0 ? text : text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
        return new MailAddress(name, EmailAddress.looksRight(address) ? address : null);
    }
}
