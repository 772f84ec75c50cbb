package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A request from its raising to its end, over HTTP, as its customer and its agent see it. */
@MaruTest
class TicketStoryTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    TestPerson customer;
    TestPerson agent;

    @BeforeEach
    void aDeskWithAnAgentAndACustomer() {
        desk = desks.aDesk().create();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("Alex Kim").agentOf(desk.id()).create();
    }

    @Test
    void aRequestIsRaisedAnsweredAndResolved() {
        String file = customer.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=%ED%99%94%EB%A9%B4.txt",
                        "text/plain",
                        "오류 0x80".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id")
                .asString();
        String key = tickets.incident(desk)
                .summary("메일이 보내지지 않아요")
                .answering("description", "<p>아침부터 <strong>계속</strong> 실패합니다</p>")
                .answering("attachments", List.of(file))
                .by(customer)
                .path("key")
                .asString();
        assertThat(key).startsWith(desk.key() + "-");

        JsonNode row = agent.api()
                .get("/api/desks/" + desk.key() + "/queues/unassigned/tickets")
                .expect(200)
                .at("/items/0");
        assertThat(row.path("key").asString()).isEqualTo(key);

        JsonNode ticket = ticket(key);
        assertThat(ticket.at("/attachments/0/fileName").asString()).isEqualTo("화면.txt");
        agent.api()
                .ifMatch(ticket.path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("assigneeId", agent.id()))
                .expect(200);
        assertThat(queueCount("unassigned")).isZero();
        assertThat(queueCount("mine")).isEqualTo(1);

        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>메일 서버를 먼저 확인할 것</p>", "internal", true))
                .expect(201);
        move(key, "ask_customer", Map.of("comment", Map.of("body", "<p>어느 PC에서 그런가요?</p>")));
        assertThat(queueCount("waiting")).isEqualTo(1);

        JsonNode seen = request(key);
        assertThat(seen.path("statusName").asString()).isEqualTo("Waiting for your reply");
        assertThat(seen.toString()).contains("어느 PC에서").doesNotContain("메일 서버를 먼저");

        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>제 노트북이요</p>"))
                .expect(201);
        assertThat(ticket(key).at("/status/key").asString()).isEqualTo("in_progress");

        move(key, "resolve", Map.of("fields", Map.of("resolution", "done")));
        assertThat(request(key).path("statusCategory").asString()).isEqualTo("done");
        assertThat(request(key).path("resolution").asString()).isEqualTo("done");
        assertThat(queueCount("open")).isZero();
        assertThat(queueCount("resolved")).isEqualTo(1);

        customer.api()
                .ifMatch(request(key).path("version").asLong())
                .post("/api/requests/" + key + "/transitions", Map.of("transition", "reopen"))
                .expect(200);
        assertThat(ticket(key).path("resolution").isNull()).isTrue();
        assertThat(ticket(key).path("resolvedAt").isNull()).isTrue();

        List<String> fields = agent.api()
                .get("/api/tickets/" + key + "/history?limit=100")
                .expect(200)
                .at("/items")
                .valueStream()
                .map(entry -> entry.path("field").asString())
                .toList();
        assertThat(fields).contains("created", "assignee", "status", "comment", "resolution");
    }

    @Test
    void whatOthersChangedInOtherFieldsIsKept() {
        String key = raised();
        long version = ticket(key).path("version").asLong();

        agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("priority", 1))
                .expect(200);
        JsonNode merged = agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("summary", "새 제목"))
                .expect(200)
                .body();

        assertThat(merged.path("priority").asInt()).isEqualTo(1);
        assertThat(merged.path("summary").asString()).isEqualTo("새 제목");
    }

    @Test
    void theSameFieldChangedByTwoIsAnsweredWithBothValues() {
        String key = raised();
        long version = ticket(key).path("version").asLong();
        TestPerson other = people.person().named("이바다").agentOf(desk.id()).create();
        other.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("priority", 1, "labels", List.of("mail")))
                .expect(200);

        var conflict = agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("priority", 5, "summary", "새 제목"))
                .expect(409);

        assertThat(conflict.code()).isEqualTo("conflicting_change");
        assertThat(conflict.errors()).containsExactly("/priority changed_meanwhile");
        assertThat(conflict.at("/conflicts/0/yours").asInt()).isEqualTo(5);
        assertThat(conflict.at("/conflicts/0/theirs").asInt()).isEqualTo(1);
        assertThat(conflict.at("/conflicts/0/changedBy/displayName").asString()).isEqualTo("이바다");
        assertThat(ticket(key).path("summary").asString()).isNotEqualTo("새 제목");
    }

    @Test
    void clearingIsNotTheSameAsLeavingOut() {
        String key = raised();
        long version = ticket(key).path("version").asLong();
        JsonNode assigned = agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("assigneeId", agent.id(), "dueDate", "2026-12-24"))
                .expect(200)
                .body();

        JsonNode cleared = agent.api()
                .ifMatch(assigned.path("version").asLong())
                .patch("/api/tickets/" + key, "{\"assigneeId\": null}")
                .expect(200)
                .body();

        assertThat(cleared.path("assignee").isNull()).isTrue();
        assertThat(cleared.path("dueDate").asString()).isEqualTo("2026-12-24");
    }

    @Test
    void aResolutionIsRequiredOnTheWayIntoDone() {
        String key = raised();

        var refused = agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", "resolve"))
                .expect(400);

        assertThat(refused.errors()).containsExactly("/fields/resolution required");
        assertThat(ticket(key).at("/status/category").asString()).isEqualTo("new");
    }

    @Test
    void aTransitionThatDoesNotStartHereIsRefused() {
        String key = raised();

        var refused = agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", "reopen"))
                .expect(409);

        assertThat(refused.code()).isEqualTo("transition_refused");
    }

    @Test
    void customersTakeOnlyTheTransitionsMeantForThem() {
        String key = raised();
        long version = request(key).path("version").asLong();

        assertThat(request(key)
                        .path("transitions")
                        .valueStream()
                        .map(each -> each.path("key").asString()))
                .containsExactly("withdraw");
        assertThat(customer.api()
                        .ifMatch(version)
                        .post("/api/requests/" + key + "/transitions", Map.of("transition", "start"))
                        .status())
                .isEqualTo(409);
        customer.api()
                .ifMatch(version)
                .post("/api/requests/" + key + "/transitions", Map.of("transition", "withdraw"))
                .expect(200);
        assertThat(request(key).path("resolution").asString()).isEqualTo("withdrawn");
    }

    @Test
    void aCommentIsCorrectedAndTakenBackWithATrace() {
        String key = raised();
        JsonNode said = agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>첫 번째</p>"))
                .expect(201)
                .body();
        String comment = "/api/tickets/" + key + "/comments/" + said.path("id").asLong();

        assertThat(agent.api()
                        .ifMatch(9)
                        .patch(comment, Map.of("body", "<p>두 번째</p>"))
                        .code())
                .isEqualTo("stale_version");
        agent.api().ifMatch(1).patch(comment, Map.of("body", "<p>두 번째</p>")).expect(200);
        assertThat(ticket(key).at("/comments/0/editedAt").isNull()).isFalse();
        agent.api().ifMatch(2).delete(comment).expect(200);

        assertThat(ticket(key).at("/comments/0/bodyHtml").asString()).isEmpty();
        assertThat(ticket(key).at("/comments/0/deletedBy/displayName").asString())
                .isEqualTo("Alex Kim");
        assertThat(request(key).at("/conversation").toString()).doesNotContain("번째");
        assertThat(agent.api().get(comment + "/revisions").expect(200).text()).contains("첫 번째", "두 번째");
    }

    @Test
    void aRepeatedRequestIsOneTicket() {
        var body = tickets.incident(desk).summary("한 번만").body();

        var first = customer.api().with("Idempotency-Key", "abc").post("/api/requests", body);
        var second = customer.api().with("Idempotency-Key", "abc").post("/api/requests", body);
        var different = customer.api()
                .with("Idempotency-Key", "abc")
                .post("/api/requests", tickets.incident(desk).summary("다른 것").body());

        assertThat(second.at("/key")).isEqualTo(first.at("/key"));
        assertThat(different.code()).isEqualTo("idempotency_key_reused");
        assertThat(queueCount("open")).isEqualTo(1);
    }

    @Test
    void aRequestIsSharedWithAColleagueWhoMayThenAnswer() {
        String key = raised();
        TestPerson colleague = people.person().named("박구름").create();
        assertThat(colleague.api().get("/api/requests/" + key).status()).isEqualTo(404);

        customer.api()
                .put("/api/requests/" + key + "/participants/" + colleague.id())
                .expect(200);
        colleague
                .api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>저도 그래요</p>"))
                .expect(201);
        assertThat(colleague
                        .api()
                        .get("/api/requests?scope=participating")
                        .at("/items/0/key")
                        .asString())
                .isEqualTo(key);

        colleague
                .api()
                .delete("/api/requests/" + key + "/participants/" + colleague.id())
                .expect(200);
        assertThat(colleague.api().get("/api/requests/" + key).status()).isEqualTo(404);
    }

    @Test
    @Tag("R01")
    @Tag("R02")
    void linksAreSeenFromBothEndsAndOnlyWhereBothAreVisible() {
        String one = raised();
        String two = raised();
        agent.api()
                .post("/api/tickets/" + one + "/links", Map.of("type", "blocks", "outward", true, "targetKey", two))
                .expect(200);

        JsonNode inward = ticket(two).at("/links/0");
        assertThat(inward.path("outward").asBoolean()).isFalse();
        assertThat(inward.at("/ticket/key").asString()).isEqualTo(one);

        Desk hidden = desks.aDesk().forMembersOnly().create();
        TestPerson both =
                people.person().agentOf(desk.id()).agentOf(hidden.id()).create();
        String secret = both.api()
                .post(
                        "/api/tickets",
                        Map.of("deskKey", hidden.key(), "type", "problem", "values", Map.of("summary", "비밀 계획")))
                .expect(201)
                .at("/key")
                .asString();
        assertThat(agent.api()
                        .post(
                                "/api/tickets/" + one + "/links",
                                Map.of("type", "relates_to", "outward", true, "targetKey", secret))
                        .errors())
                .containsExactly("/targetKey ticket_unknown");
        both.api()
                .post(
                        "/api/tickets/" + one + "/links",
                        Map.of("type", "relates_to", "outward", true, "targetKey", secret))
                .expect(200);
        assertThat(agent.api().get("/api/tickets/" + one).text()).doesNotContain("비밀 계획");
    }

    @Test
    void theAnswersOfAFormAreEditedByTheirType() {
        String key = raised();
        long version = ticket(key).path("version").asLong();

        var refused = agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("values", Map.of("urgency", "whenever", "colour", "red")))
                .expect(400);
        JsonNode edited = agent.api()
                .ifMatch(version)
                .patch("/api/tickets/" + key, Map.of("values", Map.of("urgency", "high")))
                .expect(200)
                .body();

        assertThat(refused.errors())
                .anyMatch(error -> error.startsWith("/values/urgency "))
                .anyMatch(error -> error.startsWith("/values/colour "));
        assertThat(edited.path("fields")
                        .valueStream()
                        .filter(field -> field.path("key").asString().equals("urgency"))
                        .map(field -> field.path("display").asString()))
                .containsExactly("Work has stopped");
    }

    @Test
    void anotherKindOfWorkFollowsItsOwnWorkflow() {
        String key = raised();

        JsonNode problem = agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("type", "problem"))
                .expect(200)
                .body();

        assertThat(problem.path("type").asString()).isEqualTo("problem");
        assertThat(problem.at("/status/category").asString()).isEqualTo("new");
        assertThat(problem.path("transitions")
                        .valueStream()
                        .map(each -> each.path("key").asString()))
                .contains("analyse");
    }

    private String raised() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private JsonNode ticket(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }

    private JsonNode request(String key) {
        return customer.api().get("/api/requests/" + key).expect(200).body();
    }

    private void move(String key, String transition, Map<String, Object> more) {
        var body = new java.util.HashMap<>(more);
        body.put("transition", transition);
        agent.api()
                .ifMatch(ticket(key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", body)
                .expect(200);
    }

    private long queueCount(String queue) {
        return agent.api()
                .get("/api/desks/" + desk.key() + "/queues")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("key").asString().equals(queue))
                .findFirst()
                .orElseThrow()
                .path("count")
                .asLong();
    }
}
