package io.maru.ticket;

import static io.maru.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    @Autowired
    io.maru.desk.Services services;

    @Autowired
    AnswerIndexes indexes;

    @Autowired
    io.maru.field.Forms forms;

    @Autowired
    DSLContext database;

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

    @Test
    void peopleGroupsServicesTicketsAndConsentsAreAnswers() {
        long service = administrator
                .api()
                .post(
                        "/api/desks/" + desk.key() + "/services",
                        Map.of("key", "mail", "name", Map.of("en", "Mail"), "ownerId", agent.id()))
                .expect(201)
                .at("/id")
                .asLong();
        assertThat(services.owner(service)).contains(agent.id());
        String name = "Network " + System.nanoTime();
        long group = administrator
                .api()
                .post("/api/groups", Map.of("name", name, "description", ""))
                .expect(201)
                .at("/id")
                .asLong();
        field("team", "group", Map.of());
        form(
                Map.of("fieldId", field("friends", "persons", Map.of())),
                Map.of("fieldId", fieldId("team")),
                Map.of("fieldId", field("service", "service", Map.of())),
                Map.of("fieldId", field("related", "ticket", Map.of())),
                Map.of("fieldId", field("terms", "consent", Map.of("statement", Map.of("en", "I will be careful.")))));
        JsonNode asked = customer.api()
                .get("/api/portal/request-types/" + requestType())
                .expect(200)
                .body();
        assertThat(customer.api()
                        .get(asked.at("/sections/0/fields/3/choicesAt").asString() + "?query=MAI")
                        .expect(200)
                        .text())
                .contains("\"Mail\"");
        assertThat(customer.api()
                        .get(asked.at("/sections/0/fields/2/choicesAt").asString() + "?query="
                                + name.replace(" ", "%20"))
                        .expect(200)
                        .at("/0/key")
                        .asString())
                .isEqualTo(Long.toString(group));

        String first =
                tickets.request(desk, REQUEST_TYPE).by(customer).path("key").asString();
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering("friends", List.of(customer.id(), agent.id(), customer.id()))
                .answering("team", group)
                .answering("service", service)
                .answering("related", first.toLowerCase(java.util.Locale.ROOT))
                .answering("terms", true)
                .by(customer)
                .path("key")
                .asString();
        JsonNode ticket = agent.api().get("/api/tickets/" + key).expect(200).body();
        assertThat(texts(ticket.path("fields"), "display"))
                .containsExactly(
                        "\"김하늘, Alex Kim\"",
                        "\"" + name + "\"",
                        "\"Mail\"",
                        "\"" + first + "\"",
                        ticket.at("/fields/4/display").toString());
        assertThat(ticket.at("/fields/4/display").asString()).startsWith("Agreed by 김하늘, ");

        TestPerson stranger = people.person().create();
        assertThat(stranger.api()
                        .post(
                                "/api/requests",
                                tickets.request(desk, REQUEST_TYPE)
                                        .answering("friends", List.of(0))
                                        .answering("team", 0)
                                        .answering("service", 0)
                                        .answering("related", first)
                                        .answering("terms", "yes")
                                        .body())
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/values/friends person_unknown",
                        "/values/team group_unknown",
                        "/values/service service_unknown",
                        "/values/related ticket_unknown",
                        "/values/terms wrong_type");
    }

    @Test
    void aComputedFieldFollowsOthersAndARuleIsSaidInTheAdministratorsWords() {
        form(
                Map.of(
                        "fieldId",
                        field(
                                "price",
                                "number",
                                Map.of(
                                        "rule",
                                        Map.of(
                                                "expression",
                                                "fields.price < 100 || fields.price > 200",
                                                "message",
                                                Map.of(
                                                        "ko",
                                                        "100에서 200 사이는 안 됩니다.",
                                                        "en",
                                                        "Not between 100 and 200."))))),
                Map.of("fieldId", field("quantity_wanted", "number", Map.of())),
                Map.of(
                        "fieldId",
                        field(
                                "total",
                                "computed",
                                Map.of(
                                        "formula",
                                        "fields.price * fields.quantity_wanted",
                                        "result",
                                        "number",
                                        "decimals",
                                        1))));
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering("price", 2.25)
                .answering("quantity_wanted", 3)
                .by(customer)
                .path("key")
                .asString();
        assertThat(value(key, "total")).isEqualTo("6.8");
        edit(key, Map.of("quantity_wanted", 100)).expect(200);
        assertThat(value(key, "total")).isEqualTo("225");
        assertThat(edit(key, Map.of("total", 1)).expect(400).errors()).containsExactly("/values/total field_read_only");
        var refused = edit(key, Map.of("price", 150)).expect(400);
        assertThat(refused.errors()).containsExactly("/values/price field_rule");
        assertThat(refused.at("/errors/0/message").asString()).isEqualTo("Not between 100 and 200.");
        assertThat(customer.api()
                        .post(
                                "/api/portal/request-types/" + requestType() + "/form-state",
                                Map.of("values", Map.of("price", 10, "quantity_wanted", 2)))
                        .expect(200)
                        .at("/values/total")
                        .asInt())
                .isEqualTo(20);
        assertThat(refused("computed", Map.of("formula", "fields.nothing + 1", "result", "number")))
                .containsExactly("/settings/formula expression_name_unknown");
        assertThat(refused("computed", Map.of()))
                .containsExactly("/settings/formula required", "/settings/result required");
    }

    @Test
    void aTeamIsChosenAmongTeamsTheDesksFirstAndStaysWhenItIsNoneAnyMore() {
        String name = "Team " + System.nanoTime();
        long far = group(name + " A", true);
        long near = group(name + " B", true);
        group(name + " C", false);
        administrator
                .api()
                .post("/api/desks/" + desk.key() + "/members", Map.of("role", "agent", "groupId", near))
                .expect(201);
        form(Map.of("fieldId", field("crew", "team", Map.of())));
        String choices = customer.api()
                .get("/api/portal/request-types/" + requestType())
                .expect(200)
                .at("/sections/0/fields/1/choicesAt")
                .asString();
        assertThat(texts(
                        customer.api()
                                .get(choices + "?query=" + name.replace(" ", "%20"))
                                .expect(200)
                                .body(),
                        "key"))
                .containsExactly("\"" + near + "\"", "\"" + far + "\"");
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering("crew", near)
                .by(customer)
                .path("key")
                .asString();
        administrator
                .api()
                .ifMatch(1)
                .patch("/api/groups/" + near, Map.of("team", false))
                .expect(200);
        assertThat(texts(
                        agent.api()
                                .get("/api/tickets/" + key)
                                .expect(200)
                                .body()
                                .path("fields"),
                        "display"))
                .containsExactly("\"" + name + " B\"");
        assertThat(customer.api()
                        .get(choices + "?keys=" + near)
                        .expect(200)
                        .at("/0/name")
                        .asString())
                .isEqualTo(name + " B");
        assertThat(edit(key, Map.of("crew", near)).expect(400).errors()).containsExactly("/values/crew team_unknown");
    }

    private long group(String name, boolean team) {
        return administrator
                .api()
                .post("/api/groups", Map.of("name", name, "description", "", "team", team))
                .expect(201)
                .at("/id")
                .asLong();
    }

    @Test
    void aTableIsToldCellByCellAddedUpAndItsChangesCounted() {
        form(
                Map.of(
                        "fieldId",
                        field(
                                "items",
                                "table",
                                Map.of(
                                        "columns",
                                        List.of(column("what", "short_text", true), column("price", "number", false)),
                                        "maximumRows",
                                        5))),
                Map.of(
                        "fieldId",
                        field(
                                "sum",
                                "computed",
                                Map.of(
                                        "formula",
                                        "fields.items.count > 0 ? fields.items.price.sum : 0.0",
                                        "result",
                                        "number"))));
        assertThat(customer.api()
                        .post(
                                "/api/requests",
                                tickets.request(desk, REQUEST_TYPE)
                                        .answering("items", List.of(Map.of("what", "a"), Map.of("price", "much")))
                                        .body())
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder("/values/items/1/what required", "/values/items/1/price wrong_type");
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering(
                        "items",
                        List.of(Map.of("what", "Screen", "price", 1200.5), Map.of("what", "Cable", "price", 9)))
                .by(customer)
                .path("key")
                .asString();
        assertThat(value(key, "sum")).isEqualTo("1209.5");
        edit(
                        key,
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("what", "Screen", "price", 1000),
                                        Map.of("what", "Cable", "price", 9),
                                        Map.of("what", "Stand"))))
                .expect(200);
        assertThat(value(key, "sum")).isEqualTo("1009");
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("oldDisplay").asString("") + " → "
                                + entry.path("newDisplay").asString("")))
                .contains("2 rows → 3 rows: 1 added, 1 changed (Price)");
        JsonNode answer = customer.api()
                .get("/api/requests/" + key)
                .expect(200)
                .body()
                .path("answers")
                .valueStream()
                .filter(each -> each.path("type").asString().equals("table"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.path("table").path("rows").toString())
                .isEqualTo("[[\"Screen\",\"1,000\"],[\"Cable\",\"9\"],[\"Stand\",\"\"]]");
        assertThat(refused(
                        "table", Map.of("columns", List.of(column("x", "table", false), column("x", "date", false)))))
                .containsExactlyInAnyOrder(
                        "/settings/columns/0/type choice_unknown", "/settings/columns/1/key duplicate");
    }

    private static Map<String, Object> column(String key, String type, boolean required) {
        return Map.of(
                "key",
                key,
                "type",
                type,
                "required",
                required,
                "name",
                Map.of("en", key.equals("price") ? "Price" : key));
    }

    @Test
    void aMarkedFieldGetsAnIndexThatQuestionsAboutItsAnswersUse() {
        form(
                Map.of("fieldId", field("price", "number", Map.of())),
                Map.of("fieldId", field("since", "date_time", Map.of())),
                Map.of("fieldId", field("with", "persons", Map.of())));
        tickets.request(desk, REQUEST_TYPE)
                .answering("price", 12.5)
                .answering("since", "2026-11-21T15:04:05+09:00")
                .answering("with", List.of(agent.id()))
                .by(customer);
        tickets.request(desk, REQUEST_TYPE).answering("price", 12.5).by(customer);
        for (String key : List.of("price", "since", "with")) {
            assertThat(mark(key, true)).isEqualTo("waiting");
        }
        // What a server leaves behind that is killed meanwhile.
        String name = "answer_" + fieldId("price");
        assertThatThrownBy(() -> database.connection(connection -> DSL.using(connection)
                        .execute("create unique index concurrently " + name + " on ticket.ticket ((1))")))
                .isInstanceOf(DataAccessException.class);

        indexes.bringInLine();
        indexes.bringInLine();

        for (String key : List.of("price", "since", "with")) {
            assertThat(administrator
                            .api()
                            .get("/api/desks/" + desk.key() + "/fields/" + fieldId(key))
                            .expect(200)
                            .at("/index/state")
                            .asString())
                    .isEqualTo("ready");
        }
        AnswerExpression price = answer("price");
        AnswerExpression since = answer("since");
        AnswerExpression with = answer("with");
        assertThat(plan(price, price.value().coerce(BigDecimal.class).between(BigDecimal.TEN, BigDecimal.valueOf(20))))
                .contains("answer_" + fieldId("price"));
        assertThat(plan(since, since.value().coerce(Instant.class).ge(Instant.parse("2026-11-21T06:04:05Z"))))
                .contains("answer_" + fieldId("since"));
        assertThat(plan(with, with.contains(JSONB.valueOf("[" + agent.id() + "]"))))
                .contains("answer_" + fieldId("with"));
        assertThat(count(since, since.value().coerce(Instant.class).eq(Instant.parse("2026-11-21T06:04:05Z"))))
                .isEqualTo(1);

        assertThat(mark("price", false)).isEmpty();
        indexes.bringInLine();
        assertThat(database.fetchExists(
                        DSL.selectOne().from("pg_class").where(DSL.condition("relname = {0}", DSL.inline(name)))))
                .isFalse();
        assertThat(mark("since", false) + mark("with", false)).isEmpty();
        indexes.bringInLine();
    }

    private String mark(String key, boolean indexed) {
        String address = "/api/desks/" + desk.key() + "/fields/" + fieldId(key);
        long version =
                administrator.api().get(address).expect(200).at("/version").asLong();
        return administrator
                .api()
                .ifMatch(version)
                .patch(address, Map.of("indexed", indexed))
                .expect(200)
                .at("/index/state")
                .asString("");
    }

    private AnswerExpression answer(String key) {
        return forms.fieldsOfDesk(desk.id()).stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .flatMap(field -> AnswerExpression.of(field, TICKET_.FIELD_VALUES))
                .orElseThrow();
    }

    private String plan(AnswerExpression answer, Condition asked) {
        return database.transactionResult(transaction -> {
            transaction.dsl().execute("set local enable_seqscan = off");
            return transaction
                    .dsl()
                    .explain(DSL.select(TICKET_.ID).from(TICKET_).where(answer.present(), asked))
                    .plan();
        });
    }

    private int count(AnswerExpression answer, Condition asked) {
        return database.fetchCount(TICKET_, answer.present().and(asked));
    }

    @Test
    @Tag("P03")
    void twentyThousandOptionsAreSearchedAndNeverSentAtOnce() {
        long place = administrator
                .api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of(
                                "key",
                                "site",
                                "type",
                                "choice",
                                "name",
                                Map.of("en", "Site"),
                                "options",
                                List.of(Map.of("key", "old", "name", Map.of("ko", "옛 건물", "en", "Old building")))))
                .expect(201)
                .at("/id")
                .asLong();
        StringBuilder lines = new StringBuilder("seoul\t서울\tSeoul\n");
        for (int number = 1; number < 20_000; number++) {
            lines.append("  room_")
                    .append(number)
                    .append("\t방 ")
                    .append(number)
                    .append("\tRoom ")
                    .append(number);
            lines.append('\n');
        }
        String address = "/api/desks/" + desk.key() + "/fields/" + place;
        String pasted = lines.toString();
        assertThat(administrator
                        .api()
                        .ifMatch(1)
                        .put(address + "/option-lines", Map.of("text", pasted + "one_more\tx\tx"))
                        .expect(400)
                        .errors())
                .containsExactly("/options too_many_options");
        var saved = administrator
                .api()
                .ifMatch(1)
                .put(address + "/option-lines", Map.of("text", pasted))
                .expect(200);
        assertThat(saved.at("/optionCount").asInt()).isEqualTo(20_001);
        assertThat(saved.at("/options").size()).isEqualTo(200);
        assertThat(administrator
                        .api()
                        .get(address + "/option-lines")
                        .at("/text")
                        .asString())
                .isEqualTo(pasted);
        form(Map.of("fieldId", place));

        var asked =
                customer.api().get("/api/portal/request-types/" + requestType()).expect(200);
        assertThat(asked.text().length()).isLessThan(20_000);
        String choices = asked.at("/sections/0/fields/1/choicesAt").asString();
        JsonNode found =
                customer.api().get(choices + "?query=room%2019999").expect(200).body();
        assertThat(found.toString())
                .isEqualTo("[{\"key\":\"room_19999\",\"name\":\"Room 19999\",\"under\":\"Seoul\"}]");
        assertThat(customer.api().get(choices).expect(200).body().size()).isEqualTo(50);
        assertThat(customer.api()
                        .get(choices + "?query=building")
                        .expect(200)
                        .body()
                        .size())
                .as("what can no longer be chosen")
                .isZero();
        assertThat(customer.api()
                        .get(choices + "?keys=old")
                        .expect(200)
                        .at("/0/name")
                        .asString())
                .isEqualTo("Old building");
        String key = tickets.request(desk, REQUEST_TYPE)
                .answering("site", "room_7")
                .by(customer)
                .path("key")
                .asString();
        assertThat(value(key, "site")).isEqualTo("\"room_7\"");
        assertThat(administrator
                        .api()
                        .ifMatch(2)
                        .put(address + "/option-lines", Map.of("text", "a\tA\tA\n    b\tB\tB\n\tx\n"))
                        .expect(400)
                        .errors())
                .contains("/text option_line_indented");
    }

    @Test
    void aFormIsTakenToAnotherDeskWithItsFields() {
        String from = "/api/desks/" + desk.key() + "/request-types/" + requestType() + "/form.yaml";
        String text = administrator.api().get(from).expect(200).text();
        assertThat(text).startsWith("maru: form\n").contains("key: effort").doesNotContain(desk.key());
        Desk other = desks.aDesk().empty().create();
        String imports = "/api/desks/" + other.key() + "/request-types/form-imports";
        JsonNode form = administrator
                .api()
                .post(imports, Map.of("text", text))
                .expect(200)
                .body();
        assertThat(texts(form.at("/sections/0/fields"), "key"))
                .containsExactly("\"summary\"", "\"page\"", "\"address\"", "\"phone\"", "\"effort\"", "\"cost\"");
        assertThat(administrator
                        .api()
                        .get("/api/desks/" + other.key() + "/fields")
                        .expect(200)
                        .text())
                .contains("\"effort\"");
        assertThat(administrator
                        .api()
                        .post(imports, Map.of("text", text.replace("type: phone", "type: email")))
                        .expect(400)
                        .errors())
                .containsExactly("/text field_of_another_type");
        assertThat(administrator
                        .api()
                        .post(imports, Map.of("text", text.replace("format: 1", "format: 2")))
                        .expect(400)
                        .errors())
                .containsExactly("/text configuration_newer");
    }

    private void form(Object... asked) {
        List<Object> form = new ArrayList<>(List.of(Map.of("fieldId", summary(), "required", true)));
        form.addAll(List.of(asked));
        administrator
                .api()
                .ifMatch(2)
                .put("/api/desks/" + desk.key() + "/request-types/" + requestType() + "/form", Map.of("fields", form))
                .expect(200);
    }

    private long requestType() {
        return desks.requestType(desk, REQUEST_TYPE).id();
    }

    private String value(String key, String field) {
        return agent.api()
                .get("/api/tickets/" + key)
                .expect(200)
                .body()
                .path("fields")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(field))
                .map(each -> each.path("value").toString())
                .findFirst()
                .orElse("");
    }

    private io.maru.support.Answer edit(String key, Map<String, Object> values) {
        long version = agent.api().get("/api/tickets/" + key).at("/version").asLong();
        return agent.api().speaking("en").ifMatch(version).patch("/api/tickets/" + key, Map.of("values", values));
    }

    private long fieldId(String key) {
        return administrator
                .api()
                .get("/api/desks/" + desk.key() + "/fields")
                .expect(200)
                .body()
                .valueStream()
                .filter(field -> field.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
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
        return fieldId("summary");
    }

    private static List<String> texts(JsonNode items, String member) {
        return items.valueStream().map(item -> item.path(member).toString()).toList();
    }
}
