package io.maru.mail.inbound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mail by SMTP for the mailboxes that it is sent to. What it has said yes to is kept; off unless it has a port. */
@Component
class MailReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(MailReceiver.class);

    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_RECIPIENTS = 100;
    private static final int TIMEOUT = 60_000;

    private final MailboxStore mailboxes;
    private final MailIntake intake;
    private final MailProperties properties;
    private final SslBundles bundles;
    private final Clock clock;

    private @Nullable SMTPServer server;

    MailReceiver(
            MailboxStore mailboxes, MailIntake intake, MailProperties properties, SslBundles bundles, Clock clock) {
        this.mailboxes = mailboxes;
        this.intake = intake;
        this.properties = properties;
        this.bundles = bundles;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        MailProperties.Receiver settings = properties.receiver();
        if (settings.port() == null) {
            return;
        }
        SMTPServer.Builder builder = SMTPServer.port(settings.port())
                .softwareName("Maru")
                .messageHandlerFactory(Delivery::new)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .maxConnections(MOST_CONNECTIONS)
                .maxRecipients(MOST_RECIPIENTS)
                .maxMessageSize(Math.toIntExact(settings.sizeLimit().toBytes()))
                .connectionTimeoutMs(TIMEOUT);
        if (settings.sslBundle() != null) {
            builder.enableTLS()
                    .startTlsSocketFactory(
                            bundles.getBundle(settings.sslBundle()).createSslContext());
        }
        server = builder.build();
        server.start();
        LOG.info("Mail is taken by SMTP at port {}", port());
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** @throws NullPointerException when it is off */
    int port() {
        return Objects.requireNonNull(server).getPortAllocated();
    }

    /** One mail. */
    private final class Delivery implements MessageHandler {

        private final MessageContext context;
        private final Map<Long, Mailbox> recipients = new LinkedHashMap<>();
        private String sender = "";

        Delivery(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String address) {
            sender = address.replaceAll("[\\r\\n<>]", "");
        }

        @Override
        public void recipient(String address) throws RejectException {
            Mailbox mailbox = mailboxes
                    .sentTo(address.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new RejectException(550, "5.1.1 Nobody gets mail here under this address"));
            recipients.put(mailbox.id(), mailbox);
        }

        @Override
        public @Nullable String data(InputStream content) throws RejectException, IOException {
            long most = recipients.values().stream()
                    .mapToLong(Mailbox::sizeLimit)
                    .min()
                    .orElse(0);
            most = Math.min(most, properties.receiver().sizeLimit().toBytes());
            LimitedStream limited = new LimitedStream(content, most);
            InputStream head = new ByteArrayInputStream(head().getBytes(US_ASCII));
            try {
                intake.accept(recipients.keySet(), new SequenceInputStream(head, limited), () -> {});
            } catch (IOException | RuntimeException failure) {
                if (limited.failed()) {
                    throw failure;
                }
                // Whoever is cut off in the middle of a mail does not hear why.
                content.transferTo(OutputStream.nullOutputStream());
                if (limited.tooLarge()) {
                    throw new RejectException(552, "5.3.4 The mail is larger than " + most + " bytes");
                }
                LOG.error("A mail could not be kept; its sender is asked to send it again", failure);
                throw new RejectException(451, "4.3.0 Try again later");
            }
            return null;
        }

        /** What the server that delivers a mail adds to it. */
        private String head() {
            String from = ((InetSocketAddress) context.getRemoteAddress())
                    .getAddress()
                    .getHostAddress();
            StringBuilder head =
                    new StringBuilder("Return-Path: <").append(sender).append(">\r\n");
            if (!properties.receiver().relays().contains(from)) {
                // Below it nobody is believed who writes that he is one of our servers.
                Optional<String> trusted = properties.trustedServers().stream().findFirst();
                trusted.ifPresent(name ->
                        head.append("Authentication-Results: ").append(name).append("; none\r\n"));
            }
            return head.append("Received: from [")
                    .append(from)
                    .append("] by maru; ")
                    .append(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            clock.instant().atZone(java.time.ZoneOffset.UTC)))
                    .append("\r\n")
                    .toString();
        }

        @Override
        public void done() {
            // Everything is kept already.
        }
    }
}
