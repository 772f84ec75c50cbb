package io.maru.sla;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

/** Clocks start, pause, stop and come to their thresholds with what happens to tickets, over HTTP. */
@MaruTest
class SlaClocksTest {

    private static final int ALWAYS = 1;
    private static final long HOUR = Duration.ofHours(1).toMillis();

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
    ClockStore store;

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
        desks.withoutPromises(desk, manager);
    }

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
    }

    /** One of the ready-made, with goals of its own. */
    private long policy(String template, Map<String, Object>... goals) {
        long id = manager.api()
                .post("/api/sla/policies", Map.of("deskKey", desk.key(), "template", template, "calendarId", ALWAYS))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        publish(id, goals);
        return id;
    }

    private void publish(long id, Map<String, Object>... goals) {
        JsonNode draft = manager.api()
                .get("/api/sla/policies/" + id + "/draft")
                .expect(200)
                .body();
        ObjectNode definition = (ObjectNode) draft.path("definition");
        definition.set("goals", new JsonMapper().valueToTree(goals));
        long version = manager.api()
                .ifMatch(draft.path("version").asLong())
                .put("/api/sla/policies/" + id + "/draft", definition)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        manager.api()
                .ifMatch(version)
                .post("/api/sla/policies/" + id + "/publication", Map.of())
                .expect(200);
    }

    private static Map<String, Object> goal(Duration target) {
        return Map.of("target", target.toMillis(), "calendarId", ALWAYS);
    }

    private static Map<String, Object> goal(String query, Duration target) {
        return Map.of("query", query, "target", target.toMillis(), "calendarId", ALWAYS);
    }

    private String ticket() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private List<JsonNode> clocks(String key) {
        return agent.api()
                .get("/api/tickets/" + key + "/sla")
                .expect(200)
                .body()
                .valueStream()
                .toList();
    }

    private JsonNode clock(String key) {
        assertThat(clocks(key)).hasSize(1);
        return clocks(key).getFirst();
    }

    private void say(TestPerson person, String key, boolean internal) {
        person.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>확인하고 있습니다</p>", "internal", internal))
                .expect(201);
    }

    private void take(String key, String transition) {
        long version = agent.api()
                .get("/api/tickets/" + key)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        agent.api()
                .ifMatch(version)
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", transition))
                .expect(200);
    }

    @Test
    void aClockStartsWithTheTicketAndStopsWithTheFirstAnswerToTheCustomer() {
        policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        assertThat(clock(key).path("state").asString()).isEqualTo("running");
        assertThat(clock(key).path("target").asLong()).isEqualTo(4 * HOUR);

        clock.advance(Duration.ofHours(1));
        say(agent, key, true);
        assertThat(clock(key).path("state").asString()).isEqualTo("running");

        clock.advance(Duration.ofHours(1));
        say(agent, key, false);
        assertThat(clock(key).path("state").asString()).isEqualTo("stopped");
        assertThat(clock(key).path("elapsed").asLong()).isBetween(2 * HOUR, 2 * HOUR + HOUR / 60);
        assertThat(clock(key).path("breached").asBoolean()).isFalse();
    }

    @Test
    void theBreachIsReachedOnceWhoeverLooks() throws Throwable {
        policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        clock.advance(Duration.ofHours(5));

        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> lookers = IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(each -> watch::noticeSome)
                    .toList();
            for (var each : threads.invokeAll(lookers)) {
                each.get();
            }
        }

        // The server's own thread may be at it.
        eventually(() -> assertThat(explained(key)
                        .path("thresholds")
                        .valueStream()
                        .map(each -> each.path("threshold").asString()))
                .containsExactly("share:80", "share:100"));
        assertThat(explained(key).at("/clock/breached").asBoolean()).isTrue();
    }

    @Test
    void anotherPriorityMeansAnotherTargetAndTheTimeGoneByStays() {
        policy(
                "resolution",
                goal("priority = Highest", Duration.ofHours(1)),
                goal("priority = High", Duration.ofHours(2)),
                goal(Duration.ofHours(8)));
        String key = ticket();
        assertThat(clock(key).path("target").asLong()).isEqualTo(8 * HOUR);
        clock.advance(Duration.ofMinutes(90));

        long version =
                agent.api().get("/api/tickets/" + key).body().path("version").asLong();
        agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("priority", 1))
                .expect(200);

        JsonNode now = clock(key);
        assertThat(now.path("target").asLong()).isEqualTo(HOUR);
        assertThat(now.path("goal").asString()).isEqualTo("priority = Highest");
        assertThat(now.path("elapsed").asLong()).isBetween(90 * HOUR / 60, 91 * HOUR / 60);
        assertThat(now.path("breached").asBoolean()).isTrue();
    }

    @Test
    void publishingAnewCountsRunningClocksAnewAndBeginsThoseOfOpenTickets() throws Throwable {
        String before = ticket();
        long id = policy("resolution", goal(Duration.ofHours(8)));
        String after = ticket();
        eventually(() -> assertThat(clocks(before)).hasSize(1));

        publish(id, goal(Duration.ofHours(3)));

        eventually(() -> assertThat(clock(before).path("target").asLong()).isEqualTo(3 * HOUR));
        eventually(() -> assertThat(clock(after).path("target").asLong()).isEqualTo(3 * HOUR));
        eventually(() -> assertThat(manager.api()
                        .get("/api/sla/policies/" + id + "/recalculation")
                        .expect(200)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("done"));
    }

    private List<String> found(String query) {
        return agent.api()
                .post("/api/queries/page", Map.of("query", "desk = " + desk.key() + " AND " + query))
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("key").asString())
                .toList();
    }

    private JsonNode explained(String key) {
        return agent.api()
                .get("/api/tickets/" + key + "/sla/" + clock(key).path("id").asLong() + "/explain")
                .expect(200)
                .body();
    }

    @Test
    void queriesAskHowClocksStand() {
        String before = ticket();
        policy("first_response", goal(Duration.ofHours(4)));
        String late = ticket();
        clock.advance(Duration.ofHours(3));
        String answered = ticket();
        say(agent, answered, false);
        String fresh = ticket();
        clock.advance(Duration.ofHours(2));

        String field = "\"Time to first response\"";
        assertThat(found(field + " = breached()")).contains(late).doesNotContain(answered, fresh);
        assertThat(found("\"첫 응답까지 시간\" = everBreached()")).contains(late).doesNotContain(answered, fresh);
        assertThat(found(field + " = completed()")).containsExactly(answered);
        assertThat(found(field + " = running()")).contains(late, fresh).doesNotContain(answered);
        assertThat(found(field + " = withinCalendarHours()")).contains(late, fresh);
        assertThat(found(field + " = paused()")).isEmpty();
        assertThat(found(field + " < remaining(\"3h\")")).contains(late, fresh);
        assertThat(found(field + " < remaining(\"1h\")")).contains(late).doesNotContain(fresh, answered);
        assertThat(found(field + " > remaining(\"1h\")")).contains(fresh).doesNotContain(late, answered);
        assertThat(found(field + " > elapsed(\"4h\")")).contains(late).doesNotContain(fresh, answered);
        assertThat(found(field + " <= elapsed(\"4h\")")).contains(fresh).doesNotContain(late, answered);
        assertThat(found(field + " != breached()")).contains(answered, fresh).doesNotContain(late);
        assertThat(found("NOT " + field + " = completed()"))
                .contains(late, fresh)
                .doesNotContain(answered);
        assertThat(found(field + " IS NOT EMPTY ORDER BY \"next due\""))
                .containsSubsequence(late, fresh)
                .endsWith(answered);
        assertThat(found("key = " + before)).containsExactly(before);
        for (String wrong :
                List.of(" = remaining(\"1h\")", " < breached()", " < remaining()", " < remaining(\"soon\")")) {
            agent.api()
                    .post("/api/queries/page", Map.of("query", field + wrong))
                    .expect(400);
        }
    }

    @Test
    @Tag("T05")
    void aPolicyThatChangesWhileItIsPausedKeepsTheWaitingTime() throws Throwable {
        long id = policy("resolution", goal(Duration.ofHours(8)));
        String key = ticket();
        clock.advance(Duration.ofHours(1));
        take(key, "start");
        take(key, "ask_customer");
        assertThat(clock(key).path("state").asString()).isEqualTo("paused");
        clock.advance(Duration.ofHours(5));

        publish(id, goal(Duration.ofHours(3)));
        eventually(() -> assertThat(clock(key).path("target").asLong()).isEqualTo(3 * HOUR));

        assertThat(clock(key).path("state").asString()).isEqualTo("paused");
        assertThat(clock(key).path("elapsed").asLong()).isBetween(HOUR, HOUR + HOUR / 60);
        assertThat(clock(key).path("breached").asBoolean()).isFalse();
        assertThat(explained(key)
                        .path("stretches")
                        .valueStream()
                        .map(each -> each.path("running").asBoolean()))
                .containsExactly(true, false);
    }

    @Test
    @Tag("T06")
    void twoPoliciesCountByTheirOwnCalendars() {
        policy("first_response", goal(Duration.ofHours(4)));
        policy("resolution", Map.of("target", 4 * HOUR, "calendarId", 2));
        String key = ticket();
        clock.advance(Duration.ofHours(11));

        Map<String, Long> elapsed = new HashMap<>();
        clocks(key)
                .forEach(each -> elapsed.put(
                        each.path("policy").asString(), each.path("elapsed").asLong()));
        assertThat(elapsed.get("Time to first response")).isGreaterThanOrEqualTo(11 * HOUR);
        // A working day has nine hours, and eleven hours are in no more than one of them.
        assertThat(elapsed.get("Time to resolution")).isLessThanOrEqualTo(9 * HOUR);
    }

    @Test
    @Tag("T08")
    void whatTheCustomerSaysIsNoAnswerAndAnAnswerBeginsTheNextUpdate() {
        policy("next_update", goal(Duration.ofHours(2)));
        String key = ticket();
        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>아직인가요?</p>"))
                .expect(201);
        assertThat(clocks(key)).hasSize(1);

        say(agent, key, false);

        assertThat(clocks(key).stream().map(each -> each.path("state").asString()))
                .containsExactly("stopped", "running");
    }

    @Test
    @Tag("T08")
    void whoReopensATicketGoesOnWithItsTime() {
        policy("resolution", goal(Duration.ofHours(8)));
        String key = ticket();
        clock.advance(Duration.ofHours(2));
        take(key, "start");
        resolve(key);
        assertThat(clock(key).path("state").asString()).isEqualTo("stopped");
        clock.advance(Duration.ofHours(10));
        take(key, "reopen");
        clock.advance(Duration.ofHours(1));

        assertThat(clocks(key)).hasSize(2);
        assertThat(clocks(key).getFirst().path("elapsed").asLong()).isBetween(2 * HOUR, 2 * HOUR + HOUR / 60);
        assertThat(clocks(key).getLast().path("elapsed").asLong()).isBetween(3 * HOUR, 3 * HOUR + HOUR / 60);
    }

    private void resolve(String key) {
        long version =
                agent.api().get("/api/tickets/" + key).body().path("version").asLong();
        agent.api()
                .ifMatch(version)
                .post(
                        "/api/tickets/" + key + "/transitions",
                        Map.of("transition", "resolve", "fields", Map.of("resolution", "done")))
                .expect(200);
    }

    @Test
    void whatWasDueWhileNoServerRanIsNoticedOnStartInOrderAndMarkedLate() throws Throwable {
        policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        clock.advance(Duration.ofHours(11));
        while (watch.noticeSome()) {
            assertThat(watch).isNotNull();
        }

        // The server's own thread may be at it.
        eventually(() -> assertThat(explained(key)
                        .path("thresholds")
                        .valueStream()
                        .map(each -> each.path("threshold").asString() + " "
                                + each.path("late").asBoolean()))
                .containsExactly("share:80 true", "share:100 true"));
    }

    @Test
    void aClockThatJumpsAheadAndBackReachesNothingTwice() throws Throwable {
        policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        clock.advance(Duration.ofHours(6));
        watch.noticeSome();
        // The server's own thread may be at it.
        eventually(() -> assertThat(explained(key).path("thresholds")).hasSize(2));
        clock.reset();
        watch.noticeSome();
        clock.advance(Duration.ofHours(6));
        watch.noticeSome();

        assertThat(explained(key).path("thresholds")).hasSize(2);
    }

    @Test
    void customersSeeWhatThePolicySaysTheyDoAndNothingElse() {
        policy("first_response", goal(Duration.ofHours(4)));
        policy("next_update", goal(Duration.ofHours(1)));
        String key = ticket();

        JsonNode promises =
                customer.api().get("/api/requests/" + key + "/sla").expect(200).body();

        assertThat(promises.valueStream().map(each -> each.path("policy").asString()))
                .singleElement()
                .isIn("Time to first response", "첫 응답까지 시간");
        assertThat(promises.at("/0/dueAt").isNull()).isFalse();
        customer.api().get("/api/tickets/" + key + "/sla").expect(403);
    }

    @Test
    void aDefinitionWithMistakesIsKeptAsADraftAndNotPublished() {
        long id = manager.api()
                .post("/api/sla/policies", Map.of("deskKey", desk.key(), "calendarId", ALWAYS))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        Map<String, Object> wrong = Map.of(
                "start", List.of(),
                "stop", List.of(Map.of("kind", "status_entered", "categories", List.of("done"))),
                "pause", List.of(),
                "goals",
                        List.of(
                                Map.of("calendarId", ALWAYS, "target", -1, "query", " "),
                                Map.of("calendarId", 999_999, "query", "assignee = currentUser()", "target", HOUR)),
                "warnings", List.of(Map.of("share", 120)),
                "escalations", List.of(),
                "cycles", "fresh",
                "customers", "nothing");

        JsonNode draft = manager.api()
                .ifMatch(1)
                .put("/api/sla/policies/" + id + "/draft", wrong)
                .expect(200)
                .body();

        assertThat(draft.path("problems")
                        .valueStream()
                        .map(each -> each.path("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/start",
                        "/goals/1",
                        "/goals/0/target",
                        "/goals/1/calendarId",
                        "/goals/1/query",
                        "/warnings/0");
        manager.api()
                .ifMatch(draft.path("version").asLong())
                .post("/api/sla/policies/" + id + "/publication", Map.of())
                .expect(400);
        String text = manager.api()
                .get("/api/sla/policies/" + id + "/draft.yaml")
                .expect(200)
                .text();
        manager.api()
                .ifMatch(draft.path("version").asLong())
                .post("/api/sla/policies/" + id + "/draft/import", Map.of("text", text))
                .expect(200);
    }

    @Test
    void theReadyMadePoliciesPromiseByPriority() {
        Desk another = desks.aDesk().create();
        TestPerson worker = people.person().agentOf(another.id()).create();
        String key = tickets.incident(another).by(customer).path("key").asString();
        long version =
                worker.api().get("/api/tickets/" + key).body().path("version").asLong();
        worker.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("priority", 2))
                .expect(200);

        JsonNode clocks =
                worker.api().get("/api/tickets/" + key + "/sla").expect(200).body();

        assertThat(clocks.valueStream()
                        .map(each -> each.path("policy").asString() + " "
                                + each.path("goal").asString() + " "
                                + each.path("target").asLong() / HOUR))
                .containsExactlyInAnyOrder(
                        "Time to first response priority = High 1", "Time to resolution priority = High 8");
    }

    @Test
    void whateverAGoalAsksForNobodyIsKeptFromHelp() {
        policy(
                "resolution",
                goal("summary ~ \"\u0001tickets\u0001 ' ? :x\"", Duration.ofHours(1)),
                goal("labels = vip AND assignee IS EMPTY AND created > 2020-01-01", Duration.ofHours(2)),
                goal("status WAS \"In progress\"", Duration.ofHours(3)),
                goal(Duration.ofHours(8)));
        String key = ticket();
        assertThat(clock(key).path("target").asLong()).isEqualTo(8 * HOUR);

        take(key, "start");
        take(key, "ask_customer");

        assertThat(clock(key).path("target").asLong()).isEqualTo(3 * HOUR);
    }
}
