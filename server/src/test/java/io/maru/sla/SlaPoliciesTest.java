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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who shapes policies, whose tickets they measure, and how they are brought elsewhere and taken back, over HTTP. */
@MaruTest
class SlaPoliciesTest {

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
    PolicyStore policies;

    @Autowired
    TransactionTemplate transaction;

    Desk one;
    Desk other;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;
    TestPerson administrator;
    final List<String> shared = new ArrayList<>();

    @BeforeEach
    void twoDesks() {
        one = desks.aDesk().create();
        other = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(one.id()).agentOf(other.id()).create();
        manager = people.person().managerOf(one.id()).create();
        administrator = people.administrator();
    }

    /** Policies of the installation would be everybody's, in other tests too. */
    @AfterEach
    void everythingIsAsBefore() {
        clock.reset();
        for (String policy : shared) {
            administrator
                    .api()
                    .ifMatch(administrator
                            .api()
                            .get(policy)
                            .body()
                            .path("version")
                            .asLong())
                    .patch(policy, Map.of("retired", true))
                    .expect(200);
        }
    }

    private JsonNode begun(TestPerson person, Map<String, Object> policy) {
        Map<String, Object> body = new HashMap<>(policy);
        body.put("calendarId", ALWAYS);
        JsonNode begun =
                person.api().post("/api/sla/policies", body).expect(201).body();
        if (!policy.containsKey("deskKey")) {
            shared.add(address(begun));
        }
        return begun;
    }

    private static String address(JsonNode policy) {
        return "/api/sla/policies/" + policy.path("id").asLong();
    }

    private static JsonNode draft(TestPerson person, String policy) {
        return person.api().get(policy + "/draft").expect(200).body();
    }

    private static void publish(TestPerson person, String policy) {
        person.api()
                .ifMatch(draft(person, policy).path("version").asLong())
                .post(policy + "/publication", Map.of())
                .expect(200);
    }

    private static void promise(TestPerson person, String policy, Duration target) {
        JsonNode draft = draft(person, policy);
        ObjectNode definition = (ObjectNode) draft.path("definition");
        definition.set(
                "goals",
                new JsonMapper().valueToTree(List.of(Map.of("target", target.toMillis(), "calendarId", ALWAYS))));
        person.api()
                .ifMatch(draft.path("version").asLong())
                .put(policy + "/draft", definition)
                .expect(200);
        publish(person, policy);
    }

    private void measure(String policy, String... deskKeys) {
        administrator
                .api()
                .ifMatch(administrator.api().get(policy).body().path("version").asLong())
                .patch(policy, Map.of("deskKeys", List.of(deskKeys)))
                .expect(200);
    }

    private String ticket(Desk desk) {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private List<JsonNode> clocks(String key, String policy) {
        return agent.api()
                .get("/api/tickets/" + key + "/sla")
                .expect(200)
                .body()
                .valueStream()
                .filter(clock -> clock.path("policy").asString().equals(policy))
                .toList();
    }

    private void take(String key, String transition, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("transition", transition);
        agent.api()
                .ifMatch(agent.api()
                        .get("/api/tickets/" + key)
                        .body()
                        .path("version")
                        .asLong())
                .post("/api/tickets/" + key + "/transitions", body)
                .expect(200);
    }

    @Test
    void aPolicyOfTheInstallationMeasuresTheDesksThatItIsGiven() throws Throwable {
        String before = ticket(one);
        String name = "Shared " + System.nanoTime();
        String policy = address(begun(administrator, Map.of("name", Map.of("en", name), "template", "resolution")));
        publish(administrator, policy);
        assertThat(clocks(ticket(one), name)).as("before it has a desk").isEmpty();

        measure(policy, one.key(), other.key());

        eventually(() -> assertThat(clocks(before, name)).hasSize(1));
        String promised = ticket(other);
        assertThat(clocks(promised, name)).hasSize(1);
        measure(policy, one.key());
        assertThat(clocks(ticket(other), name)).isEmpty();
        assertThat(clocks(promised, name).getFirst().path("state").asString())
                .as("a promise that was made is kept")
                .isEqualTo("running");
        take(promised, "start", Map.of());
        take(promised, "resolve", Map.of("fields", Map.of("resolution", "done")));
        assertThat(clocks(promised, name).getFirst().path("state").asString()).isEqualTo("stopped");
    }

    @Test
    void aPolicyIsShapedByThoseWhoseItIsAndSeenByThoseWhomItMeasures() {
        String policy = address(begun(
                administrator, Map.of("name", Map.of("en", "Seen " + System.nanoTime()), "template", "resolution")));
        publish(administrator, policy);
        measure(policy, one.key());

        JsonNode seen = manager.api()
                .get("/api/sla/policies?desk=" + one.key())
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> address(each).equals(policy))
                .findFirst()
                .orElseThrow();
        assertThat(seen.path("mayShape").asBoolean()).isFalse();
        manager.api()
                .ifMatch(seen.path("version").asLong())
                .patch(policy, Map.of("deskKeys", List.of()))
                .expect(403);
        manager.api().get(policy + "/draft").expect(403);
        manager.api()
                .post("/api/sla/policies", Map.of("template", "resolution", "calendarId", ALWAYS))
                .expect(403);

        JsonNode own = begun(manager, Map.of("deskKey", one.key(), "template", "resolution"));
        JsonNode refused = manager.api()
                .ifMatch(own.path("version").asLong())
                .patch(address(own), Map.of("deskKeys", List.of(one.key(), other.key())))
                .expect(400)
                .body();
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/deskKeys");
        administrator
                .api()
                .ifMatch(administrator.api().get(policy).body().path("version").asLong())
                .patch(policy, Map.of("deskKeys", List.of("NONE")))
                .expect(400);
        customer.api().get("/api/sla/policies?desk=" + one.key()).expect(403);
    }

