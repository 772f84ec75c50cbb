package io.maru.ticket;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Language;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Making, sharing, assigning, trying and carrying workflows, over HTTP. */
@MaruTest
class DeskWorkflowsTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    TestPerson manager;
    TestPerson agent;
    TestPerson customer;

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        manager = people.person().speaking(Language.KO).managerOf(desk.id()).create();
        agent = people.person().agentOf(desk.id()).create();
        customer = people.person().create();
    }

    @Test
    void everyTemplateIsAWorkflowThatCanBeFollowedAtOnce() {
        JsonNode templates =
                manager.api().get("/api/workflow-templates").expect(200).body();
        assertThat(templates.valueStream().map(template -> template.path("key").asString()))
                .contains(
                        "plain",
                        "request_with_approval",
                        "incident_propagation",
                        "problem_resolution",
                        "change_standard",
                        "change_normal",
                        "change_emergency",
                        "onboarding",
                        "contract_review");
        for (JsonNode template : templates) {
            long id = create(Map.of("template", template.path("key").asString()));
            assertThat(manager.api().get(of(id) + "/draft").at("/version").asInt())
                    .as(template.path("key").asString())
                    .isZero();
        }
    }

    @Test
    void workFollowsTheWorkflowThatIsAssignedAndWhatIsUnderWayGoesOn() {
        String before = tickets.incident(desk).by(customer).path("key").asString();
        long id = create(Map.of("template", "incident_propagation", "name", Map.of("ko", "장애 대응")));

        assign(Map.of("incident", id)).expect(200);

        String after = tickets.incident(desk).by(customer).path("key").asString();
        assertThat(offered(after)).contains("accept").doesNotContain("start");
        assertThat(offered(before)).contains("start").doesNotContain("accept");
        JsonNode way = agent.api()
                .get("/api/tickets/" + after + "/workflow")
                .expect(200)
                .body();
        assertThat(way.at("/workflow/name").asString()).isEqualTo("장애 대응");
        assertThat(way.path("status").asString()).isEqualTo("registered");
        assertThat(way.path("visits").size()).isOne();

        Map<String, Object> none = new HashMap<>();
        none.put("incident", null);
        assertThat(assign(none).expect(400).errors()).containsExactly("/incident ticket_type_in_use");
        none.clear();
        none.put("release", null);
        assign(none).expect(200);
        assertThat(manager.api().get("/api/desks/" + desk.key() + "/workflows").text())
                .contains("[\"change\"]")
                .doesNotContain("[\"release\"]");
    }

    @Test
    void aSharedWorkflowIsFollowedByOtherDesksAndShapedByItsOwn() {
        Desk other = desks.aDesk().create();
        TestPerson theirs = people.person().managerOf(other.id()).create();
        long id = create(Map.of("template", "change_emergency"));
        String assignments = "/api/desks/" + other.key() + "/workflow-assignments";
        assertThat(theirs.api()
                        .put(assignments, Map.of("change", id))
                        .expect(400)
                        .errors())
                .containsExactly("/change unknown");

        manager.api().put(of(id) + "/sharing", Map.of("shared", true)).expect(200);
        theirs.api().put(assignments, Map.of("change", id)).expect(200);

        assertThat(theirs.api()
                        .get("/api/desks/" + other.key() + "/workflows")
                        .body()
                        .valueStream()
                        .filter(each -> each.path("id").asLong() == id)
                        .map(each -> each.path("deskKey").asString()
                                + each.path("ticketTypes").toString()))
                .containsExactly(desk.key() + "[\"change\"]");
        theirs.api()
                .get("/api/desks/" + other.key() + "/workflows/" + id + "/draft")
                .expect(404);
        assertThat(manager.api()
                        .put(of(id) + "/sharing", Map.of("shared", false))
                        .expect(400)
                        .errors())
                .containsExactly("/shared workflow_followed_elsewhere");
    }

    @Test
    void aCopyThatNamesWhatItsNewDeskDoesNotHaveBecomesADraftToBeMended() {
        Desk other = desks.aDesk().create();
        manager.api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of("key", "own_field", "type", "short_text", "name", Map.of("ko", "우리 것")))
                .expect(201);
        long id = create(Map.of());
        ObjectNode definition =
                (ObjectNode) manager.api().get(of(id) + "/draft").at("/definition");
        ((ObjectNode) definition.at("/transitions/0"))
                .putArray("screen")
                .addObject()
                .put("field", "own_field")
                .put("required", true);
        manager.api().ifMatch(0).put(of(id) + "/draft", definition).expect(200);
        manager.api().ifMatch(1).post(of(id) + "/publications", Map.of()).expect(200);
        TestPerson both =
                people.person().managerOf(desk.id()).managerOf(other.id()).create();

        long copy = both.api()
                .post(
                        "/api/desks/" + other.key() + "/workflows",
                        Map.of("copyOf", Map.of("deskKey", desk.key(), "workflowId", id)))
                .expect(201)
                .at("/id")
                .asLong();

        String address = "/api/desks/" + other.key() + "/workflows/" + copy;
        assertThat(both.api().get(address + "/draft").at("/version").asInt()).isOne();
        assertThat(both.api()
                        .get(address + "/draft/review")
                        .at("/problems/0/pointer")
                        .asString())
                .isEqualTo("/transitions/0/screen/0/field");
        agent.api()
                .post(
                        "/api/desks/" + other.key() + "/workflows",
                        Map.of("copyOf", Map.of("deskKey", desk.key(), "workflowId", id)))
                .expect(404);
    }

    @Test
    void aWorkflowIsCarriedAsText() {
        long id = create(Map.of("template", "onboarding"));
        String text = manager.api().get(of(id) + "/draft.yaml").expect(200).text();
        assertThat(text)
                .startsWith("maru: workflow\nformat: 1\n")
                .contains("입사 예정")
                .doesNotContain("[]");
        long another = create(Map.of());

        manager.api()
                .ifMatch(0)
                .post(of(another) + "/draft/import", Map.of("text", text))
                .expect(200);

        assertThat(manager.api().get(of(another) + "/draft.yaml").text()).isEqualTo(text);
        manager.api().ifMatch(1).post(of(another) + "/publications", Map.of()).expect(200);
        assertThat(manager.api().get(of(another) + "/versions/2.yaml").text()).isEqualTo(text);
    }

    @Test
    void aTextThatIsNoWorkflowIsRefusedAndSaysWhy() {
        long id = create(Map.of());
        String text = manager.api().get(of(id) + "/draft.yaml").text();
        for (var wrong : Map.of(
                        "- just\n- a list",
                        "configuration_other_kind",
                        text.replace("format: 1", "format: 2"),
                        "configuration_newer",
                        text.replace("initial:", "beginning:"),
                        "configuration_member_unknown",
                        text.replace("  initial: to_do\n", ""),
                        "configuration_member_missing",
                        text.replace("category: new", "category: [new]"),
                        "configuration_value_wrong",
                        "maru: workflow\nworkflow: " + "[".repeat(100_000),
                        "configuration_unreadable",
                        "maru: workflow\nworkflow:\n" + "- 1\n".repeat(400_000),
                        "configuration_unreadable",
                        "x".repeat(2_000_001),
                        "too_long")
                .entrySet()) {
            assertThat(manager.api()
                            .ifMatch(0)
                            .post(of(id) + "/draft/import", Map.of("text", wrong.getKey()))
                            .expect(400)
                            .errors())
                    .containsExactly("/text " + wrong.getValue());
        }
        assertThat(manager.api().get(of(id) + "/draft").at("/version").asInt()).isZero();
    }

    @Test
    void aDraftIsWalkedWithACopyOfATicketAsAnyPerson() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        long id = create(Map.of("template", "incident_propagation"));

        JsonNode start = trial(id, key, agent, false, List.of());
        assertThat(start.path("status").asString()).isEqualTo("registered");
        assertThat(names(start.path("offered"))).contains("accept");

        JsonNode refused = trial(id, key, agent, false, List.of(Map.of("transition", "accept")));
        assertThat(refused.at("/steps/0/violations/0/pointer").asString()).isEqualTo("/fields/assignee");
        assertThat(refused.at("/steps/0/violations/0/message").asString()).isNotBlank();

        JsonNode walked = trial(
                id,
                key,
                agent,
                false,
                List.of(
                        Map.of("transition", "accept", "fields", Map.of("assignee", agent.id())),
                        Map.of("transition", "handle"),
                        Map.of("transition", "close", "fields", Map.of("resolution", "done"))));
        assertThat(walked.path("status").asString()).isEqualTo("closed");
        assertThat(walked.at("/steps/0/changes/0/field").asString()).isEqualTo("assignee");
        assertThat(walked.at("/steps/2/changes/0/field").asString()).isEqualTo("resolution");

        assertThat(trial(id, key, customer, true, List.of()).path("offered").size())
                .isZero();
        assertThat(trial(id, key, customer, true, List.of()).path("involved").asBoolean())
                .isTrue();
        assertThat(trial(id, key, customer, false, List.of()).path("involved").asBoolean())
                .isFalse();
        assertThat(agent.api().get("/api/tickets/" + key).at("/version").asInt())
                .isOne();
    }

    @Test
    void aTrialsScreenFollowsWhatIsEntered() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        long id = create(Map.of("template", "incident_propagation"));
        ObjectNode definition = (ObjectNode)
                manager.api().get(of(id) + "/draft").expect(200).body().path("definition");
        definition
                .path("transitions")
                .valueStream()
                .filter(transition -> transition.path("key").asString().equals("accept"))
                .forEach(transition -> ((ObjectNode) transition)
                        .putPOJO(
                                "screen",
                                List.of(
                                        Map.of("field", "summary", "required", true),
                                        Map.of(
                                                "field",
                                                "due_date",
                                                "required",
                                                true,
                                                "visibleWhen",
                                                "fields.summary == \"Later\""))));
        manager.api().ifMatch(0).put(of(id) + "/draft", definition).expect(200);

        assertThat(screenOf(id, key, "Now").at("/fields/due_date/visible").asBoolean())
                .isFalse();
        assertThat(screenOf(id, key, "Later").at("/fields/due_date/visible").asBoolean())
                .isTrue();
        assertThat(trial(id, key, agent, false, List.of()).path("screen").isNull())
                .isTrue();
    }

    private JsonNode screenOf(long workflow, String ticket, String summary) {
        return manager.api()
                .post(
                        of(workflow) + "/draft/try-out",
                        Map.of(
                                "ticketKey",
                                ticket,
                                "personId",
                                agent.id(),
                                "asCustomer",
                                false,
                                "steps",
                                List.of(),
                                "entering",
                                Map.of("transition", "accept", "fields", Map.of("summary", summary))))
                .expect(200)
                .body()
                .path("screen");
    }

    @Test
    void aTrialSaysWhichConditionWithholdsAStepAndWhatWouldBeMade() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        long id = create(Map.of("template", "onboarding"));

        JsonNode walked = trial(
                id,
                key,
                agent,
                false,
                List.of(
                        Map.of("transition", "prepare", "fields", Map.of("due_date", "2027-01-04")),
                        Map.of("transition", "welcome")));
        assertThat(walked.at("/steps/0/created").size()).isEqualTo(3);

        long emergency = create(Map.of("template", "change_emergency"));
        JsonNode withheld = trial(
                emergency,
                key,
                agent,
                false,
                List.of(
                        Map.of("transition", "implement", "fields", Map.of("assignee", agent.id())),
                        Map.of("transition", "review")));
        assertThat(withheld.at("/withheld/0/key").asString()).isEqualTo("complete");
        assertThat(withheld.at("/withheld/0/conditions").toString()).isEqualTo("[0]");
    }

    @Test
    void aTrialLeavesNothingBehind() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        long id = create(Map.of());
        ObjectNode definition =
                (ObjectNode) manager.api().get(of(id) + "/draft").at("/definition");
        var rules = ((ObjectNode) definition.at("/transitions/0")).putArray("postFunctions");
        rules.addObject().put("type", "assign").putObject("parameters").put("to", "round_robin");
        rules.addObject()
                .put("type", "call_webhook")
                .putObject("parameters")
                .put("address", "https://hooks.example.com/maru");
        manager.api().ifMatch(0).put(of(id) + "/draft", definition).expect(200);

        Set<Long> plannedBefore = webhookCalls();

        JsonNode first = trial(id, key, agent, false, List.of(Map.of("transition", "finish")));
        JsonNode second = trial(id, key, agent, false, List.of(Map.of("transition", "finish")));

        assertThat(first.at("/steps/0/changes").toString()).contains("assignee");
        assertThat(second.at("/steps/0/changes/0/newValue")).isEqualTo(first.at("/steps/0/changes/0/newValue"));
        assertThat(plannedBefore).containsAll(webhookCalls());
    }

    /** Those that were asked for, by other tests, too. */
    private Set<Long> webhookCalls() {
        return people.administrator()
                .api()
                .get("/api/webhook-calls?limit=100")
                .expect(200)
                .at("/items")
                .valueStream()
                .map(call -> call.path("id").asLong())
                .collect(toSet());
    }

    @Test
    void whoShapesAWorkflowSeesHowManyTicketsAreWhere() {
        tickets.incident(desk).by(customer);
        tickets.incident(desk).by(customer);
        long id = manager.api()
                .get("/api/desks/" + desk.key() + "/workflows")
                .body()
                .valueStream()
                .filter(each -> each.path("ticketTypes").toString().contains("incident"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();

        JsonNode counts =
                manager.api().get(of(id) + "/tickets-per-status").expect(200).body();

        assertThat(counts.valueStream()
                        .filter(each -> each.path("tickets").asLong() > 0)
                        .map(JsonNode::toString))
                .containsExactly("{\"status\":\"registered\",\"tickets\":2}");
    }

    private long create(Map<String, Object> wanted) {
        return manager.api()
                .post("/api/desks/" + desk.key() + "/workflows", wanted)
                .expect(201)
                .at("/id")
                .asLong();
    }

    private io.maru.support.Answer assign(Map<String, Object> assignments) {
        return manager.api().put("/api/desks/" + desk.key() + "/workflow-assignments", assignments);
    }

    private JsonNode trial(
            long workflow, String ticket, TestPerson person, boolean asCustomer, List<Map<String, Object>> steps) {
        return manager.api()
                .post(
                        of(workflow) + "/draft/try-out",
                        Map.of("ticketKey", ticket, "personId", person.id(), "asCustomer", asCustomer, "steps", steps))
                .expect(200)
                .body();
    }

    private List<String> offered(String key) {
        return names(agent.api().get("/api/tickets/" + key).body().path("transitions"));
    }

    private static List<String> names(JsonNode transitions) {
        return transitions
                .valueStream()
                .map(transition -> transition.path("key").asString())
                .toList();
    }

    private String of(long workflow) {
        return "/api/desks/" + desk.key() + "/workflows/" + workflow;
    }
}
