package io.maru.mail.outbound;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.mail.account.SignIn;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The server that mails leave by.
 *
 * @param active whether mails are sent at all
 * @param username null when it asks for none
 * @param tokenAddress of whoever gives out access tokens; null unless one signs in with them
 * @param clientId as whom Maru asks for tokens; null unless it does
 * @param senderAddress from which mails come that no mailbox of a desk sends
 * @param webAddress where people reach the web app, without a slash at its end
 * @param mostAMinute how many mails it takes in a minute; null for as many as there are
 */
public record MailServer(
        boolean active,
        String host,
        int port,
        Security security,
        @Nullable String username,
        SignIn signIn,
        @Nullable String tokenAddress,
        @Nullable String clientId,
        String senderAddress,
        String senderName,
        URI webAddress,
        @Nullable Integer mostAMinute) {

    /** How the connection is kept secret. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Security of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** The part of the sender's address behind the @, in which ids of mails are made. */
    String domain() {
        return senderAddress.substring(senderAddress.lastIndexOf('@') + 1);
    }
}
