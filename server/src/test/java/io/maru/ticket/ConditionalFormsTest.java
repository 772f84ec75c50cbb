package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms whose parts depend on each other, from the administrator to the ticket, over HTTP. */
@MaruTest
class ConditionalFormsTest {

    private static final String REQUEST_TYPE = "Request equipment";

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    TestPerson administrator;
    TestPerson customer;
    TestPerson agent;
    final Map<String, Long> fields = new HashMap<>();

    @BeforeEach
    void aDeskWhoseFormAsksWhatApplies() {
        desk = desks.aDesk().create();
        administrator = people.administrator();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        field("kind", "choice", Map.of(), "hardware", "software");
        field("cost", "money", Map.of("currencies", List.of("KRW")));
        field("reason", "long_text", Map.of());
        field("licence", "short_text", Map.of());
        field("seats", "number", Map.of("decimals", 0));
        field("category", "short_text", Map.of());
        administrator
                .api()
                .get("/api/desks/" + desk.key() + "/fields")
                .body()
                .forEach(field -> fields.put(
                        field.path("key").asString(), field.path("id").asLong()));
        save(
                        1,
                        section(null, asked("summary", Map.of("required", true)), asked("kind", Map.of())),
                        section(
                                "fields.kind == 'hardware'",
                                asked("cost", Map.of()),
                                asked("reason", Map.of("requiredWhen", "fields.cost.amount > 1000000"))),
                        section(
                                null,
                                asked("licence", Map.of("visibleWhen", "fields.kind == 'software'")),
                                asked("seats", Map.of("readOnlyWhen", "fields.licence == null", "defaultValue", 1)),
                                asked("category", Map.of("preset", "equipment"))))
                .expect(200);
    }

    @Test
    void whatAppliesIsAskedForAndKept() {
        String key = send("kind", "hardware", "cost", won("2000000"), "reason", "Compiling");

        assertThat(values(key))
                .containsExactlyInAnyOrder(
                        "kind=hardware",
                        "cost={\"amount\":\"2000000\",\"currency\":\"KRW\"}",
                        "reason=Compiling",
                        "seats=1",
                        "category=equipment");
        assertThat(customer.api().get("/api/requests/" + key).expect(200).text())
                .as("what is kept from the customer")
                .doesNotContain("\"key\":\"category\"");
    }

    @Test
    void whatIsNotAskedForIsRefusedAtItsPlace() {
        assertThat(refused("kind", "software", "cost", won("5"), "seats", 40, "category", "mine"))
                .containsExactlyInAnyOrder(
                        "/values/cost field_not_asked",
                        "/values/seats field_read_only",
                        "/values/category field_unknown");
        assertThat(refused("kind", "hardware", "cost", won("1000001"))).containsExactly("/values/reason required");
        assertThat(refused("licence", "IDE")).containsExactly("/values/licence field_not_asked");
        assertThat(refused("kind", "software", "cost", "no money")).containsExactly("/values/cost field_not_asked");
    }

    @Test
    void theStateOfTheFormIsToldWithoutKeepingAnything() {
        long id = desks.requestType(desk, REQUEST_TYPE).id();
        JsonNode form = customer.api()
                .get("/api/portal/request-types/" + id)
                .expect(200)
                .body();
        assertThat(form.at("/sections/1/columns").asInt()).isEqualTo(2);
        assertThat(form.at("/state/fields/cost/visible").asBoolean()).isFalse();
        assertThat(form.toString()).doesNotContain("\"key\":\"category\"");

        JsonNode state = customer.api()
                .post(
                        "/api/portal/request-types/" + id + "/form-state",
                        Map.of("values", Map.of("kind", "hardware", "cost", won("2000000"), "unheard", "of")))
                .expect(200)
                .body();
        assertThat(state.at("/fields/cost/visible").asBoolean()).isTrue();
        assertThat(state.at("/fields/reason/required").asBoolean()).isTrue();
        assertThat(state.at("/fields/licence/visible").asBoolean()).isFalse();
        assertThat(state.at("/fields/seats/readOnly").asBoolean()).isTrue();
        assertThat(state.at("/values/seats").asInt()).isEqualTo(1);
    }

