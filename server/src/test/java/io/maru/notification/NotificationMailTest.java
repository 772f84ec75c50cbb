package io.maru.notification;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.SERVER;
import static io.maru.db.mail.Tables.UNDELIVERABLE;
import static io.maru.db.notification.Tables.PENDING_MAIL;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.maru.desk.Desk;
import io.maru.mail.MailBounced;
import io.maru.platform.Language;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;

/** Mails tell people what happens: in their language, bundled, once, never what they may not see, and again after the server was down. */
@MaruTest
class NotificationMailTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext database;

    @Autowired
    ApplicationEventPublisher events;

    private GreenMail smtp;
    private Desk desk;
    private TestPerson agent;
    private TestPerson customer;
    private String key;

    @BeforeEach
    void aMailServerAndATicket() throws Throwable {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        smtp.start();
        desk = desks.aDesk().create();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person()
                .speaking(Language.KO)
                .in(ZoneId.of("Asia/Seoul"))
                .create();
        key = tickets.incident(desk).by(customer).path("key").asString();
        allIsFollowed();
        mailsLeaveBy(smtp.getSmtp().getPort());
    }

    @AfterEach
    void nobodyIsWrittenToAnyMore() {
        clock.reset();
        database.deleteFrom(PENDING_MAIL).execute();
        database.deleteFrom(OUTGOING).execute();
        database.deleteFrom(SERVER).execute();
        database.deleteFrom(UNDELIVERABLE).execute();
        smtp.stop();
    }

    private void mailsLeaveBy(int port) {
        Api administrator = people.administrator().api();
        long version =
                administrator.get("/api/mail/server").expect(200).at("/version").asLong();
        administrator.ifMatch(version).put("/api/mail/server", server(port)).expect(200);
    }

    private static Map<String, Object> server(int port) {
        Map<String, Object> server = new HashMap<>();
        server.put("host", "127.0.0.1");
        server.put("port", port);
        server.put("security", "none");
        server.put("senderAddress", "desk@maru.example");
        server.put("senderName", "마루");
        server.put("webAddress", "https://maru.example/");
        return server;
    }

    private void comment(boolean internal, String text) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    private void transition(String transition) {
        long version = agent.api()
                .get("/api/tickets/" + key)
                .expect(200)
                .at("/version")
                .asLong();
        agent.api()
                .ifMatch(version)
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", transition))
                .expect(200);
    }

    private void allIsFollowed() throws Throwable {
        eventually(() -> assertThat(database.fetchCount(DELIVERY)).isZero());
    }

    /** What is told becomes due. */
    private void aMinutePasses() throws Throwable {
        eventually(() -> assertThat(database.fetchCount(io.maru.db.event.Tables.DELIVERY))
                .isZero());
        clock.advance(Duration.ofSeconds(70));
    }

    private List<MimeMessage> mails(TestPerson person) {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage mail : smtp.getReceivedMessages()) {
            try {
                if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(person.email())) {
                    found.add(mail);
                }
            } catch (jakarta.mail.MessagingException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
        return found;
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(index).getContent().toString();
    }

    @Test
    void aCustomerReadsAnAnswerInTheirLanguageAndNeverAnInternalNote() throws Throwable {
        comment(true, "비밀: 고객에게 말하지 말 것");
        comment(false, "<strong>다시 시작</strong>해 보세요 <script>alert(1)</script>");
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));

        MimeMessage mail = mails(customer).getFirst();
        assertThat(mail.getSubject()).isEqualTo("[" + key + "] 메일이 보내지지 않아요");
        String text = part(mail, 0);
        String html = part(mail, 1);
        assertThat(text).contains("김지원 님이 댓글을 남겼습니다").contains("다시 시작해 보세요");
        assertThat(text).contains("https://maru.example/portal/requests/" + key);
        assertThat(html)
                .contains("<strong>다시 시작</strong>")
                .doesNotContain("<script")
                .contains("lang=\"ko\"");
        assertThat(text + html).doesNotContain("비밀").doesNotContain("내부 메모");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
    }

    @Test
    void whatHappensWithinAMinuteIsOneMailAndMailsOfATicketBelongTogether() throws Throwable {
        transition("start");
        comment(false, "보고 있습니다");
        comment(false, "찾았습니다");
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        assertThat(part(mails(customer).getFirst(), 0)).containsSubsequence("상태를 바꿨습니다", "보고 있습니다", "찾았습니다");

        comment(false, "고쳤습니다");
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(2));
        MimeMessage first = mails(customer).get(0);
        MimeMessage second = mails(customer).get(1);
        assertThat(second.getHeader("References")).isEqualTo(first.getHeader("References"));
        assertThat(second.getHeader("In-Reply-To")).isEqualTo(first.getHeader("In-Reply-To"));
        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID()).endsWith("@maru.example>");
    }

    @Test
    void whileTheServerIsDownNothingIsLostAndAfterwardsAllIsOneMail() throws Throwable {
        int port = smtp.getSmtp().getPort();
        smtp.stop();
        comment(false, "첫째");
        aMinutePasses();
        Api administrator = people.administrator().api();
        eventually(() -> assertThat(administrator
                        .get("/api/mail/server")
                        .expect(200)
                        .at("/failingSince")
                        .isNull())
                .isFalse());
        for (String text : List.of("둘째", "셋째")) {
            comment(false, text);
            aMinutePasses();
            clock.advance(Duration.ofHours(6));
        }

        smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        clock.advance(Duration.ofHours(1));
        eventually(() -> assertThat(mails(customer)).hasSize(2));
        assertThat(part(mails(customer).get(0), 0)).contains("첫째");
        assertThat(part(mails(customer).get(1), 0)).containsSubsequence("둘째", "셋째");
        assertThat(people.administrator()
                        .api()
                        .get("/api/mail/server")
                        .expect(200)
                        .at("/failingSince")
                        .isNull())
                .isTrue();
    }

    @Test
    void aMailThatWasTakenByAServerThatDiedIsSentByAnother() throws Throwable {
        comment(false, "하나");
        smtp.stop();
        aMinutePasses();
        eventually(() -> assertThat(database.fetchCount(OUTGOING)).isOne());
        String messageId = database.select(OUTGOING.MESSAGE_ID)
                .from(OUTGOING)
                .fetchSingle()
                .value1();
        // As it stands when somebody has taken it and not come back.
        database.update(OUTGOING)
                .set(OUTGOING.TRY_AT, clock.instant().plusSeconds(300))
                .execute();

        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        smtp.start();
        mailsLeaveBy(smtp.getSmtp().getPort());
        clock.advance(Duration.ofMinutes(6));
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        assertThat(mails(customer).getFirst().getMessageID()).isEqualTo("<" + messageId + ">");
    }

    @Test
    void oneRequestEndsMailsAndOpeningTheLinkDoesNot() throws Throwable {
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        String header = mails(customer).getFirst().getHeader("List-Unsubscribe")[0];
        String path = URI.create(header.substring(1, header.length() - 1)).getPath();
        assertThat(path).startsWith("/api/unsubscriptions/");

        people.anonymous().get(path).expect(405);
        people.anonymous().post(path + "x", Map.of()).expect(404);
        people.anonymous().post(path, Map.of()).expect(204);
        comment(false, "둘");
        aMinutePasses();
        assertThat(database.fetchCount(PENDING_MAIL, PENDING_MAIL.PERSON_ID.eq(customer.id())))
                .isZero();
        assertThat(mails(customer)).hasSize(1);
    }

    @Test
    void newsOfManyTicketsIsOneMail() throws Throwable {
        for (int number = 0; number < 7; number++) {
            key = tickets.incident(desk).by(customer).path("key").asString();
            comment(false, "답 " + number);
        }
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        assertThat(mails(customer).getFirst().getSubject()).isEqualTo("요청 7건의 새 소식");
        assertThat(part(mails(customer).getFirst(), 0)).contains("답 0").contains("답 6");
    }

    @Test
    void whoSentARequestIsToldThatItArrived() throws Throwable {
        tickets.incident(desk).by(customer);
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        assertThat(part(mails(customer).getFirst(), 0)).contains("요청이 접수되었습니다");
    }

    @Test
    void whatWasTakenBackBeforeItWasToldIsNotTold() throws Throwable {
        long id = agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>잘못 보냄</p>", "internal", false))
                .expect(201)
                .at("/id")
                .asLong();
        agent.api().ifMatch(1).delete("/api/tickets/" + key + "/comments/" + id).expect(200);
        aMinutePasses();
        eventually(() -> assertThat(database.fetchCount(PENDING_MAIL)).isZero());
        assertThat(mails(customer)).isEmpty();
    }

    @Test
    void whereMailsComeBackFromNoMoreAreSentUntilSomebodyTriesAgain() throws Throwable {
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(mails(customer)).hasSize(1));
        String messageId = mails(customer).getFirst().getMessageID();
        events.publishEvent(new MailBounced(
                messageId.substring(1, messageId.length() - 1), customer.email().toLowerCase(Locale.ROOT), true));

        comment(false, "둘");
        aMinutePasses();
        Api administrator = people.administrator().api();
        eventually(() -> assertThat(outgoing(administrator)).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.path("state").asString()).isEqualTo("failed");
            assertThat(mail.path("failure").asString()).isEqualTo("bounced");
        }));
        assertThat(mails(customer)).hasSize(1);

        // The first one has been sent: nothing is left of it to send.
        administrator
                .post("/api/mail/outgoing/" + outgoing(administrator).get(1).path("id") + "/retry", Map.of())
                .expect(404);
        administrator
                .post("/api/mail/outgoing/" + outgoing(administrator).get(0).path("id") + "/retry", Map.of())
                .expect(204);
        eventually(() -> assertThat(mails(customer)).hasSize(2));
    }

    private static List<JsonNode> outgoing(Api administrator) {
        return administrator
                .get("/api/mail/outgoing")
                .expect(200)
                .at("/items")
                .valueStream()
                .toList();
    }

    @Test
    void aTestMailSaysWhatTheServerSaid() {
        Api administrator = people.administrator().api();
        assertThat(administrator
                        .post("/api/mail/server/test", Map.of("recipient", "somebody@maru.example"))
                        .expect(200)
                        .at("/failure")
                        .isNull())
                .isTrue();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        smtp.stop();
        assertThat(administrator
                        .post("/api/mail/server/test", Map.of("recipient", "somebody@maru.example"))
                        .expect(200)
                        .at("/failure")
                        .asString())
                .contains("127.0.0.1");
    }

    @Test
    void aPasswordIsNeverShownAndNotSentToAnotherServer() {
        Api administrator = people.administrator().api();
        long version =
                administrator.get("/api/mail/server").expect(200).at("/version").asLong();
        Map<String, Object> server = server(25);
        server.put("active", false);
        server.put("username", "maru");
        server.put("password", "geheim");
        var kept =
                administrator.ifMatch(version).put("/api/mail/server", server).expect(200);
        assertThat(kept.at("/hasPassword").asBoolean()).isTrue();
        assertThat(kept.toString()).doesNotContain("geheim");
        assertThat(database.select(SERVER.PASSWORD).from(SERVER).fetchSingle().value1())
                .doesNotContain("geheim");

        server.remove("password");
        server.put("host", "elsewhere.example");
        assertThat(administrator
                        .ifMatch(version + 1)
                        .put("/api/mail/server", server)
                        .expect(400)
                        .toString())
                .contains("/password");
    }
}
