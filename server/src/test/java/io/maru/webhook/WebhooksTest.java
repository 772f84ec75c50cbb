package io.maru.webhook;

import static io.maru.db.webhook.Tables.CALL;
import static io.maru.db.webhook.Tables.ENDPOINT;
import static io.maru.db.webhook.Tables.TARGET;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.notification.Notifications;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import io.maru.webhook.OtherSystem.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** Other systems are told what they asked for: signed, in its order, again until they answer, and nothing that they may not know. */
@MaruTest
class WebhooksTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    MovableClock clock;

    @Autowired
    Notifications notifications;

    @Autowired
    PlainAddresses plainAddresses;

    @Autowired
    DSLContext database;

    private final List<Long> made = new ArrayList<>();

    private OtherSystem other;
    private Desk desk;
    private TestPerson administrator;
    private TestPerson agent;
    private TestPerson customer;

    @BeforeEach
    void anotherSystemAndADesk() throws IOException {
        other = new OtherSystem();
        desk = desks.aDesk().create();
        administrator = people.administrator();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person().create();
    }

    @AfterEach
    void nobodyIsToldAnyMore() {
        clock.reset();
        made.forEach(
                id -> people.administrator().api().delete("/api/webhooks/" + id).expect(204));
        database.deleteFrom(CALL).execute();
        database.deleteFrom(TARGET).execute();
        other.close();
    }

    private Map<String, Object> settings(String format, String... events) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("name", "모니터링");
        settings.put("format", format);
        settings.put("address", other.address());
        settings.put("personId", agent.id());
        settings.put("deskKeys", List.of(desk.key()));
        settings.put("events", List.of(events));
        return settings;
    }

    private Answer create(Map<String, Object> settings) {
        Answer created = administrator.api().post("/api/webhooks", settings).expect(201);
        made.add(created.at("/id").asLong());
        return created;
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private void comment(String key, boolean internal, String text) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    private void allIsFollowed() throws Throwable {
        Followed.allIsFollowed(database, clock);
    }

    private void told(int calls) throws Throwable {
        eventually(() -> assertThat(other.calls()).hasSize(calls));
    }

    private Answer calls() {
        return administrator
                .api()
                .get("/api/webhook-calls?webhookId=" + made.getFirst())
                .expect(200);
    }

    @Test
    void aSystemIsToldWhatItAskedForSignedAndInOrder() throws Throwable {
        Answer created = create(settings("standard", "ticket.created", "ticket.commented", "ticket.changed"));
        String key = ticket("프린터가 <b>멈춤</b>");
        comment(key, false, "종이를 빼 보세요");
        agent.api()
                .ifMatch(version(key))
                .patch("/api/tickets/" + key, Map.of("priority", 1))
                .expect(200);
        told(3);

        assertThat(other.calls())
                .extracting(Call::type)
                .containsExactly("ticket.created", "ticket.commented", "ticket.changed");
        assertThat(other.calls()).extracting(Call::id).doesNotHaveDuplicates();
        Call first = other.calls().getFirst();
        assertThat(first.signature())
                .isEqualTo(WebhookSignature.of(
                        created.at("/secret").asString(),
                        first.id(),
                        Instant.ofEpochSecond(Long.parseLong(first.timestamp())),
                        first.body()));
        assertThat(first.json().at("/data/ticket/key").asString()).isEqualTo(key);
        assertThat(first.json().at("/data/ticket/summary").asString()).isEqualTo("프린터가 <b>멈춤</b>");
        assertThat(other.calls().get(1).json().at("/data/comment/text").asString())
                .isEqualTo("종이를 빼 보세요");
        assertThat(other.calls().get(2).json().at("/data/changes/0/field").asString())
                .isEqualTo("priority");
    }

    private long version(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).at("/version").asLong();
    }

    @Test
    @Tag("R03")
    void anInternalNoteIsToldOnlyWhereAnAdministratorSaidSo() throws Throwable {
        Map<String, Object> settings = settings("standard", "ticket.commented", "ticket.commented_internally");
        create(settings);
        String key = ticket("조용한 요청");
        comment(key, true, "비밀");
        comment(key, false, "공개");
        told(1);
        allIsFollowed();
        assertThat(other.calls()).extracting(Call::body).noneMatch(body -> body.contains("비밀"));

        settings.put("internal", true);
        administrator
                .api()
                .ifMatch(1)
                .put("/api/webhooks/" + made.getFirst(), settings)
                .expect(200);
        comment(key, true, "비밀");
        told(2);
        assertThat(other.calls().getLast().json().at("/data/comment/internal").asBoolean())
                .isTrue();
    }

    @Test
    void nothingIsToldOfTicketsThatItsPersonMayNotSeeOrItsQueryDoesNotFind() throws Throwable {
        Desk elsewhere = desks.aDesk().create();
        TestPerson important = people.person().create();
        Map<String, Object> blind = settings("standard", "ticket.created");
        blind.put("deskKeys", List.of());
        blind.put("personId", people.person().agentOf(elsewhere.id()).create().id());
        create(blind);
        Map<String, Object> choosy = settings("standard", "ticket.created");
        choosy.put("query", "reporter = \"" + important.email() + "\"");
        create(choosy);

        ticket("느긋함");
        String urgent = tickets.incident(desk).by(important).path("key").asString();
        told(1);
        allIsFollowed();

        assertThat(other.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.json().at("/data/ticket/key").asString())
                        .isEqualTo(urgent));
    }

    @Test
    void aSystemThatIsDownIsLeftAloneKeepsTheOrderAndNobodyElseWaiting() throws Throwable {
        create(settings("standard", "ticket.created"));
        try (OtherSystem healthy = new OtherSystem()) {
            Map<String, Object> second = settings("standard", "ticket.created");
            second.put("address", healthy.address());
            create(second);
            other.answer = 503;
            String one = ticket("하나");
            String two = ticket("둘");
            eventually(() -> assertThat(healthy.calls()).hasSize(2));
            eventually(() -> assertThat(database.fetchCount(TARGET, TARGET.FAILURES.eq(1)))
                    .isOne());
            told(1);
            assertThat(calls().at("/items/1/failures").asInt()).isOne();
            assertThat(calls().at("/items/1/answer").asString()).contains("503");

            other.answer = 200;
            clock.advance(Duration.ofSeconds(20));
            told(3);
            assertThat(other.calls())
                    .extracting(call -> call.json().at("/data/ticket/key").asString())
                    .containsExactly(one, one, two);
            assertThat(other.calls().get(1).id()).isEqualTo(other.calls().get(0).id());
        }
    }

    @Test
    void aCallThatIsRefusedIsGivenUpAfterDaysAndCanBeMadeAgain() throws Throwable {
        Map<String, Object> settings = settings("standard", "ticket.created");
        settings.put("name", "결제 " + desk.key());
        create(settings);
        other.answer = 404;
        ticket("하나");
        ticket("둘");
        // Noted, not only made: an answer that is noted days later is the last one.
        eventually(() -> assertThat(each("failures")).containsExactly("1", "1"));

        TestPerson told = administrator;
        clock.advance(Duration.ofDays(4));
        administrator = people.administrator();
        eventually(() -> assertThat(each("state")).containsExactly("failed", "failed"));
        told(4);
        assertThat(news(told)).singleElement().asString().contains("fails").contains("404");

        other.answer = 204;
        administrator
                .api()
                .post("/api/webhook-calls/" + calls().at("/items/1/id").asLong() + "/replay", Map.of())
                .expect(204);
        told(5);
        assertThat(other.calls().getLast().id())
                .isEqualTo(other.calls().getFirst().id());
        eventually(() -> assertThat(calls().at("/items/1/state").asString()).isEqualTo("delivered"));
        assertThat(news(told)).hasSize(2).first().asString().contains("works again");
    }

    private List<String> news(TestPerson told) {
        return notifications
                .of(told.current(), false, new Notifications.Narrowing(WebhookNews.KIND, null), null, null)
                .items()
                .stream()
                .map(Notifications.NotificationView::text)
                .filter(text -> text.contains(desk.key()))
                .toList();
    }

    private List<String> each(String name) {
        return calls().at("/items")
                .valueStream()
                .map(call -> call.path(name).asString())
                .toList();
    }

    @Test
    void chatsAreToldInASentenceThatCallsNobodyAndHidesNothing() throws Throwable {
        for (String format : List.of("slack", "mattermost", "teams")) {
            Map<String, Object> settings = settings(format, "ticket.commented");
            settings.put("address", other.address() + "/" + format);
            create(settings);
        }
        String key = ticket("<!channel> *굵게* [눌러](http://evil.example)");
        comment(key, false, "@all 확인했습니다");
        told(3);

        assertThat(chat("slack").json().path("text").asString())
                .contains(key)
                .contains("&lt;!channel&gt;")
                .contains("김지원")
                .contains("확인했습니다");
        assertThat(chat("mattermost").json().path("text").asString())
                .contains("\\*굵게\\*")
                .contains("\\[눌러\\]")
                .doesNotContain("@all");
        assertThat(chat("teams").json().at("/attachments/0/content/type").asString())
                .isEqualTo("AdaptiveCard");
        assertThat(chat("teams").json().at("/attachments/0/content/body/0/text").asString())
                .contains("\\[눌러\\]");
    }

    @Test
    void theAddressOfAChatIsCalledAndShownToNobody() throws Throwable {
        String secret = "/services/T0/B0/XyZ1-very-secret-abcd";
        Map<String, Object> settings = settings("slack", "ticket.created");
        settings.put("address", other.address() + secret);
        create(settings);
        ticket("하나");
        told(1);
        assertThat(other.calls().getFirst().path()).endsWith(secret);
        eventually(() -> assertThat(each("state")).containsExactly("delivered"));
        String shown =
                administrator.api().get(path()).expect(200).at("/address").asString();
        assertThat(shown).isEqualTo(other.host() + "/…abcd");
        assertThat(each("address")).containsExactly(shown);
        assertThat(kept()).doesNotContain("very-secret");

        settings.put("address", shown);
        settings.put("name", "다른 이름");
        administrator.api().ifMatch(1).put(path(), settings).expect(200);
        settings.put("address", null);
        settings.put("format", "mattermost");
        administrator.api().ifMatch(2).put(path(), settings).expect(200);
        administrator.api().post(path() + "/test", Map.of()).expect(200);
        assertThat(other.calls().getLast().path()).endsWith(secret);

        settings.put("format", "standard");
        assertThat(administrator
                        .api()
                        .ifMatch(3)
                        .put(path(), settings)
                        .expect(400)
                        .errors())
                .containsExactly("/address webhook_address_again");
    }

    @Test
    void whatWaitsForAChatGoesToItsNewAddress() throws Throwable {
        Map<String, Object> settings = settings("slack", "ticket.created");
        settings.put("address", other.address() + "/services/of-a-room-that-is-gone");
        create(settings);
        other.answer = 404;
        ticket("하나");
        eventually(() -> assertThat(each("failures")).containsExactly("1"));

        try (OtherSystem moved = new OtherSystem()) {
            settings.put("address", moved.address() + "/services/of-the-new-room");
            administrator.api().ifMatch(1).put(path(), settings).expect(200);
            clock.advance(Duration.ofMinutes(1));
            eventually(() -> assertThat(moved.calls()).hasSize(1));
            assertThat(moved.calls().getFirst().path()).endsWith("/services/of-the-new-room");
            eventually(() -> assertThat(each("state")).containsExactly("delivered"));
        }
    }

    @Test
    void whatWasKeptInThePlainIsSealedAtTheNextStartAndStillCalled() throws Throwable {
        Map<String, Object> settings = settings("teams", "ticket.created");
        settings.put("address", other.address() + "/workflows/something-secret");
        create(settings);
        ticket("하나");
        told(1);
        eventually(() -> assertThat(each("state")).containsExactly("delivered"));
        keepInThePlain(other.address() + "/workflows/something-secret");

        plainAddresses.run(new DefaultApplicationArguments());
        String sealed = kept();
        assertThat(sealed).doesNotContain("something-secret");
        plainAddresses.run(new DefaultApplicationArguments());
        assertThat(kept()).isEqualTo(sealed);

        administrator.api().post(path() + "/test", Map.of()).expect(200);
        assertThat(other.calls().getLast().path()).endsWith("/workflows/something-secret");
    }

    /** As it was before addresses were sealed. */
    private void keepInThePlain(String address) {
        database.update(ENDPOINT)
                .set(ENDPOINT.ADDRESS, address)
                .setNull(ENDPOINT.SEALED_ADDRESS)
                .where(ENDPOINT.ID.eq(made.getFirst()))
                .execute();
        database.update(CALL)
                .set(CALL.ADDRESS, address)
                .where(CALL.WEBHOOK_ID.eq(made.getFirst()))
                .execute();
    }

    /** All that the database has of the webhook and its calls. */
    private String kept() {
        return database.selectFrom(ENDPOINT)
                        .where(ENDPOINT.ID.eq(made.getFirst()))
                        .fetch()
                        .formatJSON()
                + database.selectFrom(CALL)
                        .where(CALL.WEBHOOK_ID.eq(made.getFirst()))
                        .fetch()
                        .formatJSON();
    }

    private String path() {
        return "/api/webhooks/" + made.getFirst();
    }

    private Call chat(String format) {
        return other.calls().stream()
                .filter(call -> call.path().endsWith(format))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void administratorsNameSystemsAndAreToldWhatIsWrong() {
        Map<String, Object> wrong = settings("standard");
        wrong.put("name", " ");
        wrong.put("address", "ftp://example.com");
        wrong.put("deskKeys", List.of("NOSUCH"));
        wrong.put("query", "nonsense = ");
        assertThat(administrator.api().post("/api/webhooks", wrong).expect(400).errors())
                .extracting(error -> error.substring(0, error.indexOf(' ')))
                .containsExactlyInAnyOrder("/name", "/address", "/events", "/deskKeys", "/query");
        agent.api().get("/api/webhooks").expect(403);

        Answer created = create(settings("standard", "ticket.created"));
        String path = "/api/webhooks/" + created.at("/id").asLong();
        Answer seen = administrator.api().get(path).expect(200);
        assertThat(seen.body().toString()).doesNotContain(created.at("/secret").asString());
        administrator
                .api()
                .ifMatch(2)
                .put(path, settings("standard", "ticket.created"))
                .expect(409);
        assertThat(administrator
                        .api()
                        .post(path + "/secret", Map.of())
                        .expect(200)
                        .at("/secret")
                        .asString())
                .startsWith("whsec_")
                .isNotEqualTo(created.at("/secret").asString());

        Answer works = administrator.api().post(path + "/test", Map.of()).expect(200);
        assertThat(works.at("/failure").isNull()).isTrue();
        other.answer = 500;
        assertThat(administrator
                        .api()
                        .post(path + "/test", Map.of())
                        .expect(200)
                        .at("/failure")
                        .asString())
                .contains("500");
        assertThat(other.calls()).extracting(Call::type).containsExactly("webhook.test", "webhook.test");
    }
}
