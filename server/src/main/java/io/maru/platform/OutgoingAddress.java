package io.maru.platform;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where a call of this server to another one goes, when people may say where. */
public final class OutgoingAddress {

    private static final int MAXIMUM_LENGTH = 2_000;

    private OutgoingAddress() {}

    /** A web address that can be called; none when it is not one. */
    public static Optional<URI> read(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(text.strip());
            boolean callable = Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
            return callable ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * Whether a host is in one's own network. What it is found to be is what a connection made at once goes to: the JVM
     * remembers for half a minute.
     *
     * @throws IOException when nobody knows it
     */
    public static boolean isInner(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()
                    || isUniqueLocal(address)
                    || isShared(address)) {
                return true;
            }
        }
        return false;
    }

    /** fc00::/7, RFC 4193. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** 100.64.0.0/10, RFC 6598. */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
