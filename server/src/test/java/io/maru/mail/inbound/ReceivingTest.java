package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.MAILBOX;
import static io.maru.db.mail.Tables.RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.attachment.BlobStore;
import io.maru.desk.Desk;
import io.maru.mail.message.AttachmentSink;
import io.maru.mail.message.Authentication;
import io.maru.mail.message.MailParser;
import io.maru.mail.message.MailReading;
import io.maru.mail.message.ParsedMail;
import io.maru.support.AnotherServer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail is taken by SMTP: what a sender heard yes to is kept, and what nobody gets or wants is refused while its sender listens. */
@MaruTest
class ReceivingTest {

    @Autowired
    private MailboxStore mailboxes;

    @Autowired
    private MailReceiver off;

    @Autowired
    private BlobStore blobs;

    @Autowired
    private DSLContext database;

    @Autowired
    private Desks desks;

    @TempDir
    private Path folder;

    private AnotherServer server;
    private Desk desk;

    @BeforeEach
    void aServerThatTakesMail() {
        desk = desks.aDesk().create();
        server = started();
    }

    private static AnotherServer started(String... more) {
        return AnotherServer.start(Stream.concat(
                        Stream.of("--maru.mail.receiver.port=0", "--maru.mail.trusted-servers=mx.trusted.example"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void restart(String... more) {
        server.close();
        server = started(more);
    }

    @AfterEach
    void itEnds() {
        server.close();
    }

    @Test
    void whatIsTakenIsKeptForEachMailboxItWasSentTo() throws Exception {
        long one = mailbox(50_000);
        long other = mailbox(50_000);
        String id = UUID.randomUUID() + "@mail.example";

        send(
                mail(id, ""),
                address(one).replace("@", "+t1.token@"),
                address(other).toUpperCase(java.util.Locale.ROOT));

        assertThat(database.select(RECEIVED.MAILBOX_ID)
                        .from(RECEIVED)
                        .where(RECEIVED.MESSAGE_ID.eq(id))
                        .fetch(RECEIVED.MAILBOX_ID))
                .containsExactlyInAnyOrder(one, other);
        assertThat(raw(id)).startsWith("Return-Path: <sender@example.net>\r\n");
    }

    @Test
    void anAddressThatNobodyHasIsRefusedBeforeTheMail() {
        assertThatThrownBy(() -> send(mail("x@mail.example", ""), "nobody@example.com"))
                .isInstanceOf(MessagingException.class)
                .rootCause()
                .hasMessageContaining("550");
    }

    @Test
    void aMailOverTheLimitIsRefusedAndItsSenderHearsWhy() throws Exception {
        long mailbox = mailbox(50_000);

        assertThatThrownBy(() -> send(mail("y@mail.example", "x".repeat(60_000)), address(mailbox)))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("552");
        assertThat(database.fetchCount(RECEIVED, RECEIVED.MAILBOX_ID.eq(mailbox)))
                .isZero();
    }

    @Test
    void whoSendsHereDirectlyIsNotBelievedThatOurServersHaveJudgedHim() throws Exception {
        long mailbox = mailbox(50_000);
        String id = UUID.randomUUID() + "@mail.example";

        send("Authentication-Results: mx.trusted.example; dmarc=pass\r\n" + mail(id, ""), address(mailbox));

        assertThat(judged(id)).isEqualTo(Authentication.UNKNOWN);
    }

    @Test
    void aServerOfOursThatPassesMailsOnIsBelieved() throws Exception {
        restart("--maru.mail.receiver.relays=127.0.0.1");
        long mailbox = mailbox(50_000);
        String id = UUID.randomUUID() + "@mail.example";

        send(
                "Authentication-Results: mx.trusted.example; dmarc=pass\r\n"
                        + "Received: from mail.example.net by mx.trusted.example; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
                        + "Authentication-Results: mx.trusted.example; dmarc=fail\r\n" + mail(id, ""),
                address(mailbox));

        assertThat(judged(id)).isEqualTo(Authentication.PASSED);
    }

    @Test
    void onTheWayHereAMailIsKeptSecretWhereThereIsACertificate() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storepass",
                        "a password",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        restart(
                "--spring.ssl.bundle.jks.mail.keystore.location=" + keys.toUri(),
                "--spring.ssl.bundle.jks.mail.keystore.password=a password",
                "--spring.ssl.bundle.jks.mail.keystore.type=PKCS12",
                "--maru.mail.receiver.ssl-bundle=mail");
        long mailbox = mailbox(50_000);
        String id = UUID.randomUUID() + "@mail.example";

        send(Map.of("mail.smtp.starttls.required", "true", "mail.smtp.ssl.trust", "*"), mail(id, ""), address(mailbox));

        assertThat(raw(id)).contains("It is broken.");
    }

    @Test
    void whoInsistsOnSecrecySendsNothingWhereThereIsNoCertificate() {
        long mailbox = mailbox(50_000);

        assertThatThrownBy(() -> send(
                        Map.of("mail.smtp.starttls.required", "true"), mail("z@mail.example", ""), address(mailbox)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS");
    }

    @Test
    void itIsOffUnlessItHasAPort() {
        assertThatThrownBy(off::port).isInstanceOf(NullPointerException.class);
    }

    // --- how ------------------------------------------------------------------------------------------------------

    private static String mail(String id, String more) {
        return "Message-ID: <" + id
                + ">\r\nFrom: sender@example.net\r\nTo: help@example.com\r\nSubject: Printer\r\n\r\n"
                + "It is broken.\r\n" + more + "\r\n";
    }

    private void send(String raw, String... recipients) throws MessagingException {
        send(Map.of(), raw, recipients);
    }

    private void send(Map<String, String> settings, String raw, String... recipients) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put(
                "mail.smtp.port",
                Integer.toString(server.bean(MailReceiver.class).port()));
        properties.put("mail.smtp.from", "sender@example.net");
        Session session = Session.getInstance(properties);
        Address[] all = new Address[recipients.length];
        for (int index = 0; index < all.length; index++) {
            all[index] = new InternetAddress(recipients[index]);
        }
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(UTF_8))), all);
        }
    }

    /** What the server that took it thinks of its sender. */
    private Authentication judged(String messageId) throws IOException {
        MailReading read = new MailParser(Set.of("mx.trusted.example"))
                .read(new ByteArrayInputStream(raw(messageId).getBytes(UTF_8)), AttachmentSink.NONE);
        return ((ParsedMail) read).authentication();
    }

    private String raw(String messageId) throws IOException {
        byte[] sha256 = database.select(RECEIVED.SHA256)
                .from(RECEIVED)
                .where(RECEIVED.MESSAGE_ID.eq(messageId))
                .limit(1)
                .fetchSingle(RECEIVED.SHA256);
        return blobs.read(HexFormat.of().formatHex(sha256)).getContentAsString(UTF_8);
    }

    private String address(long mailbox) {
        return database.select(MAILBOX.ADDRESS)
                .from(MAILBOX)
                .where(MAILBOX.ID.eq(mailbox))
                .fetchSingle(MAILBOX.ADDRESS);
    }

    private long mailbox(long sizeLimit) {
        return mailboxes.insert(
                new Mailbox(
                        0,
                        desk.id(),
                        desks.requestType(desk, "Report an incident").id(),
                        "desk-" + UUID.randomUUID() + "@example.com",
                        List.of(),
                        Mailbox.Way.SMTP,
                        null,
                        Mailbox.Newcomers.CREATE,
                        true,
                        Mailbox.ClosedReplies.COMMENT,
                        sizeLimit,
                        true,
                        1),
                MailAccess.Proof.NONE,
                null,
                Instant.now());
    }
}
