package io.maru.automation;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Json;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rules run when their time comes, by hand, when another system calls, and when a promise is about to be broken. */
@MaruTest
class AutomationTriggersTest {

    private static final String RULES = "/api/automation/rules/";

    @Autowired
    Desks desks;

    @Autowired
    DSLContext database;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    RuleSchedules schedules;

    @Autowired
    MovableClock clock;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;
    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("이바다").agentOf(desk.id()).create();
        manager = people.person().named("박산").managerOf(desk.id()).create();
    }

    @AfterEach
    void nothingRunsOnAndTimeGoesOnAsBefore() {
        clock.reset();
        made.forEach(id -> switched(id, false));
    }

    private void switched(long rule, boolean on) {
        manager.api()
                .ifMatch(manager.api().get(RULES + rule).body().path("version").asLong())
                .patch(RULES + rule, Map.of("enabled", on))
                .expect(200);
    }

    @SafeVarargs
    private long rule(Map<String, Object> trigger, Map<String, Object>... steps) {
        long id = drafted(trigger, steps);
        manager.api().ifMatch(1).post(RULES + id + "/publication", Map.of()).expect(200);
        made.add(id);
        return id;
    }

    @SafeVarargs
    private long drafted(Map<String, Object> trigger, Map<String, Object>... steps) {
        return manager.api()
                .post(
                        "/api/automation/rules",
                        Map.of(
                                "deskKey",
                                desk.key(),
                                "name",
                                Map.of("ko", "규칙"),
                                "definition",
                                Map.of("trigger", trigger, "steps", List.of(steps), "mayTriggerItself", false)))
                .expect(201)
                .body()
                .path("id")
                .asLong();
    }

    private static Map<String, Object> cron(String expression) {
        return Map.of(
                "type",
                "schedule",
                "schedule",
                Map.of("type", "cron", "expression", expression, "timeZone", "Asia/Seoul"));
    }

    private static Map<String, Object> comment(String text) {
        return Map.of("type", "comment", "text", text, "internal", true);
    }

    private Map<String, Object> creates(String summary) {
        return Map.of(
                "type", "create", "deskKey", desk.key(), "ticketType", "task", "values", Map.of("summary", summary));
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private JsonNode comments(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body().path("comments");
    }

    private List<JsonNode> called(String summary) {
        return agent.api()
                .get("/api/desks/" + desk.key() + "/queues/open/tickets")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("summary").asString().equals(summary))
                .toList();
    }

    private JsonNode runs(long rule, int number) throws Throwable {
        eventually(() -> assertThat(manager.api()
                        .get(RULES + rule + "/runs")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream())
                .hasSize(number)
                .noneMatch(run -> run.path("state").asString().equals("waiting")));
        return manager.api().get(RULES + rule + "/runs").body().path("items");
    }

    /** As if several servers looked for what is due at the same moment. */
    private void severalLook() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> lookers = new ArrayList<>();
            IntStream.range(0, 8).forEach(each -> lookers.add(schedules::planOne));
            for (var each : threads.invokeAll(lookers)) {
                each.get();
            }
        }
    }

    @Test
    @Tag("T09")
    void aRecurringTicketIsMadeOnceEachTimeAlsoWhenServersWereDownOrSeveralRun() throws Throwable {
        // Half an hour from now, so that none falls into the moment at which it is looked.
        int minute = (clock.instant().atZone(ZoneOffset.UTC).getMinute() + 30) % 60;
        long rule = rule(cron(minute + " * * * *"), creates("백업을 확인합니다"));
        assertThat(called("백업을 확인합니다")).isEmpty();

        clock.advance(Duration.ofHours(1));
        severalLook();
        runs(rule, 1);
        assertThat(called("백업을 확인합니다")).hasSize(1);

        // No server ran for five hours.
        clock.advance(Duration.ofHours(5));
        severalLook();
        runs(rule, 2);
        severalLook();
        assertThat(called("백업을 확인합니다")).hasSize(2);
    }

    /** What was missed while it was switched off does not come afterwards. */
    private void switchedOffDuring(Duration time, long rule) {
        switched(rule, false);
        clock.advance(time);
        switched(rule, true);
    }

    @Test
    @Tag("T09")
    void timesThatWereMissedComeOnceAndThoseOfARuleThatWasSwitchedOffDoNot() throws Throwable {
        long rule = rule(
                Map.of("type", "schedule", "schedule", Map.of("type", "interval", "minutes", 60)), creates("매시간 점검"));

        clock.advance(Duration.ofHours(10));
        severalLook();
        assertThat(runs(rule, 1).path(0).path("withTicket").asBoolean()).isFalse();
        assertThat(called("매시간 점검")).hasSize(1);

        switchedOffDuring(Duration.ofHours(10), rule);
        severalLook();
        assertThat(runs(rule, 1)).hasSize(1);
        clock.advance(Duration.ofHours(1));
        severalLook();
        runs(rule, 2);
    }

    @Test
    void aRuleWithAQueryRunsForEachTicketThatItFindsOnItsDesk() throws Throwable {
        Desk other = desks.aDesk().create();
        TestPerson elsewhere = people.person().managerOf(other.id()).create();
        String old = ticket("백신 하나");
        String another = ticket("백신 둘");
        String foreign =
                tickets.incident(other).summary("백신 셋").by(customer).path("key").asString();
        long rule = rule(
                Map.of(
                        "type",
                        "schedule",
                        "schedule",
                        Map.of("type", "interval", "minutes", 60),
                        "query",
                        "summary ~ 백신"),
                comment("{{ticket.key}}: 살펴봅니다."));

        Followed.allIsFound(database, desk.id());
        clock.advance(Duration.ofHours(1));
        severalLook();

        runs(rule, 2);
        assertThat(comments(old).path(0).path("bodyHtml").asString()).contains(old + ": 살펴봅니다.");
        assertThat(comments(another).size()).isEqualTo(1);
        assertThat(elsewhere
                        .api()
                        .get("/api/tickets/" + foreign)
                        .body()
                        .path("comments")
                        .size())
                .isZero();
    }

    @Test
    void anIntervalIsAtLeastAMinuteAndAtMostAYear() {
        for (int minutes : List.of(0, 525_601)) {
            long wrong = drafted(
                    Map.of("type", "schedule", "schedule", Map.of("type", "interval", "minutes", minutes)),
                    creates("-"));

            assertThat(manager.api()
                            .get(RULES + wrong + "/draft")
                            .expect(200)
                            .body()
                            .path("problems")
                            .findValuesAsString("pointer"))
                    .containsExactly("/trigger/schedule/minutes");
        }
    }

    @Test
    void whatCannotBeATimeOrNeedsATicketIsTold() {
        long wrong = drafted(cron("every day"), comment("-"));

        assertThat(manager.api()
                        .get(RULES + wrong + "/draft")
                        .body()
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("code").asString()))
                .containsExactlyInAnyOrder("automation_schedule", "automation_without_ticket");
        long elsewhere = drafted(
                Map.of(
                        "type",
                        "schedule",
                        "schedule",
                        Map.of("type", "business_days", "calendarId", 999_999_999, "at", "09:00")),
                creates("-"));
        assertThat(manager.api()
                        .get(RULES + elsewhere + "/draft")
                        .body()
                        .path("problems")
                        .path(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/trigger/schedule/calendarId");
    }

    @Test
    void somebodyLetsARuleRunByHandWithWhatItAsks() throws Throwable {
        long rule = rule(
                Map.of(
                        "type",
                        "manual",
                        "inputs",
                        List.of(
                                Map.of("key", "reason", "label", Map.of("ko", "사유"), "type", "text", "required", true),
                                Map.of(
                                        "key",
                                        "until",
                                        "label",
                                        Map.of("ko", "언제까지"),
                                        "type",
                                        "date",
                                        "required",
                                        false),
                                Map.of(
                                        "key",
                                        "kind",
                                        "label",
                                        Map.of("ko", "종류"),
                                        "type",
                                        "choice",
                                        "required",
                                        false,
                                        "choices",
                                        List.of("가", "나")))),
                comment("{{trigger.person}}: {{input.reason}} {{input.kind}} {{input.until}}"));
        String key = ticket("손으로 하는 일");
        String address = "/api/tickets/" + key + "/rules";

        JsonNode offered = agent.api().get(address).expect(200).body();
        assertThat(offered.path(0).path("id").asLong()).isEqualTo(rule);
        assertThat(offered.path(0).path("inputs").size()).isEqualTo(3);
        assertThat(customer.api().get(address).expect(200).body().size()).isZero();
        String run = address + "/" + rule + "/runs";
        agent.api().post(run, Map.of("inputs", Map.of("reason", " "))).expect(400);
        agent.api()
                .post(run, Map.of("inputs", Map.of("reason", "-", "until", "내일")))
                .expect(400);
        agent.api()
                .post(run, Map.of("inputs", Map.of("reason", "-", "kind", "다")))
                .expect(400);
        customer.api().post(run, Map.of("inputs", Map.of("reason", "-"))).expect(403);
        Map<String, Object> given = Map.of("inputs", Map.of("reason", "출장입니다", "kind", "나", "until", "2026-12-01"));
        agent.api().with("Idempotency-Key", "once-" + rule).post(run, given).expect(202);
        agent.api().with("Idempotency-Key", "once-" + rule).post(run, given).expect(202);

        assertThat(runs(rule, 1).path(0).path("person").path("id").asLong()).isEqualTo(agent.id());
        assertThat(comments(key).path(0).path("bodyHtml").asString()).contains("이바다: 출장입니다 나 2026-12-01");
    }

    @Test
    void aRuleIsOfferedToTheGroupsAlone() {
        long group = people.administrator()
                .api()
                .post("/api/groups", Map.of("name", "당직 " + desk.key(), "description", ""))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        long rule = rule(Map.of("type", "manual", "inputs", List.of(), "groupIds", List.of(group)), comment("-"));
        String key = ticket("당직만");

        assertThat(agent.api().get("/api/tickets/" + key + "/rules").body().size())
                .isZero();
        agent.api()
                .post("/api/tickets/" + key + "/rules/" + rule + "/runs", Map.of("inputs", Map.of()))
                .expect(404);
    }

    private Answer call(long rule, Map<String, String> headers, String body) {
        Api api = people.anonymous();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            api = api.with(header.getKey(), header.getValue());
        }
        return api.sendRaw(
                "POST", "/api/hooks/automation/" + rule, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anotherSystemLetsARuleRunWithItsSecretAndNobodyElse() throws Throwable {
        String key = ticket("감시 중");
        long rule = rule(
                Map.of(
                        "type",
                        "webhook",
                        "ticket",
                        "/issue/key",
                        "values",
                        Map.of("text", "/text", "host", "/hosts/0")),
                comment("{{webhook.text}} ({{webhook.host}})"));
        String body =
                "{\"issue\":{\"key\":\"" + key + "\"},\"text\":\"{{ticket.key}} <b>\",\"hosts\":[\"db1\",\"db2\"]}";
        call(rule, Map.of("Authorization", "Bearer x"), body).expect(401);
        String secret = manager.api()
                .post(RULES + rule + "/secret")
                .expect(200)
                .body()
                .path("secret")
                .asString();

        call(rule, Map.of(), body).expect(401);
        call(rule, Map.of("Authorization", "Bearer x" + secret), body).expect(401);
        call(rule, Map.of("Maru-Signature", AutomationHooks.signature(secret, new byte[0])), body)
                .expect(401);
        call(rule, Map.of("Authorization", "Bearer " + secret), "?").expect(400);
        call(rule, Map.of("Authorization", "Bearer " + secret), body.replace(key, "NONE-1"))
                .expect(400);
        call(rule, Map.of("Authorization", "Bearer " + secret), "[\"" + "x".repeat(300_000) + "\"]")
                .expect(413);
        Map<String, String> signed = Map.of(
                "Maru-Signature",
                AutomationHooks.signature(secret, body.getBytes(StandardCharsets.UTF_8)),
                "Idempotency-Key",
                "alarm-1");
        call(rule, signed, body).expect(202);
        call(rule, signed, body).expect(202);

        runs(rule, 1);
        assertThat(comments(key).path(0).path("bodyHtml").asString()).contains("{ticket.key}} &lt;b&gt; (db1)");
        switched(rule, false);
        call(rule, Map.of("Authorization", "Bearer " + secret), body).expect(409);
    }

    @Test
    void aRuleIsToldWhenAPromiseIsBroken() throws Throwable {
        desks.withoutPromises(desk, manager);
        promise(Duration.ofHours(8));
        long rule = rule(
                Map.of("type", "sla_threshold", "news", List.of("breached")),
                comment("{{sla.threshold}} {{ticket.key}}"));
        String key = ticket("급합니다");

        clock.advance(Duration.ofHours(7));
        assertThat(runs(rule, 0)).isEmpty();
        clock.advance(Duration.ofHours(2));

        runs(rule, 1);
        assertThat(comments(key).path(0).path("bodyHtml").asString()).contains("share:100 " + key);
    }

    /** A resolution within so long of the clock on the wall. */
    private void promise(Duration target) {
        long id = manager.api()
                .post("/api/sla/policies", Map.of("deskKey", desk.key(), "template", "resolution", "calendarId", 1))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        String policy = "/api/sla/policies/" + id;
        JsonNode draft = manager.api().get(policy + "/draft").expect(200).body();
        ObjectNode definition = (ObjectNode) draft.path("definition");
        definition.set(
                "goals", new JsonMapper().valueToTree(List.of(Map.of("target", target.toMillis(), "calendarId", 1))));
        JsonNode saved = manager.api()
                .ifMatch(draft.path("version").asLong())
                .put(policy + "/draft", definition)
                .expect(200)
                .body();
        manager.api()
                .ifMatch(saved.path("version").asLong())
                .post(policy + "/publication", Map.of())
                .expect(200);
        assertThat(Json.keepable(definition)).isTrue();
    }
}
