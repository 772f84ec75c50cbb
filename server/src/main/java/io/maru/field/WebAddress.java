package io.maru.field;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;

/** Addresses that can be shown as a link without harm: of the web, and naming their host in plain sight. */
final class WebAddress {

    static final int MAXIMUM_LENGTH = 2_000;

    /**
     * Neither user information, behind which another host hides, nor what no browser shows as it is: blanks, format
     * characters that turn the direction of writing, quotes and brackets.
     */
    private static final Pattern FORM = Pattern.compile(
            "(?i)(https?)(://[^\\s\\p{Z}\\p{Cf}/?#@\\\\<>\":][^\\s\\p{Z}\\p{Cf}/?#@\\\\<>\"]*)([/?#][^\\s\\p{Z}\\p{Cf}\\\\<>\"]*)?");

    private WebAddress() {}

    /** The address as it is kept; none when it is not one. */
    static Optional<String> of(String text) {
        Matcher address = FORM.matcher(text);
        if (!address.matches()) {
            return Optional.empty();
        }
        String scheme = address.group(1);
        return Optional.of(scheme.toLowerCase(Locale.ROOT) + text.substring(scheme.length()));
    }
}
