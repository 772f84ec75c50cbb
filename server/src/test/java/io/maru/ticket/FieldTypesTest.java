package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Answers of every kind on their way from the portal's form to the ticket's history, over HTTP. */
@MaruTest
class FieldTypesTest {

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

    @BeforeEach
    void aDeskThatAsksForEverything() {
        desk = desks.aDesk().create();
        administrator = people.administrator();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("Alex Kim").agentOf(desk.id()).create();
        List<Object> form = new ArrayList<>();
        form.add(Map.of("fieldId", summary(), "required", true));
        form.add(Map.of("fieldId", field("page", "url", Map.of())));
        form.add(Map.of("fieldId", field("address", "email", Map.of())));
        form.add(Map.of("fieldId", field("phone", "phone", Map.of())));
        form.add(Map.of("fieldId", field("effort", "duration", Map.of("minimum", 60_000)), "defaultValue", 120_000));
        form.add(Map.of("fieldId", field("cost", "money", Map.of("currencies", List.of("KRW", "USD")))));
        administrator
                .api()
                .ifMatch(1)
                .put(
                        "/api/desks/" + desk.key() + "/request-types/"
                                + desks.requestType(desk, REQUEST_TYPE).id() + "/form",
                        Map.of("fields", form))
                .expect(200);
    }

    @Test
    void whatACustomerEntersIsReadAndChangedByAnAgentAndKeptInTheHistory() {
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering("page", "https://example.com/")
                .answering("address", "minji@example.com")
                .answering("phone", "010 1234 5678")
                .answering("effort", 112_800_000)
                .answering("cost", Map.of("amount", "12.5", "currency", "USD"))
                .by(customer)
                .path("key")
                .asString();

        JsonNode ticket = agent.api().get("/api/tickets/" + key).expect(200).body();
        assertThat(texts(ticket.path("fields"), "value"))
                .containsExactly(
                        "\"https://example.com/\"",
                        "\"minji@example.com\"",
                        "\"+82 10-1234-5678\"",
                        "112800000",
                        "{\"amount\":\"12.50\",\"currency\":\"USD\"}");

        JsonNode changed = agent.api()
                .ifMatch(ticket.path("version").asLong())
                .patch(
                        "/api/tickets/" + key,
                        Map.of(
                                "values",
                                Map.of("effort", 3_600_000, "cost", Map.of("amount", "9000", "currency", "KRW"))))
                .expect(200)
                .body();
        assertThat(texts(changed.path("fields"), "display")).contains("\"1h\"", "\"₩9,000\"");
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("fieldName").asString() + ": "
                                + entry.path("oldDisplay").asString() + " → "
                                + entry.path("newDisplay").asString()))
                .contains("effort: 1d 7h 20m → 1h", "cost: $12.50 → ₩9,000");
        assertThat(texts(
                        customer.api()
                                .get("/api/requests/" + key)
                                .expect(200)
                                .body()
                                .path("answers"),
                        "key"))
                .contains("\"page\"", "\"address\"", "\"phone\"", "\"effort\"", "\"cost\"");
    }

    @Test
    void mistakesAreToldTogetherAtTheirFields() {
        assertThat(customer.api()
                        .post(
                                "/api/requests",
                                tickets.request(desk, REQUEST_TYPE)
                                        .answering("page", "javascript:alert(1)")
                                        .answering("address", "nobody")
                                        .answering("phone", "12")
                                        .answering("effort", 0)
                                        .answering("cost", Map.of("amount", "5", "currency", "EUR"))
                                        .body())
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/values/page url_unreadable",
                        "/values/address email_unreadable",
                        "/values/phone phone_unreadable",
                        "/values/effort duration_too_short",
                        "/values/cost currency_not_offered");
    }

    @Test
    void aFieldsOwnMistakesAreToldAtItsSettings() {
        assertThat(refused("money", Map.of())).containsExactly("/settings/currencies required");
        assertThat(refused("money", Map.of("currencies", List.of("KRW", "WON"))))
                .containsExactly("/settings/currencies currency_unknown");
        assertThat(refused("money", Map.of("currencies", List.of("KRW", "KRW"))))
                .containsExactly("/settings/currencies duplicate");
        assertThat(refused("number", Map.of("currencies", List.of("KRW"))))
                .containsExactly("/settings/currencies not_applicable");
        assertThat(refused("duration", Map.of("minimum", 90_500)))
                .containsExactly("/settings/minimum duration_not_in_minutes");
        assertThat(refused("duration", Map.of("minimum", 120_000, "maximum", 60_000)))
                .containsExactly("/settings/maximum bounds_reversed");
        assertThat(refused("phone", Map.of("pattern", ".*"))).containsExactly("/settings/pattern not_applicable");
    }

    private List<String> refused(String type, Map<String, Object> settings) {
        return administrator
                .api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of("key", "wrong", "type", type, "name", Map.of("en", "Wrong"), "settings", settings))
                .expect(400)
                .errors();
    }

    private long field(String key, String type, Map<String, Object> settings) {
        return administrator
                .api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of("key", key, "type", type, "name", Map.of("en", key), "settings", settings))
                .expect(201)
                .at("/id")
                .asLong();
    }

    private long summary() {
        return administrator
                .api()
                .get("/api/desks/" + desk.key() + "/fields")
                .expect(200)
                .body()
                .valueStream()
                .filter(field -> field.path("key").asString().equals("summary"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    private static List<String> texts(JsonNode items, String member) {
        return items.valueStream().map(item -> item.path(member).toString()).toList();
    }
}
