package io.maru.widget;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a web page comes from: scheme, host and port (RFC 6454). */
final class Origins {

    private Origins() {}

    /** The origin that somebody typed, also as the address of a page there, in the form in which browsers send it. */
    static Optional<String> read(String typed) {
        try {
            URI address = URI.create(typed.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            // Of a host with letters beyond ASCII, java.net.URI knows only the authority.
            String authority = address.getRawAuthority();
            if (!Set.of("http", "https").contains(scheme) || authority == null || authority.contains("@")) {
                return Optional.empty();
            }
            URI ascii = URI.create(scheme + "://" + IDN.toASCII(authority).toLowerCase(Locale.ROOT));
            if (ascii.getHost() == null) {
                return Optional.empty();
            }
            boolean usual = ascii.getPort() == -1 || ascii.getPort() == (scheme.equals("https") ? 443 : 80);
            return Optional.of(scheme + "://" + ascii.getHost() + (usual ? "" : ":" + ascii.getPort()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
