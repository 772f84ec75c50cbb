package io.maru.automation;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rules are drafted, tried, published, brought elsewhere, watched and run again, over HTTP. */
@MaruTest
class AutomationApiTest {

    private static final String RULES = "/api/automation/rules";

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

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

    private static Map<String, Object> definition(String text) {
        return Map.of(
                "trigger", Map.of("type", "field_changed", "field", "priority"),
                "steps",
                        List.of(
                                Map.of(
                                        "type",
                                        "when",
                                        "condition",
                                        Map.of("type", "query", "query", "priority = Highest")),
                                Map.of("type", "comment", "text", text, "internal", true)),
                "mayTriggerItself", false);
    }

    private JsonNode create(TestPerson person, @Nullable String deskKey, Map<String, Object> definition) {
        Map<String, Object> rule = new HashMap<>(Map.of("name", Map.of("ko", "규칙"), "definition", definition));
        rule.put("deskKey", deskKey);
        return person.api().post(RULES, rule).expect(201).body();
    }

    private static String address(JsonNode rule) {
        return RULES + "/" + rule.path("id").asLong();
    }

    private static void publish(TestPerson person, String rule) {
        person.api()
                .ifMatch(
                        person.api().get(rule + "/draft").body().path("version").asLong())
                .post(rule + "/publication", Map.of("note", "처음"))
                .expect(200);
    }

    private static void change(TestPerson person, String rule, Map<String, Object> change, int status) {
        person.api()
                .ifMatch(person.api().get(rule).body().path("version").asLong())
                .patch(rule, change)
                .expect(status);
    }

