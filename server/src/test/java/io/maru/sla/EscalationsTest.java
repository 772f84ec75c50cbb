package io.maru.sla;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Language;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What follows when a promise is about to be broken or is broken, over HTTP. */
@MaruTest
class EscalationsTest {

    private static final int ALWAYS = 1;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    MovableClock clock;

    @Autowired
    ClockWatch watch;

    @Autowired
    Escalations escalations;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        manager = people.person().managerOf(desk.id()).create();
    }

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
    }

    private static Map<String, Object> at(Object share, Map<String, Object> follows) {
        Map<String, Object> escalation = new java.util.HashMap<>(Map.of(
                "at", Map.of("share", share), "tell", List.of(), "personIds", List.of(), "raisePriority", false));
        escalation.putAll(follows);
        return escalation;
    }

    /** A resolution within eight hours of the clock on the wall. */
    private JsonNode drafted(List<Map<String, Object>> follows) {
        long id = manager.api()
                .post(
                        "/api/sla/policies",
                        Map.of("deskKey", desk.key(), "template", "resolution", "calendarId", ALWAYS))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        JsonNode draft = manager.api()
                .get("/api/sla/policies/" + id + "/draft")
                .expect(200)
                .body();
        ObjectNode definition = (ObjectNode) draft.path("definition");
        JsonMapper mapper = new JsonMapper();
        definition.set(
                "goals",
                mapper.valueToTree(List.of(Map.of("target", Duration.ofHours(8).toMillis(), "calendarId", ALWAYS))));
        definition.set("escalations", mapper.valueToTree(follows));
        ObjectNode saved = (ObjectNode) manager.api()
                .ifMatch(draft.path("version").asLong())
                .put("/api/sla/policies/" + id + "/draft", definition)
                .expect(200)
                .body();
        return saved.put("id", id);
    }

    @SafeVarargs
    private void follows(Map<String, Object>... follows) {
        JsonNode draft = drafted(List.of(follows));
        manager.api()
                .ifMatch(draft.path("version").asLong())
                .post("/api/sla/policies/" + draft.path("id").asLong() + "/publication", Map.of())
                .expect(200);
    }

    private String ticket() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private JsonNode shown(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }

    private void assign(String key, TestPerson to) {
        agent.api()
                .ifMatch(shown(key).path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("assigneeId", to.id()))
                .expect(200);
    }

    private List<JsonNode> escalated(String key) {
        return agent.api()
                .get("/api/tickets/" + key + "/history")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("field").asString().equals("escalation"))
                .toList();
    }

    /** What somebody is told of service levels; that a ticket was given to them is told as well. */
    private static List<JsonNode> told(TestPerson person) {
        return person.api()
                .get("/api/notifications")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals(ThresholdNews.KIND))
                .toList();
    }

    private static int unread(TestPerson person) {
        return person.api()
                .get("/api/notifications/unread")
                .expect(200)
                .body()
                .path("count")
                .asInt();
    }

    @Test
    void whoIsToBeToldIsToldOnceAndTheTicketBecomesMoreUrgentOnceWhoeverLooks() throws Throwable {
        follows(at(100, Map.of("tell", List.of("assignee"), "raisePriority", true)));
        String key = ticket();
        assign(key, agent);
        int priority = shown(key).path("priority").asInt();
        clock.advance(Duration.ofHours(9));

        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> lookers = new ArrayList<>();
            IntStream.range(0, 6).forEach(each -> {
                lookers.add(watch::noticeSome);
                lookers.add(escalations::doOne);
            });
            for (var each : threads.invokeAll(lookers)) {
                each.get();
            }
        }

        eventually(() -> assertThat(escalated(key)).hasSize(1));
        while (escalations.doOne()) {
            assertThat(escalations).isNotNull();
        }
        assertThat(escalated(key)).hasSize(1);
        assertThat(shown(key).path("priority").asInt()).isEqualTo(priority - 1);
        assertThat(told(agent)).hasSize(1);
        assertThat(told(agent).getFirst().path("text").asString()).startsWith("Time to resolution: overdue since ");
        assertThat(told(agent).getFirst().at("/ticket/key").asString()).isEqualTo(key);
        assertThat(told(manager)).isEmpty();
        assertThat(escalated(key).getFirst().path("channel").asString()).isEqualTo("sla");
    }

    @Test
    void aTicketThatGoesToSomebodyElseIsToldToBothAndShownInTheHistory() throws Throwable {
        TestPerson second = people.person().named("이서연").agentOf(desk.id()).create();
        follows(at(50, Map.of("tell", List.of("assignee"), "assigneeId", second.id())));
        String key = ticket();
        assign(key, agent);

        clock.advance(Duration.ofHours(5));

        eventually(() -> assertThat(shown(key).at("/assignee/id").asLong()).isEqualTo(second.id()));
        assertThat(told(agent)).hasSize(1);
        assertThat(told(second)).hasSize(1);
        assertThat(escalated(key).getFirst().path("newDisplay").asString())
                .contains("50%")
                .contains("이서연");
    }

    @Test
    void whatWasDoneInTimeIsEscalatedNoMore() throws Throwable {
        follows(at(80, Map.of("personIds", List.of(manager.id()))), at(100, Map.of("raisePriority", true)));
        String key = ticket();
        int priority = shown(key).path("priority").asInt();
        clock.advance(Duration.ofHours(7));
        eventually(() -> assertThat(told(manager)).hasSize(1));
        resolve(key);
        clock.advance(Duration.ofHours(2));
        watch.noticeSome();

        assertThat(escalations.doOne()).isFalse();
        assertThat(shown(key).path("priority").asInt()).isEqualTo(priority);
        assertThat(escalated(key)).hasSize(1);
    }

    private void resolve(String key) {
        for (Map<String, Object> step : List.<Map<String, Object>>of(
                Map.of("transition", "start"),
                Map.of("transition", "resolve", "fields", Map.of("resolution", "done")))) {
            agent.api()
                    .ifMatch(shown(key).path("version").asLong())
                    .post("/api/tickets/" + key + "/transitions", step)
                    .expect(200);
        }
    }

    @Test
    void whoLeftIsLeftOutAndTheHistorySaysSo() throws Throwable {
        TestPerson gone = people.person().agentOf(desk.id()).create();
        follows(at(100, Map.of("assigneeId", gone.id(), "tell", List.of("assignee"), "raisePriority", true)));
        String key = ticket();
        people.administrator()
                .api()
                .ifMatch(people.administrator()
                        .api()
                        .get("/api/people/" + gone.id())
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/people/" + gone.id(), Map.of("active", false))
                .expect(200);
        int priority = shown(key).path("priority").asInt();

        clock.advance(Duration.ofHours(9));

        eventually(() -> assertThat(escalated(key)).hasSize(1));
        assertThat(escalated(key).getFirst().path("newDisplay").asString()).contains("could not be given");
        assertThat(shown(key).path("assignee").isNull()).isTrue();
        assertThat(shown(key).path("priority").asInt()).isEqualTo(priority - 1);
    }

    @Test
    void whoMayNotSeeTheTicketIsNotToldOfIt() throws Throwable {
        follows(at(100, Map.of("personIds", List.of(customer.id(), manager.id()))));
        ticket();
        clock.advance(Duration.ofHours(9));

        eventually(() -> assertThat(told(manager)).hasSize(1));
        assertThat(told(customer)).isEmpty();
        assertThat(unread(customer)).isZero();
    }

    @Test
    @Tag("T10")
    void eachIsToldInTheirLanguageAndOfTheTimeWhereTheyAre() throws Throwable {
        TestPerson inSeoul = people.person()
                .speaking(Language.KO)
                .in(ZoneId.of("Asia/Seoul"))
                .agentOf(desk.id())
                .create();
        TestPerson inNewYork = people.person()
                .in(ZoneId.of("America/New_York"))
                .agentOf(desk.id())
                .create();
        follows(at(100, Map.of("personIds", List.of(inSeoul.id(), inNewYork.id()))));
        String key = ticket();
        clock.advance(Duration.ofHours(9));
        eventually(() -> assertThat(told(inNewYork)).hasSize(1));

        Instant due = agent.api()
                .get("/api/tickets/" + key + "/sla")
                .expect(200)
                .body()
                .valueStream()
                .filter(each ->
                        each.path("target").asLong() == Duration.ofHours(8).toMillis())
                .map(each -> Instant.parse(each.path("dueAt").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(told(inSeoul).getFirst().path("text").asString())
                .isEqualTo("해결까지 시간: 기한 초과(기한 "
                        + due.atZone(ZoneId.of("Asia/Seoul"))
                                .format(DateTimeFormatter.ofPattern("uuuu년 M월 d일 HH:mm", Locale.KOREAN))
                        + ")");
        assertThat(told(inNewYork).getFirst().path("text").asString())
                .isEqualTo("Time to resolution: overdue since "
                        + due.atZone(ZoneId.of("America/New_York"))
                                .format(DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH)));
    }

    @Test
    void whatIsReadIsReadAndOnlyOnesOwn() throws Throwable {
        follows(at(50, Map.of("personIds", List.of(agent.id(), manager.id()))));
        ticket();
        ticket();
        clock.advance(Duration.ofHours(5));
        eventually(() -> assertThat(unread(agent)).isEqualTo(2));
        long newest = told(agent).getFirst().path("id").asLong();
        long others = told(manager).getFirst().path("id").asLong();

        agent.api()
                .post("/api/notifications/read", Map.of("ids", List.of(newest, others)))
                .expect(204);
        assertThat(unread(agent)).isEqualTo(1);
        assertThat(unread(manager)).isEqualTo(2);

        agent.api().post("/api/notifications/read", Map.of("latest", newest)).expect(204);
        assertThat(unread(agent)).isZero();
        assertThat(told(agent).stream().map(each -> each.path("read").asBoolean()))
                .containsExactly(true, true);
        agent.api().post("/api/notifications/read", Map.of()).expect(400);
    }

    @Test
    void aRuleSaysAtItsPlaceWhatIsWrongWithIt() {
        TestPerson stranger = people.person().create();
        JsonNode draft = drafted(List.of(
                at(100, Map.of()),
                at(101, Map.of("raisePriority", true)),
                at(50, Map.of("assigneeId", stranger.id(), "teamId", 9_999_999, "personIds", List.of(9_999_999)))));

        assertThat(draft.path("problems")
                        .valueStream()
                        .map(each -> each.path("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/escalations/0",
                        "/escalations/1/at",
                        "/escalations/2/assigneeId",
                        "/escalations/2/teamId",
                        "/escalations/2/personIds");
        manager.api()
                .ifMatch(draft.path("version").asLong())
                .post("/api/sla/policies/" + draft.path("id").asLong() + "/publication", Map.of())
                .expect(400);
    }
}
