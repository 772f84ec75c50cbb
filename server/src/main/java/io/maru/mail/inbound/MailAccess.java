package io.maru.mail.inbound;

import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import org.jspecify.annotations.Nullable;

/**
 * The account that a mailbox's mail is fetched from.
 *
 * @param tokenAddress where a refresh token becomes an access token; null when one signs in with a password
 * @param clientId as whom this installation is known there; null when one signs in with a password
 */
public record MailAccess(
        String host,
        int port,
        Security security,
        String userName,
        SignIn signIn,
        @Nullable String tokenAddress,
        @Nullable String clientId) {

    /** What proves who signs in, each encrypted: the password or the refresh token, and the client's secret where it has one. */
    record Proof(@Nullable String secret, @Nullable String clientSecret) {

        static final Proof NONE = new Proof(null, null);
    }

    /** Whether what proves who signs in would be sent to the same place. */
    boolean samePlace(MailAccess other) {
        return host.equals(other.host)
                && port == other.port
                && security == other.security
                && signIn == other.signIn
                && java.util.Objects.equals(tokenAddress, other.tokenAddress);
    }
}