    @Test
    void anAgentsChangeObeysTheFormAndTakesAwayWhatNoLongerApplies() {
        String key = send("kind", "hardware", "cost", won("2000000"), "reason", "Compiling");

        assertThat(edit(key, Map.of("licence", "IDE")).expect(400).errors())
                .containsExactly("/values/licence field_not_asked");
        assertThat(edit(key, Map.of("reason", "")).expect(400).errors()).containsExactly("/values/reason required");
        edit(key, Map.of("kind", "software", "licence", "IDE", "seats", 3)).expect(200);
        assertThat(values(key))
                .containsExactlyInAnyOrder("kind=software", "licence=IDE", "seats=3", "category=equipment");
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("fieldName").asString() + ": "
                                + entry.path("oldDisplay").asString("")))
                .contains("reason: Compiling");
    }

    @Test
    void aRequestKeepsTheFormItWasSentWith() {
        String key = send("kind", "hardware", "cost", won("5"));
        save(2, section(null, asked("summary", Map.of("required", true)), asked("licence", Map.of())))
                .expect(200);

        assertThat(edit(key, Map.of("cost", won("7"))).expect(200).text()).contains("\"kind\"");
        assertThat(values(key)).contains("kind=hardware");
        long id = desks.requestType(desk, REQUEST_TYPE).id();
        String forms = "/api/desks/" + desk.key() + "/request-types/" + id + "/forms";
        JsonNode versions = administrator.api().get(forms).expect(200).body();
        assertThat(versions.valueStream().map(version -> version.path("number").asInt()))
                .containsExactly(3, 2, 1);
        assertThat(versions.at("/0/savedBy/id").asLong()).isEqualTo(administrator.id());
        assertThat(administrator
                        .api()
                        .get(forms + "/2")
                        .expect(200)
                        .at("/sections/1/visibleWhen")
                        .asString())
                .isEqualTo("fields.kind == 'hardware'");
        assertThat(administrator.api().get(forms + "/4").status()).isEqualTo(404);
    }

    @Test
    void conditionsAreJudgedWhereTheyStand() {
        Answer circular = save(
                2,
                section(
                        null,
                        asked("summary", Map.of("required", true)),
                        asked("kind", Map.of("visibleWhen", "fields.licence\n  == fields.reason")),
                        asked("licence", Map.of("visibleWhen", "fields.kind == 'software'")),
                        asked("reason", Map.of("requiredWhen", "fields.reason == null"))));
        assertThat(circular.expect(400).errors())
                .containsExactly("/sections/0/fields/2/visibleWhen condition_circular");
        assertThat(circular.at("/errors/0/message").asString())
                .isEqualTo("Line 1, column 1: the answer would depend on itself: kind → licence → kind");

        assertThat(save(
                                2,
                                section(
                                        "fields.cost.amount > 5",
                                        asked("summary", Map.of("required", true)),
                                        asked("kind", Map.of("visibleWhen", "fields.nothing == 1")),
                                        asked("seats", Map.of("readOnlyWhen", "fields.seats + 1")),
                                        asked("reason", Map.of("requiredWhen", "&&".repeat(2_000)))))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/sections/0/visibleWhen expression_name_unknown",
                        "/sections/0/fields/1/visibleWhen expression_name_unknown",
                        "/sections/0/fields/2/readOnlyWhen expression_result",
                        "/sections/0/fields/3/requiredWhen too_long",
                        "/sections summary_missing");
        Object[] many = new Object[31];
        Arrays.fill(many, section(null, asked("summary", Map.of("required", true))));
        assertThat(save(2, many).expect(400).errors()).containsExactly("/sections too_many_sections");
    }

    @Test
    void aTransitionsScreenAsksWhatApplies() {
        JsonNode workflow = administrator
                .api()
                .get("/api/desks/" + desk.key() + "/workflows")
                .body()
                .valueStream()
                .filter(each -> each.path("ticketTypes").toString().contains("service_request"))
                .findFirst()
                .orElseThrow();
        String draft =
                "/api/desks/" + desk.key() + "/workflows/" + workflow.path("id").asLong() + "/draft";
        ObjectNode definition =
                (ObjectNode) administrator.api().get(draft).body().path("definition");
        ObjectNode start = transition(definition, "start");
        ArrayNode screen = start.putArray("screen");
        screen.addObject().put("field", "kind").put("required", true);
        screen.addObject()
                .put("field", "licence")
                .put("required", false)
                .put("visibleWhen", "fields.kind == 'software'")
                .put("requiredWhen", "fields.summary != null")
                .putObject("label")
                .put("en", "Which licence?");
        screen.addObject().put("field", "category").put("required", true).put("preset", "on its way");
        ObjectNode seats = screen.addObject()
                .put("field", "seats")
                .put("required", false)
                .put("readOnlyWhen", "fields.kind == 'hardware'");
        ObjectNode section = seats.putObject("section").put("columns", 2).put("visibleWhen", "fields.kind != null");
        section.putObject("title").put("en", "How many");
        administrator.api().ifMatch(0).put(draft, definition).expect(200);
        administrator
                .api()
                .ifMatch(1)
                .post(draft.replace("/draft", "/publications"), Map.of("note", "Asks"))
                .expect(200);

        String key = send("kind", "hardware");
        JsonNode offered = agent.api()
                .get("/api/tickets/" + key)
                .body()
                .path("transitions")
                .valueStream()
                .filter(each -> each.path("key").asString().equals("start"))
                .findFirst()
                .orElseThrow();
        assertThat(offered.at("/sections/0/fields/1/label").asString()).isEqualTo("Which licence?");
        assertThat(offered.at("/sections/0/fields/1/visible").asBoolean()).isFalse();
        assertThat(offered.at("/sections/1/title").asString()).isEqualTo("How many");
        assertThat(offered.at("/sections/1/columns").asInt()).isEqualTo(2);
        assertThat(offered.at("/sections/1/fields/0/readOnly").asBoolean()).isTrue();
        assertThat(offered.toString()).as("what is preset is nobody's to see").doesNotContain("\"key\":\"category\"");
        assertThat(agent.api()
                        .post(
                                "/api/tickets/" + key + "/transitions/start/form-state",
                                Map.of("fields", Map.of("kind", "software")))
                        .expect(200)
                        .at("/fields/licence/required")
                        .asBoolean())
                .isTrue();
        assertThat(start(key, Map.of("kind", "hardware", "licence", "IDE"))
                        .expect(400)
                        .errors())
                .containsExactly("/fields/licence field_not_asked");
        assertThat(start(key, Map.of("kind", "software")).expect(400).errors())
                .containsExactly("/fields/licence required");
        assertThat(start(key, Map.of("kind", "hardware", "seats", 3))
                        .expect(400)
                        .errors())
                .containsExactly("/fields/seats field_read_only");
        assertThat(start(key, Map.of("kind", "hardware", "category", "mine"))
                        .expect(400)
                        .errors())
                .containsExactly("/fields/category field_unknown");
        start(key, Map.of("kind", "software", "licence", "IDE", "seats", 3)).expect(200);
        assertThat(values(key)).contains("kind=software", "licence=IDE", "seats=3", "category=on its way");

        seats.put("preset", "many");
        section.put("columns", 3);
        ((ObjectNode) screen.get(0)).put("visibleWhen", "fields.licence == 'x'");
        administrator.api().ifMatch(0).put(draft, definition).expect(200);
        assertThat(administrator
                        .api()
                        .get(draft + "/review")
                        .expect(200)
                        .body()
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("code").asString()))
                .containsExactlyInAnyOrder("condition_circular", "wrong_type", "out_of_bounds");
    }

    private static ObjectNode transition(ObjectNode definition, String key) {
        return (ObjectNode) definition
                .path("transitions")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Answer start(String key, Map<String, Object> answers) {
        long version = agent.api().get("/api/tickets/" + key).at("/version").asLong();
        return agent.api()
                .speaking("en")
                .ifMatch(version)
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", "start", "fields", answers));
    }

    private Answer edit(String key, Map<String, Object> values) {
        long version = agent.api().get("/api/tickets/" + key).at("/version").asLong();
        return agent.api().ifMatch(version).patch("/api/tickets/" + key, Map.of("values", values));
    }

    private static Map<String, String> won(String amount) {
        return Map.of("amount", amount, "currency", "KRW");
    }

    private String send(Object... answers) {
        return request(answers).by(customer).path("key").asString();
    }

    private List<String> refused(Object... answers) {
        return customer.api()
                .post("/api/requests", request(answers).body())
                .expect(400)
                .errors();
    }

    private io.maru.support.Tickets.Builder request(Object... answers) {
        io.maru.support.Tickets.Builder request = tickets.request(desk, REQUEST_TYPE);
        for (int i = 0; i < answers.length; i += 2) {
            request.answering((String) answers[i], answers[i + 1]);
        }
        return request;
    }

    private List<String> values(String key) {
        return agent.api()
                .get("/api/tickets/" + key)
                .expect(200)
                .body()
                .path("fields")
                .valueStream()
                .filter(field -> !field.path("value").isNull())
                .map(field -> field.path("key").asString() + "="
                        + field.path("value").toString().replaceAll("^\"|\"$", ""))
                .toList();
    }

    private Answer save(long version, Object... sections) {
        return administrator
                .api()
                .speaking("en")
                .ifMatch(version)
                .put(
                        "/api/desks/" + desk.key() + "/request-types/"
                                + desks.requestType(desk, REQUEST_TYPE).id() + "/form",
                        Map.of("sections", List.of(sections)));
    }

    private static Map<String, Object> section(@org.jspecify.annotations.Nullable String visibleWhen, Object... asked) {
        Map<String, Object> section = new HashMap<>(Map.of("fields", List.of(asked), "columns", 2));
        section.put("title", Map.of("ko", "구역", "en", "Section"));
        if (visibleWhen != null) {
            section.put("visibleWhen", visibleWhen);
        }
        return section;
    }

    private Map<String, Object> asked(String key, Map<String, Object> more) {
        Map<String, Object> asked = new HashMap<>(more);
        asked.put("fieldId", fields.get(key));
        return asked;
    }

    private void field(String key, String type, Map<String, Object> settings, String... options) {
        List<Object> offered = new ArrayList<>();
        for (String option : options) {
            offered.add(Map.of("key", option, "name", Map.of("en", option)));
        }
        administrator
                .api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of(
                                "key",
                                key,
                                "type",
                                type,
                                "name",
                                Map.of("en", key),
                                "settings",
                                settings,
                                "options",
                                offered))
                .expect(201);
    }
}
