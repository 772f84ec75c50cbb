package io.maru.notification;

import static io.maru.db.notification.Tables.MAIL_WORDING;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Json;
import io.maru.platform.Language;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails say what a desk wants them to say, in the reader's language and zone; never what the reader may not see. */
@MaruTest
class MailWordingTest {

    private static final long SEED = 20261123;

    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{{{",
            "{{ticket.summary}}",
            "{{ticket.summary.left(",
            "{{nobody.knows}}",
            "{{#subjects}}",
            "{{{saidHtml}}}",
            "{{ticket.labels.join(\"}}\")}}",
            "{{(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1",
            "\"",
            "'",
            "\\",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</style>",
            "한글",
            "\u202e",
            "\u0000",
            "\ud83d",
            "🖨️",
            "\r\nBcc: x@example.com\r\n",
            "{{comment.text}}",
            "{{now.format(\"",
            "%n%s",
            "${7*7}");

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

    private TestMailServer server;
    private Desk desk;
    private TestPerson manager;
    private TestPerson agent;
    private TestPerson customer;
    private String key;
    private String path;

    @BeforeEach
    void aDeskWithATicket() throws Throwable {
        desk = desks.aDesk().create();
        path = "/api/desks/" + desk.key() + "/mail-wording";
        manager = people.person().managerOf(desk.id()).create();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person()
                .named("이 고객")
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
        var administrator = people.administrator().api();
        long version = administrator
                .get("/api/mail/wording")
                .expect(200)
                .at("/version")
                .asLong();
        administrator
                .ifMatch(version)
                .put("/api/mail/wording", wording(Map.of()))
                .expect(200);
    }

    private static Map<String, Object> wording(Map<String, Object> words) {
        return wording(words, null);
    }

    private static Map<String, Object> wording(Map<String, Object> words, @Nullable String colour) {
        Map<String, Object> wording = new HashMap<>();
        wording.put("senderName", Map.of());
        wording.put("brand", Map.of());
        wording.put("footer", Map.of());
        wording.put("accentColour", colour);
        wording.put("words", words);
        return wording;
    }

    private static Map<String, Object> words(String subject, String opening, String button) {
        return Map.of(
                "subject", Map.of("ko", subject), "opening", Map.of("ko", opening), "button", Map.of("ko", button));
    }

    private void comment(boolean internal, String text) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    private MimeMessage mailOf(TestPerson person) throws Throwable {
        server.allIsFollowed();
        clock.advance(Duration.ofSeconds(70));
        eventually(() -> assertThat(server.mails(person)).hasSize(1));
        return server.mails(person).getFirst();
    }

    private Answer preview(TestPerson by, String kind, @Nullable Long reader, Map<String, Object> wording) {
        Map<String, Object> order = new HashMap<>();
        order.put("kind", kind);
        order.put("ticketKey", key);
        order.put("readerId", reader);
        order.put("wording", wording);
        return by.api().post(path + "/preview", order);
    }

    @Test
    @Tag("T10")
    void aDesksMailSpeaksItsWordsInTheReadersLanguageAndZone() throws Throwable {
        Map<String, Object> wanted = wording(
                Map.of(
                        "commented",
                        words(
                                "{{ticket.key}} 답변: {{ticket.summary.left(2)}}",
                                "{{reader}} 님, 안녕하세요 <b>\n접수: {{ticket.createdAt}}",
                                "답변 보기")),
                "#FFD400");
        wanted.put("senderName", Map.of("ko", "전산 지원팀"));
        wanted.put("brand", Map.of("ko", "마루 주식회사"));
        wanted.put("footer", Map.of("ko", "내선 1234"));
        manager.api().ifMatch(0).put(path, wanted).expect(200);
        manager.api().ifMatch(0).put(path, wanted).expect(409);
        comment(false, "고쳤습니다");

        MimeMessage mail = mailOf(customer);
        String created =
                Language.KO.words(clock.instant().minus(Duration.ofSeconds(70)).atZone(ZoneId.of("Asia/Seoul")));
        assertThat(mail.getSubject()).isEqualTo(key + " 답변: 메일");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("전산 지원팀");
        assertThat(TestMailServer.text(mail))
                .contains("이 고객 님, 안녕하세요 <b>", "접수: " + created.substring(0, created.length() - 3), "내선 1234");
        assertThat(TestMailServer.html(mail))
                .contains("안녕하세요 &lt;b&gt;", "답변 보기", "마루 주식회사", "background:#ffd400;color:#000000")
                .doesNotContain("안녕하세요 <b>");
    }

    @Test
    void whatADeskDoesNotSayIsAsAllDesksHaveItAndThenAsTheProductHasIt() throws Throwable {
        var administrator = people.administrator().api();
        long version = administrator
                .get("/api/mail/wording")
                .expect(200)
                .at("/version")
                .asLong();
        administrator
                .ifMatch(version)
                .put("/api/mail/wording", wording(Map.of("commented", words("모두의 제목 {{ticket.key}}", "", ""))))
                .expect(200);
        manager.api()
                .ifMatch(0)
                .put(path, wording(Map.of("commented", words("", "우리의 인사", ""))))
                .expect(200);
        assertThat(manager.api()
                        .get(path)
                        .expect(200)
                        .at("/inherited/words/commented/subject/ko")
                        .asString())
                .isEqualTo("모두의 제목 {{ticket.key}}");
        comment(false, "하나");

        MimeMessage mail = mailOf(customer);
        assertThat(mail.getSubject()).isEqualTo("모두의 제목 " + key);
        assertThat(TestMailServer.text(mail)).contains("우리의 인사");
        assertThat(TestMailServer.html(mail)).contains("열기");
    }

    @Test
    @Tag("R03")
    void noTemplateTellsACustomerWhatOnlyAgentsMayKnow() throws Throwable {
        manager.api()
                .ifMatch(0)
                .put(
                        path,
                        wording(Map.of(
                                "commented",
                                words(
                                        "{{comment.text}}",
                                        "{{ticket.labels.join(\",\")}}|{{ticket.priority}}|{{ticket.team}}|{{news}}",
                                        ""),
                                "commented_internally",
                                words("{{comment.text}}", "{{comment.text}}", ""))))
                .expect(200);
        comment(true, "비밀: 고객에게 말하지 말 것");
        comment(false, "곧 됩니다");

        MimeMessage mail = mailOf(customer);
        assertThat(mail.getSubject()).isEqualTo("곧 됩니다");
        assertThat(TestMailServer.text(mail) + TestMailServer.html(mail))
                .contains("|||")
                .doesNotContain("비밀");
        preview(manager, "commented_internally", customer.id(), wording(Map.of()))
                .expect(400);
        assertThat(preview(
                                manager,
                                "commented",
                                customer.id(),
                                wording(Map.of("commented", words("{{comment.text}}", "", ""))))
                        .expect(200)
                        .at("/subject")
                        .asString())
                .isEqualTo("곧 됩니다");
    }

    @Test
    void aTextThatCannotBeUsedIsRefusedAtItsPlace() {
        String refused = manager.api()
                .ifMatch(0)
                .put(
                        path,
                        wording(
                                Map.of(
                                        "commented",
                                        words("{{ticket.sumary}}", "{{ticket.key", ""),
                                        "nonsense",
                                        words("", "", "")),
                                "red"))
                .expect(400)
                .toString();
        assertThat(refused)
                .contains(
                        "/words/commented/subject/ko",
                        "/words/commented/opening/ko",
                        "/words/nonsense",
                        "/accentColour");
        assertThat(manager.api().get(path).expect(200).at("/version").asLong()).isZero();
    }

    @Test
    void aTextWhoseValueIsGoneFallsBackAndAdministratorsHearOfItOnce() throws Throwable {
        TestPerson administrator = people.administrator();
        manager.api()
                .ifMatch(0)
                .put(path, wording(Map.of("commented", words("우리의 제목", "", ""))))
                .expect(200);
        // As it stands when a field that was named is gone.
        database.update(MAIL_WORDING)
                .set(
                        MAIL_WORDING.WORDING,
                        Json.of(wording(Map.of("commented", words("우리의 제목 {{fields.gone}}", "", "")))))
                .where(MAIL_WORDING.DESK_ID.eq(desk.id()))
                .execute();
        comment(false, "하나");
        assertThat(mailOf(customer).getSubject()).isEqualTo("[" + key + "] 메일이 보내지지 않아요");
        comment(false, "둘");
        server.allIsFollowed();
        clock.advance(Duration.ofSeconds(70));
        eventually(() -> assertThat(server.mails(customer)).hasSize(2));

        assertThat(administrator
                        .api()
                        .get("/api/notifications")
                        .expect(200)
                        .at("/items")
                        .valueStream()
                        .filter(each -> each.path("kind").asString().equals("mail_wording"))
                        .filter(each -> each.path("text").asString().contains(desk.key())))
                .hasSize(1);
        assertThat(manager.api().get(path).expect(200).at("/broken").asString()).isEqualTo("A comment");
    }

    @Test
    void aPreviewIsTheMailThatAReaderWouldGetAndLetsNobodyActInTheirPlace() {
        comment(false, "<em>고쳤습니다</em>");
        Answer mail = preview(
                        manager,
                        "commented",
                        null,
                        wording(Map.of("commented", words("{{reader}}: {{news}}", "안녕", ""))))
                .expect(200);
        assertThat(mail.at("/subject").asString()).isEqualTo("이 고객: 김지원 님이 댓글을 남겼습니다");
        assertThat(mail.at("/html").asString()).contains("<em>고쳤습니다</em>", "안녕").doesNotContain("/unsubscribe/");

        TestPerson stranger = people.person().create();
        preview(manager, "commented", stranger.id(), wording(Map.of())).expect(400);
        preview(agent, "commented", null, wording(Map.of())).expect(403);
        key = tickets.incident(desks.aDesk().create()).by(customer).path("key").asString();
        preview(manager, "commented", null, wording(Map.of())).expect(400);
    }

    @Test
    void whateverIsWrittenIsRefusedOrFilledAndNeverBecomesMarkup() {
        for (int round = 0; round < 150; round++) {
            Random random = new Random(SEED + round);
            Answer answer = preview(
                    manager,
                    "commented",
                    null,
                    wording(Map.of(
                            "commented",
                            words(anything(random), anything(random), random.nextBoolean() ? "x" : "{{"))));
            if (answer.status() == 200) {
                assertThat(answer.at("/html").asString())
                        .as("round %d", round)
                        .doesNotContain("<script", "<img", "</style>");
                assertThat(answer.at("/subject").asString().lines()).hasSize(1);
            } else {
                assertThat(answer.status()).as("round %d", round).isEqualTo(400);
            }
        }
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 5);
        for (int piece = 0; piece < pieces; piece++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
