package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Language;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A workflow is changed while tickets follow it, over HTTP as an administrator does. */
@MaruTest
class WorkflowDraftsTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    StatusMoves moves;

    Desk desk;
    TestPerson manager;
    TestPerson agent;
    TestPerson customer;
    String workflow;

    @BeforeEach
    void aDeskWhoseIncidentsFollowAWorkflow() {
        desk = desks.aDesk().create();
        manager = people.person().speaking(Language.KO).managerOf(desk.id()).create();
        agent = people.person().agentOf(desk.id()).create();
        customer = people.person().create();
        long id = manager.api()
                .get("/api/desks/" + desk.key() + "/workflows")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("ticketTypes").toString().contains("incident"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        workflow = "/api/desks/" + desk.key() + "/workflows/" + id;
    }

    @Test
    void aDraftTakesThePlaceOfWhatIsPublishedAndCanBeTakenBack() {
        ObjectNode definition = definition();
        rename(definition, "in_progress", "손보는 중");
        ((ObjectNode) definition.at("/statuses/0")).putPOJO("position", Map.of("x", 40, "y", 80));
        ((ObjectNode) definition.at("/transitions/0")).put("shortcut", "s");
        save(0, definition);
        assertThat(publishedName("in_progress")).isNotEqualTo("손보는 중");

        publish(1, Map.of("note", "더 쉬운 말로"));
        assertThat(publishedName("in_progress")).isEqualTo("손보는 중");

        JsonNode versions =
                manager.api().get(workflow + "/versions").expect(200).body();
        assertThat(versions.at("/0/number").asInt()).isEqualTo(2);
        assertThat(versions.at("/0/note").asString()).isEqualTo("더 쉬운 말로");
        assertThat(versions.at("/0/publishedBy/id").asLong()).isEqualTo(manager.id());
        JsonNode second =
                manager.api().get(workflow + "/versions/2").expect(200).body();
        assertThat(second.at("/statuses/0/position/y").asInt()).isEqualTo(80);
        assertThat(second.at("/transitions/0/shortcut").asString()).isEqualTo("s");
        assertThat(definition().path("statuses")).isEqualTo(second.path("statuses"));

        manager.api().ifMatch(0).post(workflow + "/versions/1/draft", Map.of()).expect(200);
        publish(1, Map.of());
        assertThat(manager.api().get(workflow + "/versions").at("/0/number").asInt())
                .isEqualTo(3);
    }

    @Test
    void twoWhoEditTheSameDraftDoNotOverwriteEachOther() {
        save(0, definition());

        Answer second = manager.api().ifMatch(0).put(workflow + "/draft", definition());

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("stale_version");
        assertThat(second.at("/currentVersion").asInt()).isEqualTo(1);
        manager.api().ifMatch(1).delete(workflow + "/draft").expect(204);
        assertThat(manager.api().get(workflow + "/draft").at("/version").asInt())
                .isZero();
    }

    @Test
    void whatIsWrongIsToldAtItsPlaceAndKeepsTheDraftFromBeingPublished() {
        ObjectNode definition = definition();
        ArrayNode statuses = (ArrayNode) definition.path("statuses");
        int island = statuses.size();
        statuses.addObject()
                .put("key", "island")
                .put("category", "active")
                .putObject("name")
                .put("ko", "섬");
        ((ObjectNode) statuses.get(indexOf(definition, "in_progress"))).put("category", "waiting");
        save(0, definition);

        List<String> problems = manager.api()
                .get(workflow + "/draft/review")
                .expect(200)
                .at("/problems")
                .valueStream()
                .map(problem -> problem.path("pointer").asString() + " "
                        + problem.path("code").asString())
                .toList();
        assertThat(problems)
                .contains(
                        "/statuses/" + island + " status_unreachable",
                        "/statuses/" + indexOf(definition, "in_progress") + "/category category_fixed");

        Answer refused = manager.api()
                .ifMatch(1)
                .post(workflow + "/publications", Map.of())
                .expect(400);
        assertThat(refused.errors()).contains("/definition/statuses/" + island + " status_unreachable");
        assertThat(manager.api().get(workflow + "/versions").body().size()).isEqualTo(1);
    }

    @Test
    void ticketsOfAStatusThatVanishesGoWhereItIsSaid() {
        List<String> keys = IntStream.range(0, 3).mapToObj(each -> started()).toList();
        save(0, without(definition(), "in_progress"));

        JsonNode review =
                manager.api().get(workflow + "/draft/review").expect(200).body();
        assertThat(review.at("/vanishing/0/key").asString()).isEqualTo("in_progress");
        assertThat(review.at("/vanishing/0/tickets").asInt()).isEqualTo(3);
        assertThat(manager.api()
                        .ifMatch(1)
                        .post(workflow + "/publications", Map.of())
                        .expect(400)
                        .errors())
                .contains("/moves move_missing");
        assertThat(manager.api()
                        .ifMatch(1)
                        .post(
                                workflow + "/publications",
                                Map.of("moves", List.of(Map.of("from", "in_progress", "to", "resolved"))))
                        .expect(400)
                        .errors())
                .contains("/moves/0/resolution required");

        publish(
                1,
                Map.of("moves", List.of(Map.of("from", "in_progress", "to", "resolved", "resolution", "workaround"))));

        moves.moveAll();

        assertThat(keys).allSatisfy(key -> {
            JsonNode ticket = ticket(key);
            assertThat(ticket.at("/status/key").asString()).isEqualTo("resolved");
            assertThat(ticket.path("resolution").asString()).isEqualTo("workaround");
            assertThat(ticket.path("resolvedAt").isNull()).isFalse();
        });
        assertThat(manager.api().get(workflow + "/vanished-statuses").body().size())
                .isZero();
        assertThat(agent.api()
                        .get("/api/tickets/" + keys.getFirst() + "/history")
                        .at("/items")
                        .toString())
                .contains("\"field\":\"status\"", "\"field\":\"resolution\"");
    }

    @Test
    void ticketsThatAreMovedOutOfDoneHaveNoResolutionAnyMore() {
        String key = started();
        agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post(
                        "/api/tickets/" + key + "/transitions",
                        Map.of("transition", "resolve", "fields", Map.of("resolution", "done")))
                .expect(200);
        save(0, without(without(definition(), "resolved"), "closed"));
        publish(1, Map.of("moves", List.of(Map.of("from", "resolved", "to", "in_progress"))));

        moves.moveAll();

        assertThat(ticket(key).at("/status/key").asString()).isEqualTo("in_progress");
        assertThat(ticket(key).path("resolution").isNull()).isTrue();
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .at("/items")
                        .valueStream()
                        .filter(change -> change.path("field").asString().equals("resolution"))
                        .map(change -> change.path("newValue").toString()))
                .containsExactly("null", "\"done\"");
    }

    @Test
    void nobodyIsStuckWhileTicketsAreMovedUnderTheirHands() throws Exception {
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 12).mapToObj(each -> started()).toList());
        save(0, without(definition(), "in_progress"));
        List<Callable<Integer>> work = new ArrayList<>();
        keys.forEach(key -> work.add(() -> agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", "ask_customer"))
                .status()));
        work.add(6, () -> {
            publish(1, Map.of("moves", List.of(Map.of("from", "in_progress", "to", "registered"))));
            return 200;
        });

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isIn(200, 409);
            }
        }

        moves.moveAll();

        assertThat(keys)
                .allSatisfy(key -> assertThat(ticket(key).at("/status/key").asString())
                        .isIn("registered", "waiting_for_customer"));
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(ticket(key).path("transitions").size()).isPositive());
    }

    @Test
    void publishingAgainAndAgainUnderLoadLosesNoTicketAndNoStep() throws Exception {
        List<String> keys = IntStream.range(0, 8).mapToObj(each -> started()).toList();
        ObjectNode whole = definition();
        AtomicBoolean publishing = new AtomicBoolean(true);
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            work.add(() -> {
                while (publishing.get()) {
                    step(keys.get(random.nextInt(keys.size())), random);
                }
                return null;
            });
        }
        work.add(() -> {
            try {
                for (int round = 0; round < 4; round++) {
                    save(0, round % 2 == 0 ? without(whole.deepCopy(), "waiting_for_supplier") : whole);
                    publish(
                            1,
                            round % 2 == 0
                                    ? Map.of(
                                            "moves",
                                            List.of(Map.of("from", "waiting_for_supplier", "to", "in_progress")))
                                    : Map.of());
                    moves.moveAll();
                }
            } finally {
                publishing.set(false);
            }
            return null;
        });

        try (var threads = Executors.newFixedThreadPool(5)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        moves.moveAll();

        Set<String> present = definition()
                .path("statuses")
                .valueStream()
                .map(status -> status.path("key").asString())
                .collect(Collectors.toSet());
        for (String key : keys) {
            JsonNode way = agent.api()
                    .get("/api/tickets/" + key + "/workflow")
                    .expect(200)
                    .body();
            assertThat(present).contains(way.path("status").asString());
            assertThat(ticket(key).at("/status/key").asString())
                    .isEqualTo(way.path("status").asString());
            List<JsonNode> steps = statusChanges(key);
            for (int index = 1; index < steps.size(); index++) {
                assertThat(steps.get(index).path("oldValue"))
                        .isEqualTo(steps.get(index - 1).path("newValue"));
            }
        }
    }

    /** Takes some transition that is offered, if the work is not over; somebody else may have been first. */
    private void step(String key, Random random) {
        JsonNode ticket = ticket(key);
        List<JsonNode> offered = ticket.path("transitions").valueStream().toList();
        if (offered.isEmpty()) {
            return;
        }
        JsonNode transition = offered.get(random.nextInt(offered.size()));
        Map<String, Object> fields =
                transition.path("sections").toString().contains("resolution") ? Map.of("resolution", "done") : Map.of();
        int status = agent.api()
                .ifMatch(ticket.path("version").asLong())
                .post(
                        "/api/tickets/" + key + "/transitions",
                        Map.of("transition", transition.path("key").asString(), "fields", fields))
                .status();
        assertThat(status).isIn(200, 409);
    }

    /** Oldest first. */
    private List<JsonNode> statusChanges(String key) {
        List<JsonNode> changes = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = agent.api()
                    .get("/api/tickets/" + key + "/history?limit=100" + after)
                    .expect(200)
                    .body();
            page.path("items")
                    .valueStream()
                    .filter(change -> change.path("field").asString().equals("status"))
                    .forEach(change -> changes.addFirst(change));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return changes;
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        ObjectNode definition = definition();
        rename(definition, "in_progress", "a\u0000b");
        assertThat(manager.api().ifMatch(0).put(workflow + "/draft", definition).status())
                .isEqualTo(400);

        rename(definition, "in_progress", "가".repeat(101));
        assertThat(manager.api()
                        .ifMatch(0)
                        .put(workflow + "/draft", definition)
                        .expect(400)
                        .errors())
                .containsExactly(
                        "/statuses/" + indexOf(definition, "in_progress") + "/name/ko too_long",
                        "/statuses/" + indexOf(definition, "in_progress") + "/name/en too_long");
    }

    private ObjectNode definition() {
        return (ObjectNode) manager.api().get(workflow + "/draft").expect(200).at("/definition");
    }

    private void save(int version, ObjectNode definition) {
        manager.api().ifMatch(version).put(workflow + "/draft", definition).expect(200);
    }

    private void publish(int version, Map<String, Object> publication) {
        manager.api()
                .ifMatch(version)
                .post(workflow + "/publications", publication)
                .expect(200);
    }

    private static int indexOf(ObjectNode definition, String status) {
        List<String> keys = definition
                .path("statuses")
                .valueStream()
                .map(each -> each.path("key").asString())
                .toList();
        return keys.indexOf(status);
    }

    private static void rename(ObjectNode definition, String status, String name) {
        ((ObjectNode) definition.path("statuses").get(indexOf(definition, status)))
                .putObject("name")
                .put("ko", name)
                .put("en", name);
    }

    /** The same without a status and the ways to it. */
    private static ObjectNode without(ObjectNode definition, String status) {
        ((ArrayNode) definition.path("statuses")).remove(indexOf(definition, status));
        ArrayNode transitions = (ArrayNode) definition.path("transitions");
        for (int index = transitions.size() - 1; index >= 0; index--) {
            ObjectNode transition = (ObjectNode) transitions.get(index);
            ArrayNode from = (ArrayNode) transition.path("from");
            boolean fromAnywhere = from.isEmpty();
            for (int each = from.size() - 1; each >= 0; each--) {
                if (from.get(each).asString().equals(status)) {
                    from.remove(each);
                }
            }
            if (transition.path("to").asString().equals(status) || from.isEmpty() && !fromAnywhere) {
                transitions.remove(index);
            }
        }
        return definition;
    }

    private String publishedName(String status) {
        return manager.api()
                .get("/api/desks/" + desk.key() + "/workflows")
                .body()
                .valueStream()
                .filter(each -> workflow.endsWith("/" + each.path("id").asLong()))
                .flatMap(each -> each.path("statuses").valueStream())
                .filter(each -> each.path("key").asString().equals(status))
                .findFirst()
                .orElseThrow()
                .path("name")
                .asString();
    }

    private String started() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", "start"))
                .expect(200);
        return key;
    }

    private JsonNode ticket(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }
}
