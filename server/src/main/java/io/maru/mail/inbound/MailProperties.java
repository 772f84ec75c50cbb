package io.maru.mail.inbound;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code maru.mail.*}.
 *
 * @param trustedServers names under which the installation's own mail servers write {@code Authentication-Results}
 * @param mostOfSender how many mails of one sender are filed in an hour
 * @param mostOfSenderOnTicket how many of them on one ticket
 * @param keepRaw how long the bytes of a mail that was filed or dropped are kept
 * @param receiver how mail is taken by SMTP
 */
@ConfigurationProperties("maru.mail")
record MailProperties(
        @DefaultValue Set<String> trustedServers,
        @DefaultValue("200") int mostOfSender,
        @DefaultValue("20") int mostOfSenderOnTicket,
        @DefaultValue("90d") Duration keepRaw,
        @DefaultValue Receiver receiver) {

    /**
     * Settings {@code maru.mail.receiver.*}.
     *
     * @param port null for none
     * @param sslBundle a bundle of {@code spring.ssl.bundle.*} for STARTTLS; null without
     * @param relays addresses of the servers whose {@code Authentication-Results} are believed
     * @param sizeLimit of a mail to any mailbox
     */
    record Receiver(
            @Nullable Integer port,
            @Nullable String sslBundle,
            @DefaultValue Set<String> relays,
            @DefaultValue("35MB") DataSize sizeLimit) {}
}
