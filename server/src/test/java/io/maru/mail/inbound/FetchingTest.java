package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.MAILBOX;
import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.RECEIVED;
import static io.maru.support.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.maru.desk.Desk;
import io.maru.mail.account.SignIn;
import io.maru.mail.inbound.MailAccess.Proof;
import io.maru.mail.outbound.MailServer.Security;
import io.maru.platform.Secrets;
import io.maru.support.AnotherServer;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail is fetched from a real IMAP server: each once, whatever stops a server, and the administrators hear what does not work. */
@MaruTest
class FetchingTest {

    private static final String PASSWORD = "a password";

    @Autowired
    private MailFetcher fetcher;

    @Autowired
    private MailIntake intake;

    @Autowired
    private MailboxStore mailboxes;

    @Autowired
    private Secrets secrets;

    @Autowired
    private DSLContext database;

    @Autowired
    private Desks desks;

    @Autowired
    private People people;

    @Autowired
    private MovableClock clock;

    private GreenMail imap;
    private Desk desk;
    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void aMailServer() {
        imap = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort());
        desk = desks.aDesk().create();
    }

    private static GreenMail started(ServerSetup setup) {
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    @AfterEach
    void nothingIsFetchedAnyMore() throws Throwable {
        made.forEach(id -> mailboxes.setActive(id, false));
        // What happened at a later hour would be followed no earlier.
        Followed.allIsFollowed(database, clock);
        clock.reset();
        imap.stop();
    }

    @Test
    void aMailboxIsEmptiedOntoTicketsAndFurtherMailComesAtOnce() throws Throwable {
        Account account = account();
        account.receive(3);
        long mailbox = mailbox(account, null);

        eventually(() -> assertThat(received(mailbox)).hasSize(3));
        account.receive(1);
        eventually(() -> assertThat(received(mailbox)).hasSize(4));
        eventually(() -> assertThat(states(mailbox)).containsOnly("filed"));
        assertThat(account.inbox().getUnseenCount()).isEqualTo(4);
    }

    @Test
    void aMailThatComesWhileOthersAreReadIsNotWaitedFor() throws Throwable {
        Account account = account();
        account.receive(1);
        try (ImapConnection connection = new ImapConnection(access(account), PASSWORD)) {
            connection.after(0, mail -> account.receive(1));

            assertThat(connection.await()).isTrue();
            List<Long> more = new ArrayList<>();
            connection.after(1, mail -> more.add(mail.uid()));
            assertThat(more).containsExactly(2L);
        }
    }

    @Test
    void whatLayThereBeforeStaysThereUnlessItIsWanted() throws Throwable {
        Account account = account();
        account.receive(mail(), Instant.now().minus(Duration.ofDays(3)));
        account.receive(2);
        long mailbox = mailbox(account, Instant.now().minus(Duration.ofHours(1)));

        eventually(() -> assertThat(received(mailbox)).hasSize(2));
        assertThat(mailboxes.position(mailbox).uid()).isEqualTo(3);
    }

    @Test
    void m01AServerThatIsKilledAtAnyStepLeavesEachMailToBeFetchedOnce() throws Throwable {
        Account account = account();
        account.receive(5);
        long mailbox = inactive(account);
        byte[] first = account.raw(0);
        // Killed while the mail came over the wire.
        assertThatThrownBy(() -> intake.accept(mailbox, torn(first))).isInstanceOf(IOException.class);
        assertThat(received(mailbox)).isEmpty();
        // Killed when its bytes were on disk, and again when the mail and its place were written and not committed.
        assertThatThrownBy(() -> intake.accept(mailbox, new ByteArrayInputStream(first), () -> {
                    mailboxes.setPosition(mailbox, account.validity(), 1);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(received(mailbox)).isEmpty();
        assertThat(mailboxes.position(mailbox).uid()).isZero();
        // Killed after the second mail.
        for (int each = 0; each < 2; each++) {
            int uid = each + 1;
            intake.accept(
                    mailbox,
                    new ByteArrayInputStream(account.raw(each)),
                    () -> mailboxes.setPosition(mailbox, account.validity(), uid));
        }

        mailboxes.setActive(mailbox, true);
        eventually(() -> assertThat(received(mailbox)).hasSize(5).doesNotHaveDuplicates());
        eventually(() -> assertThat(states(mailbox)).containsOnly("filed"));
    }

    @Test
    void m01OneServerFetchesAMailboxAndTwoAtOnceDoNoHarm() throws Throwable {
        Account account = account();
        account.receive(40);
        try (AnotherServer another = AnotherServer.start()) {
            long mailbox = mailbox(account, null);
            MailFetcher others = another.bean(MailFetcher.class);
            List<Thread> visits = new ArrayList<>();
            for (MailFetcher each : List.of(fetcher, others)) {
                visits.add(Thread.ofVirtual().start(() -> {
                    try {
                        each.fetch(mailbox);
                    } catch (IOException | MailboxUnavailable impossible) {
                        throw new AssertionError(impossible);
                    }
                }));
            }
            for (Thread visit : visits) {
                visit.join();
            }
            eventually(() -> assertThat(received(mailbox)).hasSize(40).doesNotHaveDuplicates());

            UUID one = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            long leased = inactive(account());
            fetcher.stop();
            others.stop();
            mailboxes.setActive(leased, true);
            Instant now = clock.instant();
            assertThat(mailboxes.lease(one, now, now.plusSeconds(60))).contains(leased);
            assertThat(mailboxes.lease(other, now, now.plusSeconds(60))).doesNotContain(leased);
            assertThat(mailboxes.renew(one, now.plusSeconds(120))).containsKey(leased);
            // The one is killed.
            assertThat(mailboxes.lease(other, now.plusSeconds(121), now.plusSeconds(180)))
                    .contains(leased);
            assertThat(mailboxes.renew(one, now.plusSeconds(180))).doesNotContainKey(leased);
        } finally {
            fetcher.start();
        }
    }

    @Test
    void m02TheSameMailInThreeMailboxesIsFetchedForEach() throws Throwable {
        String mail = mail();
        List<Long> three = new ArrayList<>();
        for (int each = 0; each < 3; each++) {
            Account account = account();
            account.receive(mail, Instant.now());
            account.receive(mail, Instant.now());
            three.add(mailbox(account, null));
        }
        for (long mailbox : three) {
            eventually(() -> assertThat(mailboxes.position(mailbox).uid()).isEqualTo(2));
            assertThat(received(mailbox)).hasSize(1);
        }
    }

    @Test
    void whenTheServerNumbersItsMailsAnewNoneComesTwice() throws Throwable {
        Account account = account();
        account.receive(3);
        long mailbox = mailbox(account, null);
        eventually(() -> assertThat(received(mailbox)).hasSize(3));

        List<String> old = account.mails();
        // Nobody looks there meanwhile: the new server's numbers begin as the old one's did.
        mailboxes.setActive(mailbox, false);
        imap.stop();
        eventually(() -> assertThat(isVisited(mailbox)).isFalse());
        imap = started(new ServerSetup(account.port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        Account anew = new Account(account.name, account.port);
        anew.receive(mail(), Instant.now());
        for (String each : old) {
            anew.receive(each, Instant.now());
        }
        // Another number is all that tells the old mails from the new. The new server's is the second in which it
        // began.
        database.execute("update mail.mailbox set uid_validity = uid_validity - 1 where id = " + mailbox);
        mailboxes.setActive(mailbox, true);

        eventually(() -> {
            clock.advance(Duration.ofMinutes(1));
            assertThat(received(mailbox)).hasSize(4).doesNotHaveDuplicates();
        });
    }

    @Test
    void aWrongPasswordIsToldOnceAndSoIsThatItWorksAgain() throws Throwable {
        TestPerson administrator = people.administrator();
        Account account = account();
        long mailbox = mailbox(account, null, "wrong");
        String address = mailboxes.require(mailbox).address();

        eventually(() -> assertThat(news(administrator, address)).hasSize(1));
        for (int each = 0; each < 3; each++) {
            int failures = failures(mailbox);
            clock.advance(Duration.ofHours(1));
            eventually(() -> assertThat(failures(mailbox)).isGreaterThan(failures));
        }
        assertThat(news(administrator, address)).hasSize(1);
        assertThat(news(administrator, address).getFirst()).contains("No mail can be fetched from");

        account.receive(1);
        database.execute("update mail.mailbox set secret = '" + secrets.encrypt(PASSWORD) + "' where id = " + mailbox);
        clock.advance(Duration.ofHours(1));
        eventually(() -> assertThat(news(administrator, address)).hasSize(2));
        assertThat(news(administrator, address).getFirst()).contains("again");
        assertThat(received(mailbox)).hasSize(1);
    }

    @Test
    void aServerThatIsAwayForAMomentIsNobodysNews() throws Throwable {
        TestPerson administrator = people.administrator();
        Account account = account();
        imap.stop();
        long mailbox = mailbox(account, null);
        String address = mailboxes.require(mailbox).address();

        eventually(() -> assertThat(failures(mailbox)).isEqualTo(1));
        assertThat(news(administrator, address)).isEmpty();
        for (int each = 2; each <= 3; each++) {
            int failures = each;
            clock.advance(Duration.ofMinutes(5));
            eventually(() -> assertThat(failures(mailbox)).isEqualTo(failures));
        }
        eventually(() -> assertThat(news(administrator, address)).hasSize(1));
    }

    @Test
    void aMailOverTheLimitIsRefusedAndLogged() throws Throwable {
        Account account = account();
        account.receive(mail() + "x".repeat(200_000), Instant.now());
        account.receive(1);
        long mailbox = mailbox(account, null);

        eventually(() -> assertThat(received(mailbox)).hasSize(2));
        assertThat(database.select(RECEIVED.STATE, RECEIVED.REASON, RECEIVED.SUBJECT)
                        .from(RECEIVED)
                        .where(RECEIVED.MAILBOX_ID.eq(mailbox), RECEIVED.STATE.eq("refused"))
                        .fetchSingle()
                        .intoList())
                .containsExactly("refused", "too_large", "Printer");
        assertThat(database.select(RECEIVED.SIZE)
                        .from(RECEIVED)
                        .where(RECEIVED.MAILBOX_ID.eq(mailbox))
                        .fetch(RECEIVED.SIZE))
                .allMatch(size -> size < 1_000);
    }

    @Test
    void aBurstOfMailsIsTakenInToTheLast() throws Throwable {
        Account account = account();
        account.receive(400);
        long mailbox = mailbox(account, null);

        fetcher.fetch(mailbox);

        assertThat(received(mailbox)).hasSize(400).doesNotHaveDuplicates();
        assertThat(mailboxes.position(mailbox).uid()).isEqualTo(400);
        database.update(RECEIVED)
                .set(RECEIVED.STATE, "dropped")
                .where(RECEIVED.MAILBOX_ID.eq(mailbox), RECEIVED.STATE.eq("waiting"))
                .execute();
    }

    @Test
    void aMailThatIsLargerThanTheServerSaysIsRefusedToo() throws Throwable {
        Account account = account();
        account.receive(mail() + "x".repeat(200_000), Instant.now());
        account.receive(1);
        try (Belittling server = new Belittling(account.port)) {
            MailAccess access = new MailAccess(
                    "127.0.0.1", server.port(), Security.NONE, account.name, SignIn.PASSWORD, null, null);
            long mailbox = insert(access, new Proof(secrets.encrypt(PASSWORD), null), null, true, 100_000);

            eventually(() -> assertThat(received(mailbox)).hasSize(2));
            assertThat(database.select(RECEIVED.REASON, RECEIVED.SUBJECT)
                            .from(RECEIVED)
                            .where(RECEIVED.MAILBOX_ID.eq(mailbox), RECEIVED.STATE.eq("refused"))
                            .fetchSingle()
                            .intoList())
                    .containsExactly("too_large", "Printer");
            assertThat(failures(mailbox)).isZero();
            mailboxes.setActive(mailbox, false);
            eventually(() -> assertThat(isVisited(mailbox)).isFalse());
        }
    }

    @Test
    void whoSentAMailOverTheLimitIsToldOnceADayAndNoProgramIs() throws Throwable {
        Account account = account();
        long mailbox = mailbox(account, null);
        String address = mailboxes.require(mailbox).address();
        String sender = "sender-" + UUID.randomUUID() + "@example.net";
        String program = "program-" + UUID.randomUUID() + "@example.net";
        String early = "early-" + UUID.randomUUID() + "@example.net";
        try (TestMailServer mails = TestMailServer.open(people, database, clock)) {
            account.receive(large(sender, ""), Instant.now());
            account.receive(large(sender, ""), Instant.now());
            account.receive(large(program, "Auto-Submitted: auto-replied\r\n"), Instant.now());
            account.receive(large(early, ""), Instant.now().minus(Duration.ofDays(30)));
            eventually(() -> assertThat(received(mailbox)).hasSize(4));

            assertThat(answered(sender, program, early)).containsExactly(sender);
            eventually(() -> assertThat(left(mails, sender)).hasSize(1));
            MimeMessage answer = left(mails, sender).getFirst();
            assertThat(answer.getSubject()).isEqualTo("접수하지 못한 메일: 프린터 사진");
            assertThat(answer.getFrom()[0].toString()).contains(address);
            assertThat(answer.getHeader("Auto-Submitted")).isNotEmpty();
            assertThat(TestMailServer.text(answer)).contains("프린터 사진").contains("0.1MB");

            // As if it was the day before yesterday.
            database.update(RECEIVED)
                    .set(RECEIVED.UNDERSTOOD_AT, clock.instant().minus(Duration.ofDays(2)))
                    .where(RECEIVED.MAILBOX_ID.eq(mailbox))
                    .execute();
            account.receive(large(sender, ""), Instant.now());
            eventually(() -> assertThat(received(mailbox)).hasSize(5));
            assertThat(answered(sender)).hasSize(2);
            eventually(() -> assertThat(left(mails, sender)).hasSize(2));
        }
    }

    @Test
    void aMailOverTheLimitOfSomebodyWhoLeftIsLoggedAndStopsNothing() throws Throwable {
        TestPerson leaver = people.person().create();
        people.administrator()
                .api()
                .ifMatch(1)
                .patch("/api/people/" + leaver.id(), Map.of("active", false))
                .expect(200);
        Account account = account();
        account.receive(large(leaver.email(), ""), Instant.now());
        account.receive(1);
        long mailbox = mailbox(account, null);

        eventually(() -> assertThat(received(mailbox)).hasSize(2));
        assertThat(answered(leaver.email())).isEmpty();
    }

    private List<String> answered(String... addresses) {
        return database.select(OUTGOING.RECIPIENT)
                .from(OUTGOING)
                .where(OUTGOING.RECIPIENT.in(addresses))
                .fetch(OUTGOING.RECIPIENT);
    }

    private static List<MimeMessage> left(TestMailServer mails, String recipient) throws MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage mail : mails.mails()) {
            if (mail.getAllRecipients()[0].toString().equals(recipient)) {
                found.add(mail);
            }
        }
        return found;
    }

    @Test
    void aRefreshTokenBecomesAnAccessTokenByWhichMailsAreFetchedAndTheNextRefreshTokenIsKept() throws Throwable {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer tokens = tokens(200, "{\"access_token\":\"access\",\"refresh_token\":\"the next\"}", asked);
        try {
            Account account = account();
            account.user.setPassword("access");
            account.receive(1);
            long mailbox = withTokens(account, tokens);

            eventually(() -> assertThat(received(mailbox)).hasSize(1));
            assertThat(asked.getFirst())
                    .contains("grant_type=refresh_token")
                    .contains("refresh_token=the+first")
                    .contains("client_id=maru")
                    .contains("client_secret=hush");
            assertThat(secrets.decrypt(database.fetchSingle(MAILBOX, MAILBOX.ID.eq(mailbox))
                            .getSecret()))
                    .isEqualTo("the next");
        } finally {
            tokens.stop(0);
        }
    }

    @Test
    void whatTheGiverOfTokensSaysIsShown() throws Throwable {
        HttpServer tokens = tokens(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"The token was revoked\"}",
                new CopyOnWriteArrayList<>());
        try {
            long mailbox = withTokens(account(), tokens);

            eventually(() -> assertThat(failures(mailbox)).isPositive());
            assertThat(mailboxes.kept(mailbox).orElseThrow().failure()).isEqualTo("The token was revoked");
        } finally {
            tokens.stop(0);
        }
    }

    private static HttpServer tokens(int status, String given, List<String> asked) throws IOException {
        HttpServer tokens = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        tokens.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = given.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        return tokens;
    }

    private long withTokens(Account account, HttpServer tokens) {
        String address = "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token";
        MailAccess access =
                new MailAccess("127.0.0.1", account.port, Security.NONE, account.name, SignIn.OAUTH, address, "maru");
        return insert(access, new Proof(secrets.encrypt("the first"), secrets.encrypt("hush")), null, true, 100_000);
    }

    // --- how ------------------------------------------------------------------------------------------------------

    /** An account at the mail server. */
    private final class Account {

        private final String name;
        private final int port;
        private final GreenMailUser user;

        Account(String name, int port) {
            this.name = name;
            this.port = port;
            this.user = imap.setUser(name, name, PASSWORD);
        }

        void receive(int number) {
            for (int each = 0; each < number; each++) {
                receive(mail(), Instant.now());
            }
        }

        void receive(String raw, Instant at) {
            try {
                inbox().appendMessage(
                                new MimeMessage(
                                        Session.getInstance(new Properties()),
                                        new ByteArrayInputStream(raw.getBytes(UTF_8))),
                                new jakarta.mail.Flags(),
                                Date.from(at));
            } catch (jakarta.mail.MessagingException impossible) {
                throw new AssertionError(impossible);
            }
        }

        MailFolder inbox() {
            try {
                return imap.getManagers().getImapHostManager().getInbox(user);
            } catch (com.icegreen.greenmail.store.FolderException impossible) {
                throw new AssertionError(impossible);
            }
        }

        long validity() {
            return inbox().getUidValidity();
        }

        byte[] raw(int index) {
            return mails().get(index).getBytes(UTF_8);
        }

        List<String> mails() {
            return inbox().getMessages().stream()
                    .map(each -> com.icegreen.greenmail.util.GreenMailUtil.getWholeMessage(each.getMimeMessage()))
                    .toList();
        }
    }

    /** Stands before the mail server, and says that each mail is small. */
    private static final class Belittling implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Belittling(int behind) throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket client = socket.accept();
                        Socket server = new Socket("127.0.0.1", behind);
                        Thread.ofVirtual().start(() -> pass(client, server));
                        Thread.ofVirtual().start(() -> pass(server, client));
                    }
                } catch (IOException closed) {
                    // Nobody comes any more.
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        private static void pass(Socket from, Socket to) {
            try (from;
                    to;
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(from.getInputStream(), ISO_8859_1))) {
                OutputStream out = to.getOutputStream();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.write((line.replaceAll("RFC822\\.SIZE \\d+", "RFC822.SIZE 10") + "\r\n").getBytes(ISO_8859_1));
                    out.flush();
                }
            } catch (IOException gone) {
                // The other direction is closed with it.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Account account() {
        return new Account(
                "desk-" + UUID.randomUUID() + "@example.com", imap.getImap().getPort());
    }

    private static String mail() {
        String id = UUID.randomUUID().toString();
        return "Message-ID: <" + id + "@mail.example>\r\nFrom: sender-" + id
                + "@example.net\r\nTo: help@example.com\r\nSubject: Printer\r\n\r\nIt is broken: " + id + "\r\n";
    }

    /** A mail with a file; only its headers say who wrote it and what about. */
    private static String large(String sender, String header) {
        return "Message-ID: <" + UUID.randomUUID() + "@mail.example>\r\n" + header + "From: " + sender
                + "\r\nTo: help@example.com\r\nSubject: =?utf-8?B?"
                + Base64.getEncoder().encodeToString("프린터 사진".getBytes(UTF_8))
                + "?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n"
                + "Content-Type: text/plain\r\n\r\nLook.\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n"
                + "x".repeat(200_000) + "\r\n--b--\r\n";
    }

    private static InputStream torn(byte[] raw) {
        return new FilterInputStream(new ByteArrayInputStream(raw)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, Math.min(length, raw.length / 2));
                if (available() < raw.length / 4) {
                    throw new IOException("The line is dead");
                }
                return read;
            }
        };
    }

    private long mailbox(Account account, @Nullable Instant since) {
        return mailbox(account, since, PASSWORD);
    }

    private long mailbox(Account account, @Nullable Instant since, String password) {
        return insert(access(account), new Proof(secrets.encrypt(password), null), since, true, 100_000);
    }

    private long inactive(Account account) {
        return insert(access(account), new Proof(secrets.encrypt(PASSWORD), null), null, false, 100_000);
    }

    private static MailAccess access(Account account) {
        return new MailAccess("127.0.0.1", account.port, Security.NONE, account.name, SignIn.PASSWORD, null, null);
    }

    private long insert(MailAccess access, Proof proof, @Nullable Instant since, boolean active, long sizeLimit) {
        long id = mailboxes.insert(
                new Mailbox(
                        0,
                        desk.id(),
                        desks.requestType(desk, "Report an incident").id(),
                        "desk-" + UUID.randomUUID() + "@example.com",
                        List.of(),
                        Mailbox.Way.IMAP,
                        access,
                        Mailbox.Newcomers.CREATE,
                        true,
                        Mailbox.ClosedReplies.COMMENT,
                        sizeLimit,
                        active,
                        1),
                proof,
                since,
                clock.instant());
        made.add(id);
        return id;
    }

    private List<String> received(long mailbox) {
        return database.select(RECEIVED.MESSAGE_ID)
                .from(RECEIVED)
                .where(RECEIVED.MAILBOX_ID.eq(mailbox))
                .fetch(RECEIVED.MESSAGE_ID);
    }

    private List<String> states(long mailbox) {
        return database.select(RECEIVED.STATE)
                .from(RECEIVED)
                .where(RECEIVED.MAILBOX_ID.eq(mailbox))
                .fetch(RECEIVED.STATE);
    }

    private boolean isVisited(long mailbox) {
        return database.fetchExists(MAILBOX, MAILBOX.ID.eq(mailbox), MAILBOX.FETCHER.isNotNull());
    }

    private int failures(long mailbox) {
        return mailboxes.fetched(mailbox).orElseThrow().failures();
    }

    /** The newest first. */
    private static List<String> news(TestPerson person, String address) {
        return person
                .api()
                .get("/api/notifications?limit=100")
                .expect(200)
                .body()
                .path("items")
                .findValuesAsString("text")
                .stream()
                .filter(text -> text.contains(address))
                .toList();
    }
}
