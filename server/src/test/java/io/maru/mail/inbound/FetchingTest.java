package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.MAILBOX;
import static io.maru.db.mail.Tables.RECEIVED;
import static io.maru.support.Eventually.eventually;
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
import io.maru.support.TestPerson;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
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
        // One that is larger than the server said is not taken, either.
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
    void aRefreshTokenBecomesAnAccessTokenAndTheNextRefreshTokenIsKept() throws Throwable {
        HttpServer tokens = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        List<String> asked = new ArrayList<>();
        tokens.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = "{\"access_token\":\"access\",\"refresh_token\":\"the next\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        try {
            Account account = account();
            String address = "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token";
            MailAccess access = new MailAccess(
                    "127.0.0.1", account.port, Security.NONE, account.name, SignIn.OAUTH, address, "maru");
            long mailbox = insert(
                    access, new Proof(secrets.encrypt("the first"), secrets.encrypt("hush")), null, true, 100_000);

            eventually(() -> assertThat(failures(mailbox)).isPositive());
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

    private Account account() {
        return new Account(
                "desk-" + UUID.randomUUID() + "@example.com", imap.getImap().getPort());
    }

    private static String mail() {
        String id = UUID.randomUUID().toString();
        return "Message-ID: <" + id + "@mail.example>\r\nFrom: sender-" + id
                + "@example.net\r\nTo: help@example.com\r\nSubject: Printer\r\n\r\nIt is broken: " + id + "\r\n";
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
