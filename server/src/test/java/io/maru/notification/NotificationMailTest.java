package io.maru.notification;

import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.SERVER;
import static io.maru.db.notification.Tables.PENDING_MAIL;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.mail.MailBounced;
import io.maru.people.Role;
import io.maru.platform.Language;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    private TestMailServer server;
    private Desk desk;
    private TestPerson agent;
    private TestPerson customer;
    private String key;

    @BeforeEach
    void aMailServerAndATicket() throws Throwable {
        desk = desks.aDesk().create();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person()
                .speaking(Language.KO)
                .in(ZoneId.of("Asia/Seoul"))
                .create();
        key = tickets.incident(desk).by(customer).path("key").asString();
        server = TestMailServer.open(people, database, clock);
    }

    @AfterEach
    void nobodyIsWrittenToAnyMore() {
        clock.reset();
        server.close();
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

    /** What is told becomes due. */
    private void aMinutePasses() throws Throwable {
        server.allIsFollowed();
        clock.advance(Duration.ofSeconds(70));
    }

    @Test
    void aCustomerReadsAnAnswerInTheirLanguageAndNeverAnInternalNote() throws Throwable {
        comment(true, "비밀: 고객에게 말하지 말 것");
        comment(false, "<strong>다시 시작</strong>해 보세요 <script>alert(1)</script>");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));

        MimeMessage mail = server.mails(customer).getFirst();
        assertThat(mail.getSubject()).isEqualTo("[" + key + "] 메일이 보내지지 않아요");
        String text = TestMailServer.text(mail);
        String html = TestMailServer.html(mail);
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
    @Tag("M13")
    void whatHappensWithinAMinuteIsOneMailAndMailsOfATicketBelongTogether() throws Throwable {
        transition("start");
        comment(false, "보고 있습니다");
        comment(false, "찾았습니다");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        assertThat(TestMailServer.text(server.mails(customer).getFirst()))
                .containsSubsequence("상태를 바꿨습니다", "보고 있습니다", "찾았습니다");

        comment(false, "고쳤습니다");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(2));
        MimeMessage first = server.mails(customer).get(0);
        MimeMessage second = server.mails(customer).get(1);
        assertThat(second.getHeader("References")).isEqualTo(first.getHeader("References"));
        assertThat(second.getHeader("In-Reply-To")).isEqualTo(first.getHeader("In-Reply-To"));
        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID()).endsWith("@maru.example>");
    }

    @Test
    void whileTheServerIsDownNothingIsLostAndAfterwardsAllIsOneMail() throws Throwable {
        server.stop();
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

        server.restart();
        clock.advance(Duration.ofHours(1));
        eventually(() -> assertThat(server.mails(customer)).hasSize(2));
        assertThat(TestMailServer.text(server.mails(customer).get(0))).contains("첫째");
        assertThat(TestMailServer.text(server.mails(customer).get(1))).containsSubsequence("둘째", "셋째");
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
        server.stop();
        aMinutePasses();
        eventually(() -> assertThat(database.fetchCount(OUTGOING, OUTGOING.RECIPIENT.eq(customer.email())))
                .isOne());
        String messageId = database.select(OUTGOING.MESSAGE_ID)
                .from(OUTGOING)
                .where(OUTGOING.RECIPIENT.eq(customer.email()))
                .fetchSingle()
                .value1();
        // As it stands when somebody has taken it and not come back.
        database.update(OUTGOING)
                .set(OUTGOING.TRY_AT, clock.instant().plusSeconds(300))
                .where(OUTGOING.RECIPIENT.eq(customer.email()))
                .execute();

        server.restart();
        clock.advance(Duration.ofMinutes(6));
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        assertThat(server.mails(customer).getFirst().getMessageID()).isEqualTo("<" + messageId + ">");
    }

    @Test
    void oneRequestEndsMailsAndOpeningTheLinkDoesNot() throws Throwable {
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        String header = server.mails(customer).getFirst().getHeader("List-Unsubscribe")[0];
        String path = URI.create(header.substring(1, header.length() - 1)).getPath();
        assertThat(path).startsWith("/api/unsubscriptions/");

        people.anonymous().get(path).expect(405);
        people.anonymous().post(path + "x", Map.of()).expect(404);
        people.anonymous().post(path, Map.of()).expect(204);
        comment(false, "둘");
        aMinutePasses();
        assertThat(database.fetchCount(PENDING_MAIL, PENDING_MAIL.PERSON_ID.eq(customer.id())))
                .isZero();
        assertThat(server.mails(customer)).hasSize(1);
    }

    @Test
    void newsOfManyTicketsIsOneMail() throws Throwable {
        for (int number = 0; number < 7; number++) {
            key = tickets.incident(desk).by(customer).path("key").asString();
            comment(false, "답 " + number);
        }
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        assertThat(server.mails(customer).getFirst().getSubject()).isEqualTo("요청 7건의 새 소식");
        assertThat(TestMailServer.text(server.mails(customer).getFirst()))
                .contains("답 0")
                .contains("답 6");
    }

    @Test
    void whoSentARequestIsToldThatItArrived() throws Throwable {
        tickets.incident(desk).by(customer);
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        assertThat(TestMailServer.text(server.mails(customer).getFirst())).contains("요청이 접수되었습니다");
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
        eventually(() -> assertThat(database.fetchCount(PENDING_MAIL, PENDING_MAIL.PERSON_ID.eq(customer.id())))
                .isZero());
        assertThat(server.mails(customer)).isEmpty();
    }

    @Test
    void whereMailsComeBackFromNoMoreAreSentUntilSomebodyTriesAgain() throws Throwable {
        comment(false, "하나");
        aMinutePasses();
        Api administrator = people.administrator().api();
        eventually(() -> assertThat(outgoing(administrator))
                .singleElement()
                .extracting(mail -> mail.path("state").asString())
                .isEqualTo("sent"));
        String messageId = server.mails(customer).getFirst().getMessageID();
        events.publishEvent(new MailBounced(
                messageId.substring(1, messageId.length() - 1), customer.email().toLowerCase(Locale.ROOT), true, ""));

        comment(false, "둘");
        aMinutePasses();
        eventually(() -> assertThat(outgoing(administrator)).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.path("state").asString()).isEqualTo("failed");
            assertThat(mail.path("failure").asString()).isEqualTo("bounced");
        }));
        assertThat(server.mails(customer)).hasSize(1);

        // The first one has been sent: nothing is left of it to send.
        administrator
                .post("/api/mail/outgoing/" + outgoing(administrator).get(1).path("id") + "/retry", Map.of())
                .expect(404);
        administrator
                .post("/api/mail/outgoing/" + outgoing(administrator).get(0).path("id") + "/retry", Map.of())
                .expect(204);
        eventually(() -> assertThat(server.mails(customer)).hasSize(2));
    }

    /** Of the customer: what is promised to others is broken by moving the clock, and they are told. */
    private List<JsonNode> outgoing(Api administrator) {
        return administrator
                .get("/api/mail/outgoing")
                .expect(200)
                .at("/items")
                .valueStream()
                .filter(mail -> mail.path("recipient").asString().equals(customer.email()))
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
        assertThat(server.mails("somebody@maru.example")).hasSize(1);
        server.stop();
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
        Map<String, Object> settings = TestMailServer.settings(25);
        settings.put("active", false);
        settings.put("username", "maru");
        settings.put("password", "geheim");
        var kept =
                administrator.ifMatch(version).put("/api/mail/server", settings).expect(200);
        assertThat(kept.at("/hasPassword").asBoolean()).isTrue();
        assertThat(kept.toString()).doesNotContain("geheim");
        assertThat(database.select(SERVER.PASSWORD).from(SERVER).fetchSingle().value1())
                .doesNotContain("geheim");

        settings.remove("password");
        settings.put("host", "elsewhere.example");
        assertThat(administrator
                        .ifMatch(version + 1)
                        .put("/api/mail/server", settings)
                        .expect(400)
                        .toString())
                .contains("/password");
    }

    private List<JsonNode> deliveries(TestPerson person) {
        return person.api()
                .get("/api/tickets/" + key + "/deliveries")
                .expect(200)
                .body()
                .valueStream()
                .toList();
    }

    @Test
    void whoAnswersSeesWhetherTheMailArrived() throws Throwable {
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(deliveries(agent)).singleElement().satisfies(mail -> {
            assertThat(mail.path("recipient").asString()).isEqualTo(customer.displayName());
            assertThat(mail.path("state").asString()).isEqualTo("sent");
            assertThat(mail.path("commentIds").size()).isOne();
        }));
        customer.api().get("/api/tickets/" + key + "/deliveries").expect(404);

        String messageId = server.mails(customer).getFirst().getMessageID();
        events.publishEvent(new MailBounced(
                messageId.substring(1, messageId.length() - 1), customer.email().toLowerCase(Locale.ROOT), true, ""));
        assertThat(deliveries(agent))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("failure").asString()).isEqualTo("bounced"));
    }

    private List<JsonNode> undelivered(TestPerson person) {
        return person.api()
                .get("/api/notifications?kind=undelivered")
                .expect(200)
                .at("/items")
                .valueStream()
                .toList();
    }

    @Test
    void whoAnsweredIsToldOnceThatItDidNotArriveAndReadsWhatTheServerSaid() throws Throwable {
        TestPerson colleague = people.person().agentOf(desk.id()).create();
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        String messageId = server.mails(customer).getFirst().getMessageID();
        MailBounced report = new MailBounced(
                messageId.substring(1, messageId.length() - 1),
                customer.email().toLowerCase(Locale.ROOT),
                true,
                "550 5.1.1 User unknown");
        events.publishEvent(report);
        events.publishEvent(report);

        assertThat(deliveries(agent)).singleElement().satisfies(mail -> {
            assertThat(mail.path("recipient").asString()).isEqualTo(customer.displayName());
            assertThat(mail.path("diagnostic").asString()).isEqualTo("550 5.1.1 User unknown");
        });
        assertThat(undelivered(agent)).singleElement().satisfies(told -> {
            assertThat(told.path("text").asString()).contains(customer.displayName());
            assertThat(told.at("/ticket/key").asString()).isEqualTo(key);
        });
        assertThat(undelivered(colleague)).isEmpty();
        assertThat(database.fetchCount(PENDING_MAIL, PENDING_MAIL.PERSON_ID.eq(agent.id())))
                .isZero();

        // Nothing is sent there any more: what is said next does not arrive either.
        comment(false, "둘");
        aMinutePasses();
        eventually(() -> assertThat(undelivered(agent)).hasSize(2));
        assertThat(undelivered(colleague)).isEmpty();
    }

    @Test
    void aDeskMayTellWhoIsAssignedToo() throws Throwable {
        TestPerson assignee = people.person().agentOf(desk.id()).create();
        TestPerson manager = people.withRole(Role.DESK_MANAGER, desk.id());
        manager.api()
                .ifMatch(0)
                .put(
                        "/api/desks/" + desk.key() + "/notification-rules",
                        Map.of("told", Map.of("undelivered", List.of("assignee"))))
                .expect(200);
        long version = agent.api()
                .get("/api/tickets/" + key)
                .expect(200)
                .at("/version")
                .asLong();
        agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("assigneeId", assignee.id()))
                .expect(200);
        comment(false, "하나");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        String messageId = server.mails(customer).getFirst().getMessageID();
        events.publishEvent(new MailBounced(
                messageId.substring(1, messageId.length() - 1), customer.email().toLowerCase(Locale.ROOT), false, ""));

        assertThat(undelivered(assignee)).hasSize(1);
        assertThat(undelivered(agent)).isEmpty();
    }

    @Test
    void whoWorksOnATicketReadsWhatIsPromisedInTheirZoneAndCustomersDoNot() throws Throwable {
        agent.api()
                .put(
                        "/api/me/notification-choices",
                        Map.of("ways", Map.of("commented", List.of("mail"), "commented_internally", List.of())))
                .expect(200);
        agent.api().put("/api/tickets/" + key + "/watchers/" + agent.id()).expect(200);
        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>아직인가요</p>"))
                .expect(201);
        aMinutePasses();
        eventually(() -> assertThat(server.mails(agent)).hasSize(1));
        String promised = agent.api()
                .get("/api/tickets/" + key + "/sla")
                .expect(200)
                .body()
                .valueStream()
                .filter(clock -> clock.path("dueAt").isString())
                .map(clock -> clock.path("policy").asString() + ": ")
                .findFirst()
                .orElseThrow();
        assertThat(TestMailServer.text(server.mails(agent).getFirst())).contains(promised);
        assertThat(TestMailServer.html(server.mails(agent).getFirst())).contains(promised);
        comment(false, "곧 됩니다");
        aMinutePasses();
        eventually(() -> assertThat(server.mails(customer)).hasSize(1));
        assertThat(TestMailServer.text(server.mails(customer).getFirst())).doesNotContain(promised);
    }
}
