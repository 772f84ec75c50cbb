package io.maru.platform;

import java.util.regex.Pattern;

/** What may be an email address; whether it exists is shown only by sending to it. */
public final class EmailAddress {

    /** More cannot be delivered (RFC 5321). */
    public static final int MAXIMUM_LENGTH = 254;

    /** Something, one @, something. */
    private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

    private EmailAddress() {}

    public static boolean looksRight(String text) {
        return text.length() <= MAXIMUM_LENGTH && FORM.matcher(text).matches();
    }
}
