package io.maru.automation;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Language;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every ready rule can be published on a desk as it comes, in both languages, and does what it says. */
@MaruTest
class RuleLibraryTest {

    private static final String RULES = "/api/automation/rules/";

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
    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        manager = people.person().managerOf(desk.id()).create();
    }

    @AfterEach
    void nothingRunsOn() {
        made.forEach(id -> manager.api()
                .ifMatch(manager.api().get(RULES + id).body().path("version").asLong())
                .patch(RULES + id, Map.of("enabled", false))
                .expect(200));
    }

    private JsonNode library(Language language) {
        return people.person()
                .speaking(language)
                .managerOf(desk.id())
                .create()
                .api()
                .get("/api/automation/library?desk=" + desk.key())
                .expect(200)
                .body();
    }

    private long published(JsonNode ready) {
        long id = manager.api()
                .post(
                        "/api/automation/rules",
                        Map.of(
                                "deskKey", desk.key(),
                                "name", ready.path("name"),
                                "definition", ready.path("definition")))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        assertThat(manager.api().get(RULES + id + "/draft").expect(200).body().path("problems"))
                .as(ready.path("key").asString())
                .isEmpty();
        manager.api().ifMatch(1).post(RULES + id + "/publication", Map.of()).expect(200);
        made.add(id);
        return id;
    }

    private JsonNode ready(String key) {
        return library(Language.KO)
                .valueStream()
                .filter(rule -> rule.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private JsonNode seen(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }

    private void change(TestPerson person, String key, Map<String, Object> change) {
        person.api()
                .ifMatch(seen(key).path("version").asLong())
                .patch("/api/tickets/" + key, change)
                .expect(200);
    }

    @Test
    void everyRuleCanBePublishedAsItComesInBothLanguages() {
        JsonNode korean = library(Language.KO);
        assertThat(korean.size()).isGreaterThanOrEqualTo(25);
        korean.forEach(this::published);
        JsonNode english = library(Language.EN);
        english.forEach(this::published);

        assertThat(korean.valueStream().map(rule -> rule.path("key").asString()))
                .doesNotHaveDuplicates();
        assertThat(korean.valueStream().map(rule -> rule.path("category").asString()))
                .containsAll(Set.of("routing", "talking", "waiting", "linked", "changes", "recurring", "systems"));
        for (int place = 0; place < korean.size(); place++) {
            assertThat(korean.path(place).path("description"))
                    .isNotEqualTo(english.path(place).path("description"));
            assertThat(korean.path(place).path("name").path("ko").asString()).isNotBlank();
            assertThat(korean.path(place).path("name").path("en").asString()).isNotBlank();
        }
    }

    @Test
    void theLibraryIsForThoseWhoShapeDesks() {
        agent.api().get("/api/automation/library?desk=" + desk.key()).expect(403);
        agent.api().get("/api/automation/library").expect(403);
    }

    @Test
    void newTicketsAreGivenAnsweredAndLabelled() throws Throwable {
        published(ready("assign_round_robin"));
        published(ready("acknowledge"));
        published(ready("route_by_words"));
        published(ready("urgent_words"));
        published(ready("start_when_assigned"));

        String key = ticket("긴급: VPN 비밀번호");

        eventually(() -> {
            JsonNode ticket = seen(key);
            assertThat(ticket.path("assignee").path("id").isNumber()).isTrue();
            assertThat(ticket.path("status").path("category").asString()).isEqualTo("active");
            assertThat(ticket.path("priority").asInt()).isLessThanOrEqualTo(2);
            assertThat(ticket.path("labels").valueStream().map(JsonNode::asString))
                    .contains("네트워크", "계정");
            assertThat(ticket.path("comments").path(0).path("bodyHtml").asString())
                    .contains(key + "(으)로 접수했습니다");
        });
    }

    @Test
    void vipsComeFirstAndManagersHearOfThem() throws Throwable {
        published(ready("vip"));
        String key = ticket("임원실 요청");

        change(agent, key, Map.of("labels", List.of("vip")));

        eventually(() -> assertThat(seen(key).path("priority").asInt()).isEqualTo(1));
        eventually(() -> assertThat(manager.api()
                        .get("/api/notifications")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(news -> news.path("text").asString()))
                .contains("VIP 요청입니다: 임원실 요청"));
    }

    @Test
    void partsFollowTheWholeAndTheWholeHearsOfItsParts() throws Throwable {
        published(ready("parent_done"));
        published(ready("priority_to_children"));
        published(ready("parent_takes_child_into_work"));
        String whole = ticket("전체");
        String part = ticket("부분");
        agent.api()
                .post(
                        "/api/tickets/" + whole + "/links",
                        Map.of("type", "parent_of", "outward", true, "targetKey", part))
                .expect(200);

        change(agent, whole, Map.of("priority", 1));
        eventually(() -> assertThat(seen(part).path("priority").asInt()).isEqualTo(1));
        transition(part, "start", Map.of());
        eventually(() -> assertThat(seen(whole).path("status").path("category").asString())
                .isEqualTo("active"));
        transition(whole, "resolve", Map.of("resolution", "done"));
        eventually(() -> assertThat(seen(part).path("status").path("category").asString())
                .isEqualTo("done"));
    }

    private void transition(String key, String transition, Map<String, Object> fields) {
        agent.api()
                .ifMatch(seen(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", transition, "fields", fields))
                .expect(200);
    }

    @Test
    void anAnswerOpensWhatWasDone() throws Throwable {
        published(ready("reopen_on_reply"));
        String key = ticket("다시 열릴 것");
        transition(key, "resolve", Map.of("resolution", "done"));

        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>아직 안 됩니다.</p>"))
                .expect(201);

        eventually(() ->
                assertThat(seen(key).path("status").path("category").asString()).isEqualTo("active"));
    }

    @Test
    void duplicatesAreClosedAsSuch() throws Throwable {
        published(ready("duplicate"));
        String first = ticket("먼저 온 것");
        String again = ticket("또 온 것");

        agent.api()
                .post(
                        "/api/tickets/" + again + "/links",
                        Map.of("type", "duplicates", "outward", true, "targetKey", first))
                .expect(200);

        eventually(() -> assertThat(seen(again).path("resolution").asString("")).isEqualTo("duplicate"));
    }
}
