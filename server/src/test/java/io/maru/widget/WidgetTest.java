package io.maru.widget;

import static io.maru.db.widget.Tables.CODE;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A desk inside other web pages: only in those that it names, only for who has shown who they are, and there no more than a customer of
 * that desk; chats are tickets from their first sentence on.
 */
@MaruTest
class WidgetTest {

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

    @BeforeEach
    void aDesk() throws Throwable {
        desk = desks.aDesk().create();
        manager = people.person().managerOf(desk.id()).create();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person().create();
        server = TestMailServer.open(people, database, clock);
    }

    @AfterEach
    void asItWas() {
        clock.reset();
        database.deleteFrom(CODE).execute();
        server.close();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("name", "홈페이지");
        settings.put("greeting", Map.of("ko", "무엇을 도와드릴까요?", "en", "How can we help?"));
        settings.put("origins", List.of("https://www.example.com/products?from=1", "http://intranet:8080"));
        settings.put("newcomers", true);
        settings.put(
                "chatRequestTypeId", desks.requestType(desk, "Ask a question").id());
        return settings;
    }

    private String path() {
        return "/api/desks/" + desk.key() + "/widgets";
    }

    private UUID widget() {
        return UUID.fromString(
                manager.api().post(path(), settings()).expect(201).at("/id").asString());
    }

    private Api visiting(Answer visit) {
        return people.anonymous()
                .with("Authorization", "Visit " + visit.expect(201).at("/token").asString());
    }

    private Api visit(TestPerson person, UUID widget) {
        return visiting(person.api().post("/api/widgets/" + widget + "/visits"));
    }

    private Api asking() {
        return people.anonymous().speaking("ko");
    }

    private String number(String address) throws Throwable {
        eventually(() -> assertThat(mails(address)).isNotEmpty());
        Matcher number = Pattern.compile("\\b(\\d{3}) (\\d{3})\\b")
                .matcher(TestMailServer.text(mails(address).getLast()));
        assertThat(number.find()).isTrue();
        return number.group(1) + number.group(2);
    }

