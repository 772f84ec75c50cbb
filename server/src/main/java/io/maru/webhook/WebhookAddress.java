package io.maru.webhook;

import io.maru.platform.OutgoingAddress;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where calls go. That of a chat is a secret in itself: whoever knows it can write there.
 *
 * @param shown the address; of a secret one as much as administrators may see, which is no address
 * @param sealed the whole of a secret one, encrypted; null for one that is not secret
 */
record WebhookAddress(String shown, @Nullable String sealed) {

    private static final String LEFT_OUT = "/…";

    /** By its end administrators know which one it is. */
    private static final int END = 4;

    /** Of fewer characters no end is shown. */
    private static final int LONG_ENOUGH = 20;

    static WebhookAddress open(String address) {
        return new WebhookAddress(address, null);
    }

    /** @param address of which {@link OutgoingAddress#read} makes one */
    static WebhookAddress secret(String address, Secrets secrets) {
        URI uri = read(address);
        String authority = uri.getRawAuthority();
        String rest = uri.getRawSchemeSpecificPart().substring("//".length() + authority.length());
        String end = rest.length() < LONG_ENOUGH ? "" : rest.substring(rest.length() - END);
        return new WebhookAddress(authority + LEFT_OUT + end, secrets.encrypt(address));
    }

    /** @throws SecretUnreadable when it was encrypted with another key */
    String whole(Secrets secrets) {
        return sealed == null ? shown : secrets.decrypt(sealed);
    }

    /** Whom a call keeps waiting that is not answered. */
    String host() {
        String authority = sealed == null ? read(shown).getRawAuthority() : shown.substring(0, shown.indexOf(LEFT_OUT));
        return authority.toLowerCase(Locale.ROOT);
    }

    private static URI read(String address) {
        return OutgoingAddress.read(address).orElseThrow(() -> new IllegalArgumentException("Not an address"));
    }
}