    @Test
    void whoShapesAPolicyKeepsNobodyFromAskingForHelp() {
        String name = "Time to close after resolution";
        JsonNode policy = begun(manager, Map.of("deskKey", one.key(), "template", "closure"));
        publish(manager, address(policy));

        String key = transaction.execute(status -> {
            assertThat(policies.lock(policy.path("id").asLong())).isPresent();
            // Somebody else, who would wait for ever.
            return CompletableFuture.supplyAsync(() -> ticket(one))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(clocks(Objects.requireNonNull(key), name)).hasSize(1);
    }

    @Test
    void aSupplierHasItsTimeEachTimeTheTicketIsHandedOver() {
        String policy = address(begun(manager, Map.of("deskKey", one.key(), "template", "supplier")));
        promise(manager, policy, Duration.ofHours(4));
        String name = "Time with a supplier (UC)";
        String key = ticket(one);
        assertThat(clocks(key, name)).isEmpty();

        take(key, "start", Map.of());
        take(key, "ask_supplier", Map.of());
        clock.advance(Duration.ofHours(5));
        take(key, "supplier_answered", Map.of());
        clock.advance(Duration.ofHours(1));
        take(key, "ask_supplier", Map.of());

        assertThat(clocks(key, name).stream()
                        .map(each -> each.path("state").asString() + " "
                                + Duration.ofMillis(each.path("elapsed").asLong())
                                        .toHours() + " h "
                                + each.path("breached").asBoolean()))
                .containsExactly("stopped 5 h true", "running 0 h false");
    }

    @Test
    void aPolicyIsBroughtElsewhereAsText() {
        String policy = address(begun(manager, Map.of("deskKey", one.key(), "template", "next_update")));
        JsonNode written = draft(manager, policy).path("definition");
        String text = manager.api().get(policy + "/draft.yaml").expect(200).text();
        String another = address(begun(manager, Map.of("deskKey", one.key(), "template", "approval")));
        assertThat(draft(manager, another).path("definition")).isNotEqualTo(written);

        manager.api()
                .ifMatch(draft(manager, another).path("version").asLong())
                .post(another + "/draft/import", Map.of("text", text))
                .expect(200);

        assertThat(draft(manager, another).path("definition")).isEqualTo(written);
        long version = draft(manager, another).path("version").asLong();
        for (String wrong : List.of("", "goals: [", "kind: workflow\\nformat: 1", text.replace("goals:", "gaols:"))) {
            assertThat(manager.api()
                            .ifMatch(version)
                            .post(another + "/draft/import", Map.of("text", wrong))
                            .expect(400)
                            .body()
                            .at("/errors/0/pointer")
                            .asString())
                    .startsWith("/text");
        }
        assertThat(draft(manager, another).path("definition"))
                .as("nothing is lost by it")
                .isEqualTo(written);
    }

    @Test
    void whatWasPublishedOnceIsTakenBackAsADraftAndPublishedAgain() {
        String policy = address(begun(manager, Map.of("deskKey", one.key(), "template", "closure")));
        promise(manager, policy, Duration.ofHours(4));
        promise(manager, policy, Duration.ofHours(1));
        JsonNode versions = manager.api().get(policy + "/versions").expect(200).body();
        assertThat(versions.valueStream().map(each -> each.path("number").asInt()))
                .containsExactly(2, 1);

        manager.api().ifMatch(0).post(policy + "/versions/1/draft", Map.of()).expect(200);
        assertThat(manager.api()
                        .get(policy)
                        .body()
                        .at("/definition/goals/0/target")
                        .asLong())
                .as("what is in force stays so")
                .isEqualTo(Duration.ofHours(1).toMillis());
        publish(manager, policy);

        JsonNode after = manager.api().get(policy + "/versions").expect(200).body();
        assertThat(after.at("/0/number").asInt()).isEqualTo(3);
        assertThat(after.at("/0/definition")).isEqualTo(after.at("/2/definition"));
        manager.api().ifMatch(0).post(policy + "/versions/9/draft", Map.of()).expect(404);
    }
}