    private List<MimeMessage> mails(String address) {
        return server.mails().stream()
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equalsIgnoreCase(address);
                    } catch (jakarta.mail.MessagingException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                })
                .toList();
    }

    // ------------------------------------------------------------------ where it is shown

    @Test
    void onlyThePagesThatItNamesShowIt() {
        UUID widget = widget();
        String policy = people.anonymous().get("/widget/" + widget).header("Content-Security-Policy");
        assertThat(policy)
                .contains("frame-ancestors https://www.example.com http://intranet:8080")
                .contains("script-src 'self'");
        assertThat(people.anonymous().get("/widget/" + widget).headers().firstValue("X-Frame-Options"))
                .isEmpty();

        for (String elsewhere : List.of(
                "/widget/" + UUID.randomUUID(), "/widget/nothing", "/widget/" + widget + "/sign-in", "/portal")) {
            assertThat(people.anonymous().get(elsewhere).header("Content-Security-Policy"))
                    .as(elsewhere)
                    .contains("frame-ancestors 'none'");
        }

        Map<String, Object> off = settings();
        off.put("active", false);
        manager.api().ifMatch(1).put(path() + "/" + widget, off).expect(200);
        assertThat(people.anonymous().get("/widget/" + widget).header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
        people.anonymous().get("/api/widgets/" + widget).expect(404);
        people.anonymous().get("/widgets/" + widget + ".js").expect(404);
    }

    @Test
    void itsScriptIsForEverybodyAndSaysWhereItsPageIs() {
        UUID widget = widget();
        Answer script = people.anonymous().get("/widgets/" + widget + ".js").expect(200);
        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.text()).contains(widget.toString()).contains("도움 받기").contains("postMessage");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com, https://www.example.com",
        "HTTPS://WWW.Example.com:443/a/b?c#d, https://www.example.com",
        "http://intranet:8080/, http://intranet:8080",
        "https://한빛.example, https://xn--xx3br43b.example"
    })
    void anAddressOfAPageIsItsOrigin(String typed, String origin) {
        assertThat(Origins.read(typed)).contains(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://a b",
        "https://user@example.com",
        "https://x.example; script-src *",
        "*",
        "https://*",
        "https://"
    })
    void whatIsNoOriginIsRefused(String typed) {
        Map<String, Object> settings = settings();
        settings.put("origins", List.of(typed));
        assertThat(manager.api().post(path(), settings).expect(400).errors()).containsExactly("/origins widget_origin");
    }

    @Test
    void aChatsRequestTypeMayAskForNothingElse() {
        Map<String, Object> settings = settings();
        settings.put(
                "chatRequestTypeId",
                desks.requestType(desk, "Report an incident").id());
        assertThat(manager.api().post(path(), settings).expect(400).errors())
                .containsExactly("/chatRequestTypeId widget_chat_asks");
    }

    @Test
    void onlyWhoConfiguresTheDeskSetsItUp() {
        agent.api().post(path(), settings()).expect(403);
        UUID widget = widget();
        Desk other = desks.aDesk().create();
        people.person()
                .managerOf(other.id())
                .create()
                .api()
                .get("/api/desks/" + other.key() + "/widgets/" + widget)
                .expect(404);
    }

    // ------------------------------------------------------------------ who comes

    @Test
    void aNewcomerConfirmsTheirAddressAndAsks() throws Throwable {
        UUID widget = widget();
        String address = "new-" + UUID.randomUUID() + "@example.com";
        UUID code = UUID.fromString(
                asking().post("/api/widgets/" + widget + "/codes", Map.of("email", address, "displayName", "새 손님"))
                        .expect(202)
                        .at("/id")
                        .asString());
        String number = number(address);
        assertThat(mails(address).getFirst().getSubject()).contains(number);

        Api visitor = visiting(asking().post(
                        "/api/widgets/" + widget + "/codes/" + code,
                        Map.of("number", " " + number.substring(0, 3) + " " + number.substring(3))));
        assertThat(visitor.get("/api/session")
                        .expect(200)
                        .at("/person/displayName")
                        .asString())
                .isEqualTo("새 손님");
        String key = visitor.post(
                        "/api/requests",
                        Map.of(
                                "requestTypeId",
                                desks.requestType(desk, "Ask a question").id(),
                                "values",
                                Map.of("summary", "배송이 늦어요", "description", "<p>언제 오나요?</p>")))
                .expect(201)
                .at("/key")
                .asString();
        assertThat(visitor.get("/api/requests/" + key)
                        .expect(200)
                        .at("/summary")
                        .asString())
                .isEqualTo("배송이 늦어요");
        assertThat(agent.api()
                        .get("/api/tickets/" + key)
                        .expect(200)
                        .at("/channel")
                        .asString())
                .isEqualTo("widget");
        asking().post("/api/widgets/" + widget + "/codes/" + code, Map.of("number", number))
                .expect(400);
    }

    @Test
    void anAddressThatIsOnlyClaimedLetsNobodyIn() throws Throwable {
        UUID widget = widget();
        UUID code =
                UUID.fromString(asking().post("/api/widgets/" + widget + "/codes", Map.of("email", customer.email()))
                        .expect(202)
                        .at("/id")
                        .asString());
        String number = number(customer.email());
        String wrong = number.equals("000000") ? "000001" : "000000";
        for (int attempt = 0; attempt < WidgetVisits.MOST_FAILURES; attempt++) {
            assertThat(asking().post("/api/widgets/" + widget + "/codes/" + code, Map.of("number", wrong))
                            .expect(400)
                            .errors())
                    .containsExactly("/number widget_code_wrong");
        }
        assertThat(asking().post("/api/widgets/" + widget + "/codes/" + code, Map.of("number", number))
                        .expect(400)
                        .errors())
                .containsExactly("/number widget_code_over");
    }

    @Test
    void aNumberIsForgottenAndNotSentWithoutEnd() throws Throwable {
        UUID widget = widget();
        Answer first = asking().post("/api/widgets/" + widget + "/codes", Map.of("email", customer.email()));
        String number = number(customer.email());
        clock.advance(WidgetVisits.CODE_VALID.plusSeconds(1));
        asking().post(
                        "/api/widgets/" + widget + "/codes/"
                                + first.expect(202).at("/id").asString(),
                        Map.of("number", number))
                .expect(400);
        for (int asked = 1; asked < WidgetVisits.MOST_CODES; asked++) {
            asking().post("/api/widgets/" + widget + "/codes", Map.of("email", customer.email()))
                    .expect(202);
        }
        Answer refused = asking().post("/api/widgets/" + widget + "/codes", Map.of("email", customer.email()));
        assertThat(refused.expect(429).code()).isEqualTo("widget_too_many_codes");
        assertThat(refused.header("Retry-After")).isEqualTo("3600");
    }

    @Test
    void whetherSomebodyIsKnownIsNotSaid() throws Throwable {
        Map<String, Object> closed = settings();
        closed.put("newcomers", false);
        UUID widget = UUID.fromString(
                manager.api().post(path(), closed).expect(201).at("/id").asString());
        String stranger = "stranger-" + UUID.randomUUID() + "@example.com";
        asking().post("/api/widgets/" + widget + "/codes", Map.of("email", stranger))
                .expect(202);
        asking().post("/api/widgets/" + widget + "/codes", Map.of("email", customer.email()))
                .expect(202);
        number(customer.email());
        assertThat(mails(stranger)).isEmpty();
    }

    @Test
    void aVisitorIsACustomerOfThatDeskAndNothingElse() {
        UUID widget = widget();
        Api visitor = visit(agent, widget);
        String key = tickets.incident(desk).by(customer).path("key").asString();
        visitor.get("/api/requests/" + key).expect(404);
        for (String closed : List.of(
                "/api/tickets/" + key,
                "/api/me",
                "/api/people",
                "/api/colleagues",
                "/api/desks",
                "/api/chats",
                "/api/sessions",
                "/api/queues")) {
            visitor.get(closed).expect(403);
        }
        visitor.delete("/api/session").expect(403);

        Desk other = desks.aDesk().create();
        visitor.get("/api/portal/request-types/"
                        + desks.requestType(other, "Ask a question").id())
                .expect(404);
        assertThat(visitor.get("/api/portal").expect(200).at("/desks").size()).isEqualTo(1);
        UUID elsewhere = UUID.fromString(people.administrator()
                .api()
                .post("/api/desks/" + other.key() + "/widgets", Map.of("name", "x"))
                .expect(201)
                .at("/id")
                .asString());
        visitor.get("/api/widgets/" + elsewhere + "/chat").expect(404);
    }

    @Test
    void aVisitorLearnsNobodysNameByNumber() {
        Api visitor = visit(customer, widget());
        Map<String, Object> request = Map.of(
                "requestTypeId",
                desks.requestType(desk, "Ask a question").id(),
                "values",
                Map.of("summary", "누구세요?"),
                "participantIds",
                List.of(agent.id()));
        assertThat(visitor.post("/api/requests", request).expect(400).errors())
                .containsExactly("/participantIds/0 unknown");
        assertThat(visitor.post(
                                "/api/requests",
                                Map.of(
                                        "requestTypeId",
                                        desks.requestType(desk, "Request equipment")
                                                .id(),
                                        "values",
                                        Map.of("summary", "노트북", "user", agent.id())))
                        .expect(400)
                        .errors())
                .contains("/values/user unknown");
        String key = tickets.incident(desk).by(customer).path("key").asString();
        visitor.put("/api/requests/" + key + "/participants/" + agent.id()).expect(403);
    }

    @Test
    void aVisitIsNoSessionAndNoVisitMakesAnother() {
        UUID widget = widget();
        String token = customer.api()
                .post("/api/widgets/" + widget + "/visits")
                .expect(201)
                .at("/token")
                .asString();
        people.anonymous().withSession(token).get("/api/session").expect(401);
        people.anonymous().withToken(token).get("/api/session").expect(401);
        Api visitor = people.anonymous().with("Authorization", "Visit " + token);
        visitor.post("/api/widgets/" + widget + "/visits").expect(403);
        people.anonymous().with("Authorization", "Visit x").get("/api/session").expect(401);

        clock.advance(Duration.ofDays(29));
        visitor.get("/api/session").expect(200);
        clock.advance(Duration.ofDays(2));
        visitor.get("/api/session").expect(401);
    }

    // ------------------------------------------------------------------ chats

    private String chat(Api visitor, UUID widget, String text) {
        return visitor.post("/api/widgets/" + widget + "/chats", Map.of("text", text))
                .expect(201)
                .at("/key")
                .asString();
    }

    @Test
    void aChatIsATicketFromItsFirstSentenceOn() {
        UUID widget = widget();
        Api visitor = visit(customer, widget);
        String key = chat(visitor, widget, "로그인이 안 돼요 <b>급해요</b>\n어제까지는 됐어요");
        var ticket = agent.api().get("/api/tickets/" + key).expect(200);
        assertThat(ticket.at("/channel").asString()).isEqualTo("chat");
        assertThat(ticket.at("/summary").asString()).startsWith("로그인이 안 돼요 <b>급해요</b>");
        assertThat(ticket.at("/descriptionHtml").asString()).contains("&lt;b&gt;급해요");

        visitor.post("/api/widgets/" + widget + "/chats/" + key + "/messages", Map.of("text", "계세요?"))
                .expect(204);
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>네, 봅니다.</p>", "internal", false))
                .expect(201);
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>비밀</p>", "internal", true))
                .expect(201);
        assertThat(visitor.get("/api/requests/" + key).expect(200).text())
                .contains("계세요?")
                .contains("네, 봅니다.")
                .doesNotContain("비밀");
        assertThat(visitor.get("/api/widgets/" + widget + "/chat")
                        .expect(200)
                        .at("/key")
                        .asString())
                .isEqualTo(key);

        visitor.delete("/api/widgets/" + widget + "/chats/" + key).expect(204);
        assertThat(visitor.get("/api/widgets/" + widget + "/chat").at("/key").isNull())
                .isTrue();
        agent.api().get("/api/tickets/" + key).expect(200);
    }

    @Test
    void whatIsSentTwiceIsSaidOnce() {
        UUID widget = widget();
        Api visitor = visit(customer, widget);
        Api again = visitor.with("Idempotency-Key", "chat-" + UUID.randomUUID());
        String key = chat(again, widget, "한 번만");
        assertThat(chat(again, widget, "한 번만")).isEqualTo(key);
        visitor.post("/api/widgets/" + widget + "/chats", Map.of("text", " \n "))
                .expect(400);
    }

    @Test
    void visitorsSeeWhetherSomebodyIsThere() {
        UUID widget = widget();
        assertThat(available(widget)).isFalse();
        agent.api()
                .put("/api/chats/attendance", Map.of("deskKeys", List.of(desk.key())))
                .expect(204);
        assertThat(available(widget)).isTrue();
        clock.advance(Duration.ofSeconds(91));
        assertThat(available(widget)).isFalse();
        agent.api()
                .put("/api/chats/attendance", Map.of("deskKeys", List.of(desk.key())))
                .expect(204);
        agent.api().put("/api/chats/attendance", Map.of("deskKeys", List.of())).expect(204);
        assertThat(available(widget)).isFalse();
        customer.api()
                .put("/api/chats/attendance", Map.of("deskKeys", List.of(desk.key())))
                .expect(403);
        people.person()
                .agentOf(desks.aDesk().create().id())
                .create()
                .api()
                .put("/api/chats/attendance", Map.of("deskKeys", List.of(desk.key())))
                .expect(400);
    }

    private boolean available(UUID widget) {
        return people.anonymous()
                .get("/api/widgets/" + widget)
                .expect(200)
                .at("/chat/available")
                .asBoolean();
    }

    @Test
    void whoWorksOnTheDeskSeesItsChatsAndWhetherTheVisitorIsStillThere() {
        UUID widget = widget();
        Api visitor = visit(customer, widget);
        String key = chat(visitor, widget, "누구 없나요");
        assertThat(shown(agent, key)).containsExactly(true);
        clock.advance(Duration.ofSeconds(76));
        assertThat(shown(agent, key)).containsExactly(false);
        visitor.post("/api/widgets/" + widget + "/chats/" + key + "/seen").expect(200);
        assertThat(shown(agent, key)).containsExactly(true);
        assertThat(shown(people.person().agentOf(desks.aDesk().create().id()).create(), key))
                .isEmpty();
        visitor.delete("/api/widgets/" + widget + "/chats/" + key).expect(204);
        assertThat(shown(agent, key)).isEmpty();
    }

    private List<Boolean> shown(TestPerson person, String key) {
        return person.api()
                .get("/api/chats")
                .expect(200)
                .at("/chats")
                .valueStream()
                .filter(chat -> chat.at("/ticket/key").asString().equals(key))
                .map(chat -> chat.at("/present").asBoolean())
                .toList();
    }

    @Test
    void anAnswerThatWasSeenInTheChatIsNotMailedAndOneThatWasNotIs() throws Throwable {
        UUID widget = widget();
        Api visitor = visit(customer, widget);
        String key = chat(visitor, widget, "답이 오나요?");
        answer(key, "보이는 답");
        clock.advance(Duration.ofSeconds(1));
        visitor.post("/api/widgets/" + widget + "/chats/" + key + "/seen").expect(200);
        server.allIsFollowed();
        clock.advance(Duration.ofSeconds(1));
        answer(key, "나중 답");
        server.allIsFollowed();
        clock.advance(Duration.ofSeconds(70));
        eventually(() -> assertThat(texts(customer).anyMatch(text -> text.contains("나중 답")))
                .isTrue());
        assertThat(texts(customer)).noneMatch(text -> text.contains("보이는 답"));
    }

    private Stream<String> texts(TestPerson person) {
        return server.mails(person).stream().map(TestMailServer::text);
    }

    private void answer(String key, String text) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", false))
                .expect(201);
    }
}
