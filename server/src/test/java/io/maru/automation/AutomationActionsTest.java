package io.maru.automation;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import io.maru.webhook.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rules tell people and other systems: people what they may know, systems until they answer. */
@MaruTest
class AutomationActionsTest {

    private static final String RULES = "/api/automation/rules/";

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    MovableClock clock;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;
    private final List<Long> made = new ArrayList<>();

    private HttpServer other;
    private final BlockingQueue<Called> called = new LinkedBlockingQueue<>();
    private volatile int answers = 204;

    /** What another system was told. */
    private record Called(String body, String signature, String delivery, String timestamp) {}

    @BeforeEach
    void aDeskAndAnotherSystem() throws IOException {
        desk = desks.aDesk().create();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("이바다").agentOf(desk.id()).create();
        manager = people.person().named("박산").managerOf(desk.id()).create();
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", this::answer);
        other.start();
    }

    @AfterEach
    void nothingRunsOn() {
        other.stop(0);
        clock.reset();
        made.forEach(id -> manager.api()
                .ifMatch(manager.api().get(RULES + id).body().path("version").asLong())
                .patch(RULES + id, Map.of("enabled", false))
                .expect(200));
    }

    private void answer(HttpExchange exchange) throws IOException {
        called.add(new Called(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp"))));
        exchange.sendResponseHeaders(answers, -1);
        exchange.close();
    }

    private String address() {
        return "http://localhost:" + other.getAddress().getPort() + "/hook";
    }

    private long drafted(Map<String, Object> trigger, Map<String, Object> step) {
        return manager.api()
                .post(
                        "/api/automation/rules",
                        Map.of(
                                "deskKey",
                                desk.key(),
                                "name",
                                Map.of("ko", "규칙"),
                                "definition",
                                Map.of("trigger", trigger, "steps", List.of(step), "mayTriggerItself", false)))
                .expect(201)
                .body()
                .path("id")
                .asLong();
    }

    private long rule(Map<String, Object> trigger, Map<String, Object> step) {
        long id = drafted(trigger, step);
        publish(id);
        return id;
    }

    private void publish(long id) {
        manager.api().ifMatch(1).post(RULES + id + "/publication", Map.of()).expect(200);
        made.add(id);
    }

    private static Map<String, Object> calls(String address) {
        return Map.of("type", "call", "address", address, "values", Map.of("text", "{{ticket.summary}}"));
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private JsonNode calls(long rule) {
        JsonNode runs =
                manager.api().get(RULES + rule + "/runs").expect(200).body().path("items");
        return manager.api()
                .get(RULES + rule + "/runs/" + runs.path(0).path("id").asLong())
                .body()
                .path("calls");
    }

    private static List<String> told(TestPerson person) {
        return person.api()
                .get("/api/notifications")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(news -> news.path("kind").asString().equals(RuleMessage.KIND))
                .map(news -> news.path("text").asString())
                .toList();
    }

    @Test
    void thoseWhoAreMeantAndMaySeeTheTicketAreTold() throws Throwable {
        TestPerson outsider = people.person().create();
        rule(
                Map.of("type", "field_changed", "field", "priority"),
                Map.of(
                        "type",
                        "notify",
                        "to",
                        List.of("managers", "reporter"),
                        "personIds",
                        List.of(agent.id(), outsider.id()),
                        "text",
                        "{{ticket.key}}: {{changes.priority.to}}"));
        String key = ticket("알릴 것");

        agent.api()
                .ifMatch(agent.api()
                        .get("/api/tickets/" + key)
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/tickets/" + key, Map.of("priority", 1))
                .expect(200);

        eventually(() -> assertThat(told(manager)).singleElement().asString().startsWith(key + ": "));
        assertThat(told(agent)).hasSize(1);
        assertThat(told(outsider)).isEmpty();
    }

    @Test
    @Tag("R03")
    void whatWasSaidInternallyIsToldOnlyToThoseWhoWorkOnTheTicket() throws Throwable {
        long rule = rule(
                Map.of("type", "commented"),
                Map.of("type", "notify", "to", List.of("reporter", "managers"), "text", "{{comment.text}}"));
        String key = ticket("비밀");

        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>고객 몰래</p>", "internal", true))
                .expect(201);

        eventually(() -> assertThat(told(manager)).containsExactly("고객 몰래"));
        assertThat(manager.api().get(RULES + rule + "/runs").body().path("items"))
                .hasSize(1);
        assertThat(told(customer)).isEmpty();
    }

    @Test
    void anotherSystemIsToldOnceSignedAndTheRecordSaysSo() throws Throwable {
        long rule = drafted(Map.of("type", "created"), calls(address()));
        String secret = manager.api()
                .post(RULES + rule + "/secret")
                .expect(200)
                .body()
                .path("secret")
                .asString();
        publish(rule);

        ticket("따옴표 \" 와 {{ticket.key}}");

        eventually(
                () -> assertThat(calls(rule).path(0).path("state").asString()).isEqualTo("delivered"));
        Called once = called.remove();
        assertThat(once.body()).isEqualTo("{\"text\":\"따옴표 \\\" 와 {{ticket.key}}\"}");
        assertThat(once.signature())
                .isEqualTo(WebhookSignature.of(
                        secret, once.delivery(), Instant.ofEpochSecond(Long.parseLong(once.timestamp())), once.body()));
        assertThat(called).isEmpty();
        assertThat(calls(rule).path(0).path("answer").asString()).isEqualTo("HTTP 204");
    }

    @Test
    void aSystemThatDoesNotAnswerIsToldAgainByTheSameDelivery() throws Throwable {
        answers = 503;
        long rule = rule(Map.of("type", "created"), calls(address()));
        ticket("처음에는 안 됩니다");
        eventually(
                () -> assertThat(calls(rule).path(0).path("failures").asInt()).isEqualTo(1));
        assertThat(calls(rule).path(0).path("answer").asString()).contains("503");

        answers = 200;
        clock.advance(Duration.ofMinutes(1));

        eventually(
                () -> assertThat(calls(rule).path(0).path("state").asString()).isEqualTo("delivered"));
        assertThat(called)
                .extracting(Called::delivery)
                .hasSize(2)
                .containsOnly(called.element().delivery());
    }

    @Test
    @Tag("R05")
    void nothingInOnesOwnNetworkIsToldAndATrialTellsNobody() throws Throwable {
        long rule = rule(
                Map.of("type", "created"),
                calls("http://127.0.0.1:" + other.getAddress().getPort() + "/hook"));
        String key = ticket("안쪽");
        eventually(() ->
                assertThat(calls(rule).path(0).path("answer").asString("")).contains("own network"));

        long tried = drafted(Map.of("type", "created"), calls(address()));
        manager.api().post(RULES + tried + "/trial", Map.of("ticketKey", key)).expect(200);
        assertThat(called).isEmpty();
    }
}
