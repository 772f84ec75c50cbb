package io.maru.connection;

import static io.maru.db.webhook.Tables.CALL;
import static io.maru.db.webhook.Tables.TARGET;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other systems register their requests: signed, each once, by a mapping; and are told what becomes of them and nothing internal. */
@MaruTest
class ConnectedSystemsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CALLBACK = "https://orders.example/hooks/maru";

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext database;

    private final List<String> made = new ArrayList<>();
    private Desk desk;
    private TestPerson administrator;
    private TestPerson agent;
    private TestPerson customer;
    private String system;
    private String secret;

    @BeforeEach
    void aConnectedSystem() {
        desk = desks.aDesk().create();
        administrator = people.administrator();
        agent = people.person().named("김지원").agentOf(desk.id()).create();
        customer = people.person().create();
        connect(settings());
    }

    @AfterEach
    void nothingIsConnectedAnyMore() throws Throwable {
        Followed.allIsFollowed(database, clock);
        clock.reset();
        made.forEach(id -> people.administrator()
                .api()
                .delete("/api/connected-systems/" + id)
                .expect(204));
        database.deleteFrom(CALL).execute();
        database.deleteFrom(TARGET).execute();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("name", "주문 시스템");
        settings.put("requestTypeId", desks.requestType(desk, "Ask a question").id());
        settings.put("personId", customer.id());
        settings.put("externalId", "/request/no");
        settings.put("reporter", "/requester/mail");
        settings.put("comment", "/comment");
        settings.put("fields", Map.of("summary", "/request/title", "description", "/request/text"));
        settings.put("callbackAddress", CALLBACK);
        return settings;
    }

    private void connect(Map<String, Object> settings) {
        Answer created =
                administrator.api().post("/api/connected-systems", settings).expect(201);
        system = created.at("/id").asString();
        secret = created.at("/secret").asString();
        made.add(system);
    }

    private static Map<String, Object> request(String number, String title) {
        Map<String, Object> message = new HashMap<>();
        message.put("request", Map.of("no", number, "title", title, "text", "줄 하나\n<b>둘</b>"));
        return message;
    }

    private Answer send(Object message) {
        return send(UUID.randomUUID().toString(), message);
    }

    private Answer send(String id, Object message) {
        return send(id, clock.instant(), JSON.writeValueAsString(message), secret);
    }

    private Answer send(String id, Instant at, String body, String key) {
        return send(people.anonymous(), id, at, body, key);
    }

    private Answer send(Api api, String id, Instant at, String body, String key) {
        return api.with("webhook-id", id)
                .with("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .with("webhook-signature", "v1,b3RoZXI= " + WebhookSignature.of(key, id, at, body))
                .sendRaw(
                        "POST",
                        "/api/hooks/systems/" + system,
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ticket(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }

    @Test
    void aRequestOfTheirsBecomesATicketByTheMapping() {
        Answer registered = send(request("SR-1", "배송 지연")).expect(201);
        assertThat(registered.at("/externalId").asString()).isEqualTo("SR-1");
        assertThat(registered.at("/created").asBoolean()).isTrue();
        JsonNode ticket = ticket(registered.at("/key").asString());
        assertThat(ticket.path("summary").asString()).isEqualTo("배송 지연");
        assertThat(ticket.path("descriptionHtml").asString())
                .contains("줄 하나<br")
                .contains("&lt;b&gt;둘");
        assertThat(ticket.path("channel").asString()).isEqualTo("api");
        assertThat(ticket.at("/reporter/id").asLong()).isEqualTo(customer.id());
    }

    @Test
    void whoeverAsksThereReportsHereWhenTheyAreKnown() {
        TestPerson other = people.person().create();
        Map<String, Object> message = request("SR-2", "제목");
        message.put("requester", Map.of("mail", other.email()));
        String key = send(message).expect(201).at("/key").asString();
        assertThat(ticket(key).at("/reporter/id").asLong()).isEqualTo(other.id());
        message = request("SR-3", "제목");
        message.put("requester", Map.of("mail", "nobody@example.com"));
        key = send(message).expect(201).at("/key").asString();
        assertThat(ticket(key).at("/reporter/id").asLong()).isEqualTo(customer.id());
    }

    @Test
    void theSameRequestIsOneTicketHoweverOftenAndHoweverManyAtOnce() {
        Map<String, Object> message = request("SR-4", "한 번만");
        List<String> keys = IntStream.range(0, 6)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> send(message).at("/key").asString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
        send(message).expect(200);
    }

    @Test
    void whatIsAddedLaterIsACommentAndSaidOnce() {
        String key = send(request("SR-5", "제목")).expect(201).at("/key").asString();
        Map<String, Object> more = request("SR-5", "제목");
        more.put("comment", "사진을 보냅니다 <i>");
        send("m-1", more).expect(200);
        send("m-1", more).expect(200);
        List<String> said = customer.api()
                .get("/api/requests/" + key)
                .expect(200)
                .at("/conversation")
                .valueStream()
                .map(turn -> turn.at("/comment/bodyHtml").asString(""))
                .filter(html -> html.contains("사진을"))
                .toList();
        assertThat(said).hasSize(1);
        assertThat(said.getFirst()).contains("&lt;i&gt;");
    }

    private void connectWith(String requestType, Map<String, String> fields) {
        Map<String, Object> settings = settings();
        settings.put("requestTypeId", desks.requestType(desk, requestType).id());
        settings.put("fields", fields);
        connect(settings);
    }

    private void connectForFiles() {
        connectWith("Ask a question", Map.of("summary", "/request/title", "attachments", "/files"));
    }

    private static Map<String, Object> file(String name, byte[] content) {
        return Map.of("name", name, "content", Base64.getEncoder().encodeToString(content), "contentType", "text/html");
    }

    private List<JsonNode> files(String key) {
        return ticket(key).at("/attachments").valueStream().toList();
    }

    @Test
    void filesComeWithTheRequestOnceUnderSafeNamesAndAsWhatTheyAre() {
        connectForFiles();
        byte[] longer = new byte[300_000];
        Map<String, Object> message = request("SR-20", "파일");
        message.put(
                "files",
                List.of(
                        file("../../etc/주문서.txt", "배송 지연".getBytes(StandardCharsets.UTF_8)),
                        file("gnp\u202Egnp.bin", longer)));
        String key = send("m-20", message).expect(201).at("/key").asString();
        send("m-20", message).expect(200);
        send("m-21", message).expect(200);

        List<JsonNode> files = files(key);
        assertThat(files).extracting(file -> file.path("fileName").asString()).containsExactly("주문서.txt", "gnpgnp.bin");
        assertThat(files.getFirst().path("contentType").asString()).startsWith("text/plain");
        assertThat(files.getLast().path("size").asLong()).isEqualTo(longer.length);
        assertThat(messages(false).getLast().path("body").asString())
                .contains("주문서.txt")
                .doesNotContain("content\"");
    }

    @Test
    void aFileThatCannotBeTakenIsToldAtItsPlaceAndNothingIsRegistered() {
        connectForFiles();
        Map<String, Object> message = request("SR-21", "파일");
        message.put(
                "files",
                List.of(
                        Map.of("content", "YQ=="),
                        Map.of("name", "a.txt", "content", "아니오"),
                        Map.of("name", "b.txt", "url", "http://localhost/secret")));
        assertThat(send(message).expect(400).errors())
                .containsExactly(
                        "/files/0/name required",
                        "/files/1/content connection_file_base64",
                        "/files/2/content connection_file_content");
        message.put("files", "http://localhost/secret");
        assertThat(send(message).expect(400).errors()).containsExactly("/files wrong_type");
        message.put("files", Collections.nCopies(21, file("a.txt", new byte[1])));
        assertThat(send(message).expect(400).errors()).containsExactly("/files too_many_files");
        message.put("files", List.of(file("large.bin", new byte[17 * 1024 * 1024])));
        send(message).expect(413);
        message.remove("files");
        assertThat(files(send(message).expect(201).at("/key").asString())).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeForTheInstallationIsRefusedAtItsPlace() {
        connectForFiles();
        Map<String, Object> message = request("SR-22", "파일");
        message.put("files", List.of(file("a.txt", new byte[1024]), file("b.txt", new byte[1025])));
        try (AnotherServer strict = AnotherServer.start("--maru.attachments.maximum-size=1KB")) {
            assertThat(send(
                                    people.anonymous().at(strict.address()),
                                    "m-22",
                                    Instant.now(),
                                    JSON.writeValueAsString(message),
                                    secret)
                            .expect(400)
                            .errors())
                    .containsExactly("/files/1 file_too_large");
        }
        assertThat(messages(true).getFirst().path("reason").asString()).contains("/files/1: ", "1 kB");
        send("m-22", message).expect(201);
    }

    @Test
    void manyAtOnceMakeOneTicketWithOneSetOfFiles() {
        connectForFiles();
        Map<String, Object> message = request("SR-23", "한 번만");
        message.put("files", List.of(file("a.txt", "가".getBytes(StandardCharsets.UTF_8))));
        List<String> keys = IntStream.range(0, 4)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> send(message).at("/key").asString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
        assertThat(files(keys.getFirst())).hasSize(1);
    }

    @Test
    void choicesComeByKeyOrByNameInEitherLanguage() {
        connectWith(
                "Request equipment",
                Map.of(
                        "summary",
                        "/request/title",
                        "device_type",
                        "/device",
                        "quantity",
                        "/quantity",
                        "business_reason",
                        "/why"));
        assertThat(chosen("SR-30", "monitor")).isEqualTo("monitor");
        assertThat(chosen("SR-31", " 모니터 ")).isEqualTo("monitor");
        assertThat(chosen("SR-32", "WORK PHONE")).isEqualTo("phone");
        assertThat(send(equipment("SR-33", "냉장고")).expect(400).errors()).containsExactly("/device choice_unknown");

        String path = "/api/desks/" + desk.key() + "/fields";
        JsonNode field = administrator
                .api()
                .get(path)
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("key").asString().equals("device_type"))
                .findFirst()
                .orElseThrow();
        administrator
                .api()
                .ifMatch(field.path("version").asLong())
                .patch(
                        path + "/" + field.path("id").asLong(),
                        Map.of(
                                "options",
                                List.of(
                                        option("laptop", "노트북", "Laptop"),
                                        option("notebook", "공책", "노트북"),
                                        option("desktop", "notebook", "Desktop"))))
                .expect(200);
        Answer ambiguous = send(equipment("SR-34", "노트북")).expect(400);
        assertThat(ambiguous.errors()).containsExactly("/device connection_choice_ambiguous");
        assertThat(ambiguous.at("/errors/0/message").asString()).contains("laptop, notebook");
        assertThat(chosen("SR-35", "notebook")).isEqualTo("notebook");
    }

    private static Map<String, Object> option(String key, String ko, String en) {
        return Map.of("key", key, "name", Map.of("ko", ko, "en", en));
    }

    private static Map<String, Object> equipment(String number, String device) {
        Map<String, Object> message = request(number, "장비");
        message.putAll(Map.of("device", device, "quantity", 1, "why", "새 직원이 옵니다"));
        return message;
    }

    private String chosen(String number, String device) {
        String key = send(equipment(number, device)).expect(201).at("/key").asString();
        return ticket(key)
                .at("/fields")
                .valueStream()
                .filter(field -> field.path("key").asString().equals("device_type"))
                .map(field -> field.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatIsSignedWithTheSecretAndNewIsTaken() {
        String body = JSON.writeValueAsString(request("SR-6", "제목"));
        Instant now = clock.instant();
        send("m", now, body, WebhookSignature.newSecret()).expect(401);
        send("m", now.minus(Duration.ofMinutes(6)), body, secret).expect(401);
        send("m", now.plus(Duration.ofMinutes(6)), body, secret).expect(401);
        people.anonymous()
                .sendRaw(
                        "POST",
                        "/api/hooks/systems/" + system,
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8))
                .expect(401);
        String before = secret;
        secret = administrator
                .api()
                .post("/api/connected-systems/" + system + "/secret")
                .expect(200)
                .at("/secret")
                .asString();
        send("m", now, body, before).expect(401);
        send("m", now, body, secret).expect(201);
        String known = system;
        system = UUID.randomUUID().toString();
        send("m", now, body, secret).expect(401);
        system = known;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "1", "{", "[]", "{\"request\":{}}", "{\"request\":{\"no\":\" \"}}", "\u0000"})
    void whatCannotBeUnderstoodIsRefusedAndKept(String body) {
        send("m-" + UUID.randomUUID(), clock.instant(), body, secret).expect(400);
        assertThat(messages(true)).hasSize(1);
    }

    @Test
    void whatWasRefusedIsTakenAgainOnceItsCauseIsGone() {
        Map<String, Object> longer = request("SR-7", "가".repeat(1000));
        Answer refused = send(longer).expect(400);
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/request/title");
        JsonNode kept = messages(true).getFirst();
        assertThat(kept.path("reason").asString()).startsWith("/request/title: ");

        Map<String, Object> other = settings();
        other.put("fields", Map.of("summary", "/request/no", "description", "/request/text"));
        administrator
                .api()
                .ifMatch(1)
                .put("/api/connected-systems/" + system, other)
                .expect(200);
        String again = "/api/connected-systems/" + system + "/messages/"
                + kept.path("id").asString() + "/retry";
        String key = administrator.api().post(again).expect(200).at("/key").asString();
        assertThat(ticket(key).path("summary").asString()).isEqualTo("SR-7");
        assertThat(administrator.api().post(again).expect(200).at("/key").asString())
                .isEqualTo(key);
        assertThat(messages(true)).isEmpty();
    }

    private List<JsonNode> messages(boolean refused) {
        return administrator
                .api()
                .get("/api/connected-systems/" + system + "/messages?refused=" + refused)
                .expect(200)
                .at("/items")
                .valueStream()
                .toList();
    }

    @Test
    @Tag("R03")
    void itIsToldWhatTheCustomerMaySeeAndNothingElse() throws Throwable {
        String key = send(request("SR-8", "제목")).expect(201).at("/key").asString();
        comment(key, "비밀", true);
        comment(key, "확인 중입니다", false);
        Map<String, Object> more = request("SR-8", "제목");
        more.put("comment", "그쪽이 한 말");
        send(more).expect(200);
        transition(key, Map.of("transition", "start"));
        eventually(() ->
                assertThat(told()).anyMatch(call -> call.path("type").asString().equals("request.status_changed")));
        List<JsonNode> told = told();
        assertThat(told.toString()).contains("확인 중입니다").doesNotContain("비밀").doesNotContain("그쪽이 한 말");
        JsonNode last = told.getFirst();
        assertThat(last.at("/data/externalId").asString()).isEqualTo("SR-8");
        assertThat(last.at("/data/key").asString()).isEqualTo(key);
        assertThat(last.at("/data/status/category").asString()).isEqualTo("active");

        transition(key, Map.of("transition", "resolve", "fields", Map.of("resolution", "done")));
        eventually(() -> assertThat(told().getFirst().at("/data/resolution").asString(""))
                .isEqualTo("done"));
        assertThat(told().getFirst().at("/data/resolutionName").asString()).isIn("Done", "완료");
    }

    private void transition(String key, Map<String, Object> transition) {
        agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", transition)
                .expect(200);
    }

    private void comment(String key, String text, boolean internal) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    /** The latest first. */
    private List<JsonNode> told() {
        return administrator
                .api()
                .get("/api/webhook-calls")
                .expect(200)
                .at("/items")
                .valueStream()
                .filter(call -> call.path("address").asString().equals(CALLBACK))
                .map(call -> JSON.readTree(call.path("body").asString()))
                .toList();
    }

    @Test
    void aMappingWithoutWhatTheFormMustHaveIsNotSaved() {
        Map<String, Object> settings = settings();
        settings.put("externalId", "no pointer");
        settings.put("fields", Map.of("nothing", "/x"));
        settings.put("callbackAddress", "ftp://x");
        assertThat(administrator
                        .api()
                        .post("/api/connected-systems", settings)
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/callbackAddress webhook_address",
                        "/externalId connection_pointer",
                        "/fields/nothing unknown",
                        "/fields/summary required");
        agent.api().get("/api/connected-systems").expect(403);
    }
}