    private String ticket() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private void prioritise(String key, int priority) {
        agent.api()
                .ifMatch(agent.api()
                        .get("/api/tickets/" + key)
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/tickets/" + key, Map.of("priority", priority))
                .expect(200);
    }

    private JsonNode runs(String rule, int number) throws Throwable {
        eventually(() -> assertThat(manager.api()
                        .get(rule + "/runs")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream())
                .hasSize(number)
                .noneMatch(run -> run.path("state").asString().equals("waiting")));
        return manager.api().get(rule + "/runs").body().path("items");
    }

    @Test
    void aRuleRunsFromItsPublicationUntilItIsSwitchedOff() throws Throwable {
        String rule = address(create(manager, desk.key(), definition("{{ticket.key}}")));
        String key = ticket();
        prioritise(key, 1);
        assertThat(runs(rule, 0)).isEmpty();

        publish(manager, rule);
        prioritise(key, 2);
        prioritise(key, 1);
        JsonNode newest = runs(rule, 2).path(0);
        assertThat(newest.path("state").asString()).isEqualTo("done");
        assertThat(newest.path("ticket").path("key").asString()).isEqualTo(key);
        assertThat(newest.path("person").path("id").asLong()).isEqualTo(agent.id());
        JsonNode steps = manager.api()
                .get(rule + "/runs/" + newest.path("id").asLong())
                .expect(200)
                .body()
                .path("steps");
        assertThat(steps.path(1).path("text").asString()).isEqualTo(key);
        assertThat(steps.path(1).path("answer").asString()).isEqualTo("done");

        change(manager, rule, Map.of("enabled", false), 200);
        prioritise(key, 3);
        change(manager, rule, Map.of("enabled", true), 200);
        prioritise(key, 1);
        assertThat(runs(rule, 3).path(0).path("state").asString()).isEqualTo("done");
    }

    @Test
    void whatCannotRunIsToldInTheDraftAndKeepsItFromBeingPublished() {
        JsonNode rule = create(manager, desk.key(), definition("{{ticket.keyy}}"));

        JsonNode problem = manager.api()
                .get(address(rule) + "/draft")
                .expect(200)
                .body()
                .path("problems")
                .path(0);
        assertThat(problem.path("pointer").asString()).isEqualTo("/steps/1/text");
        assertThat(problem.path("message").asString()).contains("ticket.keyy");
        manager.api().ifMatch(1).post(address(rule) + "/publication", Map.of()).expect(400);
        manager.api()
                .ifMatch(1)
                .put(address(rule) + "/draft", definition("{{ticket.key}}"))
                .expect(200);
        manager.api().ifMatch(1).put(address(rule) + "/draft", definition("-")).expect(409);
        publish(manager, address(rule));
        assertThat(manager.api()
                        .get(address(rule) + "/versions")
                        .expect(200)
                        .body()
                        .path(0)
                        .path("note")
                        .asString())
                .isEqualTo("처음");
    }

    @Test
    void aTrialShowsEachValueAndLeavesNothing() {
        String rule = address(create(manager, desk.key(), definition("{{changes.priority.from}}: {{ticket.summary}}")));
        String key = ticket();
        prioritise(key, 1);
        long version =
                agent.api().get("/api/tickets/" + key).body().path("version").asLong();

        JsonNode trial = manager.api()
                .post(rule + "/trial", Map.of("ticketKey", key))
                .expect(200)
                .body();

        assertThat(trial.path("state").asString()).isEqualTo("done");
        assertThat(trial.path("steps").path(0).path("answer").asString()).isEqualTo("met");
        assertThat(trial.path("steps").path(1).path("text").asString()).endsWith(": 메일이 보내지지 않아요");
        JsonNode ticket = agent.api().get("/api/tickets/" + key).body();
        assertThat(ticket.path("version").asLong()).isEqualTo(version);
        assertThat(ticket.path("comments").size()).isZero();
        manager.api().post(rule + "/trial", Map.of("ticketKey", "NONE-1")).expect(404);
    }

    @Test
    @Tag("R05")
    void nobodyGainsRightsByARule() {
        TestPerson administrator = people.administrator();
        String rule = address(create(manager, desk.key(), definition("-")));
        change(manager, rule, Map.of("runAsId", administrator.id()), 400);
        change(manager, rule, Map.of("everywhere", true), 400);
        change(administrator, rule, Map.of("runAsId", administrator.id()), 200);

        manager.api().ifMatch(1).post(rule + "/publication", Map.of()).expect(400);
        manager.api().post(rule + "/trial", Map.of("ticketKey", ticket())).expect(400);
        publish(administrator, rule);
        agent.api().ifMatch(1).patch(rule, Map.of("enabled", false)).expect(403);
        people.person().create().api().get(rule).expect(404);
    }

    @Test
    void aRuleIsBroughtElsewhereAsText() {
        String rule = address(create(manager, desk.key(), definition("{{ticket.key}}")));
        String text = manager.api().get(rule + "/draft.yaml").expect(200).text();
        assertThat(text).contains("maru: automation-rule", "priority = Highest");

        String other = address(create(manager, desk.key(), definition("-")));
        manager.api()
                .ifMatch(1)
                .post(other + "/draft/import", Map.of("text", text))
                .expect(200);
        assertThat(manager.api().get(other + "/draft").body().path("definition"))
                .isEqualTo(manager.api().get(rule + "/draft").body().path("definition"));
        manager.api()
                .ifMatch(2)
                .post(other + "/draft/import", Map.of("text", "maru: workflow"))
                .expect(400);
    }

    @Test
    void aRunThatFailedRunsAgainByWhatTheRuleSaysNow() throws Throwable {
        Map<String, Object> failing = new HashMap<>(definition("-"));
        failing.put("steps", List.of(Map.of("type", "transition", "status", "nowhere")));
        String rule = address(create(manager, desk.key(), failing));
        publish(manager, rule);
        String key = ticket();
        prioritise(key, 1);
        JsonNode failed = runs(rule, 1).path(0);
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        assertThat(failed.path("reason").asString()).isNotEmpty();

        manager.api().ifMatch(0).put(rule + "/draft", definition("다시")).expect(200);
        publish(manager, rule);
        String again = rule + "/runs/" + failed.path("id").asLong() + "/again";
        manager.api().post(again, Map.of()).expect(202);

        JsonNode second = runs(rule, 2).path(0);
        assertThat(second.path("state").asString()).isEqualTo("done");
        assertThat(second.path("againOf").asLong()).isEqualTo(failed.path("id").asLong());
        manager.api()
                .post(rule + "/runs/" + second.path("id").asLong() + "/again", Map.of())
                .expect(400);
    }
}
