package io.maru.mail.inbound;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code maru.mail.*}.
 *
 * @param trustedServers names under which the installation's own mail servers write {@code Authentication-Results}
 * @param mostOfSender how many mails of one sender are filed in an hour
 * @param mostOfSenderOnTicket how many of them on one ticket
 * @param keepRaw how long the bytes of a mail that was filed or dropped are kept
 */
@ConfigurationProperties("maru.mail")
record MailProperties(
        @DefaultValue Set<String> trustedServers,
        @DefaultValue("200") int mostOfSender,
        @DefaultValue("20") int mostOfSenderOnTicket,
        @DefaultValue("90d") Duration keepRaw) {}
