package io.maru.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.desk.RequestType;
import io.maru.people.Groups;
import io.maru.people.PersonChange;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignment;
import io.maru.people.RoleAssignments;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Queues that people keep: what they hold, who sees them, and that they go on meaning what was meant. */
@MaruTest
class QueuesTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    Persons persons;

    @Autowired
    Groups groups;

    @Autowired
    RoleAssignments roles;

    @Autowired
    DSLContext database;

    @Autowired
    MovableClock clock;

    Desk desk;
    TestPerson manager;
    TestPerson agent;
    TestPerson colleague;
    TestPerson customer;

    @BeforeEach
    void aDeskWithPeople() {
        desk = desks.aDesk().create();
        manager = people.person().named("박관리").managerOf(desk.id()).create();
        agent = people.person().named("김상담").agentOf(desk.id()).create();
        colleague = people.person().named("이동료").agentOf(desk.id()).create();
        customer = people.person().create();
    }

    @Test
    void aQueueShowsWhatItIsToldTo() {
        String urgent = ticket("급한 일");
        String plain = ticket("보통 일");
        edit(urgent, Map.of("priority", 1, "labels", List.of("vip")));
        edit(plain, Map.of("assigneeId", colleague.id()));
        JsonNode queue = create(
                agent,
                Map.of(
                        "deskKey", desk.key(),
                        "name", Map.of("ko", "내 큐"),
                        "query", "\"status category\" != Done ORDER BY key",
                        "columns",
                                List.of(
                                        Map.of("field", "summary", "width", 400),
                                        Map.of("field", "우선순위"),
                                        Map.of("field", "channel"),
                                        Map.of("field", "labels")),
                        "grouping", "assignee",
                        "colours", List.of(Map.of("query", "priority = Highest", "colour", "red")),
                        "density", "compact"));
        assertThat(queue.at("/columns/1/field").asString()).isEqualTo("priority");
        assertThat(queue.at("/columns/0/width").asInt()).isEqualTo(400);

        JsonNode page = agent.api()
                .get("/api/queues/" + queue.path("id").asString() + "/tickets")
                .expect(200)
                .body();

        assertThat(page.path("total").asLong()).isEqualTo(2);
        assertThat(keys(page)).containsExactly(plain, urgent);
        assertThat(page.at("/items/0/cells/assignee/text").asString()).isEqualTo("이동료");
        assertThat(page.at("/items/0/cells/channel/value").asString()).isEqualTo("portal");
        assertThat(page.at("/items/0/colour").isNull()).isTrue();
        assertThat(page.at("/items/1/colour").asString()).isEqualTo("red");
        assertThat(keys(agent.api()
                        .get("/api/queues/" + queue.path("id").asString() + "/tickets?sort=key&direction=asc&limit=1")
                        .expect(200)
                        .body()))
                .containsExactly(plain);

        Map<String, Object> ungrouped = new HashMap<>();
        ungrouped.put("grouping", null);
        assertThat(change(agent, queue, ungrouped).expect(200).at("/grouping").isNull())
                .isTrue();
    }

    @Test
    void aTicketStandsUnderEachOfItsLabels() {
        String both = ticket("둘 다");
        String one = ticket("하나");
        String none = ticket("없음");
        edit(both, Map.of("labels", List.of("vpn", "메일")));
        edit(one, Map.of("labels", List.of("vpn")));
        JsonNode queue = create(
                agent,
                Map.of(
                        "deskKey",
                        desk.key(),
                        "name",
                        Map.of("ko", "레이블별"),
                        "query",
                        "ORDER BY key",
                        "grouping",
                        "labels"));

        String address = "/api/queues/" + queue.path("id").asString() + "/tickets?limit=1";
        List<String> seen = new ArrayList<>();
        String next = "";
        while (true) {
            JsonNode page = agent.api().get(address + next).expect(200).body();
            JsonNode row = page.at("/items/0");
            seen.add(row.path("key").asString() + " "
                    + row.at("/cells/labels/text").asString("-"));
            assertThat(page.path("total").asLong())
                    .as("each ticket is counted once")
                    .isEqualTo(3);
            if (page.path("next").isNull()) {
                break;
            }
            next = "&after=" + page.path("next").asString();
        }
        assertThat(seen).containsExactly(both + " vpn", one + " vpn", both + " 메일", none + " -");
    }

    @Test
    void itsFiguresFollowEveryChangeAtOnce() {
        Instant first = clock.instant();
        String key = ticket("첫째");
        clock.advance(Duration.ofMinutes(5));
        ticket("둘째");
        assertThat(figures("open").path("count").asLong()).isEqualTo(2);
        Instant oldest = Instant.parse(figures("open").path("oldest").asString());
        assertThat(oldest).isBetween(first, first.plusSeconds(60));

        edit(key, Map.of("assigneeId", agent.id()));
        assertThat(figures("mine").path("count").asLong()).isEqualTo(1);
        assertThat(figures("unassigned").path("count").asLong()).isEqualTo(1);

        move(key, "resolve", Map.of("fields", Map.of("resolution", "done")));
        assertThat(figures("resolved").path("count").asLong()).isEqualTo(1);
        assertThat(figures("resolved").path("oldest").isNull()).isTrue();
        assertThat(Instant.parse(figures("open").path("oldest").asString())).isAfter(oldest);
    }

    @Test
    void aQueueMeansThePersonAndNotTheName() {
        TestPerson known = people.person()
                .named("홍길동" + System.nanoTime())
                .agentOf(desk.id())
                .create();
        String key = ticket("길동이 맡은 일");
        edit(key, Map.of("assigneeId", known.id()));
        JsonNode queue =
                create(agent, Map.of("name", Map.of("ko", "길동"), "query", "담당자 = \"" + known.displayName() + "\""));
        assertThat(queue.path("query").asString()).contains(known.displayName());

        persons.change(
                People.everythingAllowed(),
                known.id(),
                new PersonChange("홍판서", null, null, null, null, null, null, null),
                1);

        String id = queue.path("id").asString();
        assertThat(agent.api().get("/api/queues/" + id).expect(200).at("/query").asString())
                .isEqualTo("assignee = 홍판서");
        assertThat(keys(agent.api()
                        .get("/api/queues/" + id + "/tickets")
                        .expect(200)
                        .body()))
                .containsExactly(key);
    }

    @Test
    void whatAQueueMeansIsUnderstoodAnewWhenSomethingHasChangedThatItNames() {
        String key = ticket("장애");
        RequestType type = desks.requestType(desk, "Report an incident");
        String written = "\"request type\" = \"" + type.name().en() + "\"";
        JsonNode coloured = create(
                agent,
                Map.of(
                        "deskKey", desk.key(),
                        "name", Map.of("en", "Coloured"),
                        "query", "",
                        "colours", List.of(Map.of("query", written, "colour", "red"))));
        for (int look = 0; look < 2; look++) {
            assertThat(keys(look(agent, coloured))).containsExactly(key);
            assertThat(look(agent, coloured).at("/items/0/colour").asString()).isEqualTo("red");
        }

        // The name of a request type stands in a colour as it was written: every desk has such a one.
        manager.api()
                .ifMatch(manager.api()
                        .get("/api/desks/" + desk.key() + "/request-types/" + type.id())
                        .expect(200)
                        .at("/version")
                        .asLong())
                .patch(
                        "/api/desks/" + desk.key() + "/request-types/" + type.id(),
                        Map.of("name", Map.of("ko", "사고", "en", "Mishap")))
                .expect(200);
        assertThat(look(agent, coloured).at("/items/0/colour").isNull())
                .as("nothing is called so any more")
                .isTrue();
    }

    @Test
    void aQueueOfNewTicketsIsAnotherOneLater() {
        String key = ticket("방금 온 일");
        long group = groups.create(People.everythingAllowed(), "당번 " + System.nanoTime(), "")
                .id();
        JsonNode fresh =
                create(agent, Map.of("deskKey", desk.key(), "name", Map.of("ko", "방금"), "query", "created > -30m"));
        JsonNode duty = create(
                agent,
                Map.of(
                        "deskKey",
                        desk.key(),
                        "name",
                        Map.of("ko", "당번"),
                        "query",
                        "reporter in membersOf(\"" + groups.names(Set.of(group)).get(group) + "\")"));
        assertThat(keys(look(agent, fresh))).containsExactly(key);
        assertThat(keys(look(agent, duty))).isEmpty();

        groups.addMember(People.everythingAllowed(), group, customer.id());
        assertThat(keys(look(agent, duty))).containsExactly(key);

        clock.advance(Duration.ofMinutes(45));
        assertThat(look(agent, fresh).path("items").isEmpty()).isTrue();
        assertThat(look(agent, fresh).path("total").asLong()).isZero();
    }

    @Test
    void whoWorksOnADeskNoLongerSeesNothingOfAQueueTheyHaveLookedAt() {
        TestPerson visitor = people.person().create();
        RoleAssignment role = roles.assignToPerson(People.everythingAllowed(), desk.id(), Role.AGENT, visitor.id());
        roles.assignToPerson(People.everythingAllowed(), desks.aDesk().create().id(), Role.AGENT, visitor.id());
        String key = ticket("비밀");
        JsonNode all = create(visitor, Map.of("name", Map.of("ko", "전부"), "query", "summary = 비밀 ORDER BY key"));
        assertThat(keys(look(visitor, all))).contains(key);
        assertThat(keys(look(visitor, all))).contains(key);

        roles.remove(People.everythingAllowed(), desk.id(), role.id());

        assertThat(look(visitor, all).path("items").isEmpty()).isTrue();
        assertThat(look(visitor, all).path("total").asLong()).isZero();
    }

    @Test
    void aQueueMeansTheGroupAndThePersonThatAFunctionIsGiven() {
        long group = groups.create(People.everythingAllowed(), "야간 조 " + desk.key(), "")
                .id();
        groups.addMember(People.everythingAllowed(), group, colleague.id());
        TestPerson known = people.person()
                .named("성춘향" + System.nanoTime())
                .agentOf(desk.id())
                .create();
        String key = ticket("밤에 온 일");
        edit(key, Map.of("assigneeId", colleague.id()));
        JsonNode queue = create(
                agent,
                Map.of(
                        "name",
                        Map.of("ko", "야간"),
                        "query",
                        "assignee IN membersOf(\"야간 조 " + desk.key() + "\") AND key NOT IN updatedBy(\""
                                + known.displayName() + "\", \"-1w\")"));
        String id = queue.path("id").asString();

        groups.change(People.everythingAllowed(), group, "심야 조 " + desk.key(), null, null, 1);
        persons.change(
                People.everythingAllowed(),
                known.id(),
                new PersonChange("이몽룡" + desk.key(), null, null, null, null, null, null, null),
                1);

        assertThat(agent.api().get("/api/queues/" + id).expect(200).at("/query").asString())
                .isEqualTo("assignee IN membersOf(\"심야 조 " + desk.key() + "\") AND key NOT IN updatedBy(이몽룡"
                        + desk.key() + ", -1w)");
        assertThat(keys(agent.api()
                        .get("/api/queues/" + id + "/tickets")
                        .expect(200)
                        .body()))
                .containsExactly(key);

        groups.delete(People.everythingAllowed(), group, 2);
        assertThat(agent.api()
                        .get("/api/queues/" + id)
                        .expect(200)
                        .at("/problems/0/code")
                        .asString())
                .isEqualTo("value_gone");
    }

    @Test
    void aQueueWhoseFieldIsGoneIsShownAsBroken() {
        JsonNode queue = create(agent, Map.of("name", Map.of("en", "Broken"), "query", "summary ~ x"));
        String id = queue.path("id").asString();
        database.execute(
                "update queue.queue set query = 'cf[999999] = 1', columns = '[{\"field\": \"cf[999999]\"}, {\"field\": \"key\"}]' where id = "
                        + id);

        JsonNode listed = agent.api()
                .get("/api/queues")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(listed.path("state").asString()).isEqualTo("broken");
        assertThat(listed.path("count").isNull()).isTrue();
        assertThat(agent.api().get("/api/queues/" + id + "/tickets").expect(400).code())
                .isEqualTo("query_invalid");
        JsonNode detail = agent.api().get("/api/queues/" + id).expect(200).body();
        assertThat(detail.at("/problems/0/code").asString()).isEqualTo("field_unknown");
        assertThat(detail.at("/columns/0/label").isNull()).isTrue();

        // Whoever mends the query keeps the column that is gone until they take it out.
        JsonNode mended = change(agent, detail, Map.of("query", "summary ~ y"))
                .expect(200)
                .body();
        assertThat(mended.path("problems").isEmpty()).isTrue();
    }

    @Test
    void whoSeesAQueueAndWhoChangesIt() {
        JsonNode own = create(agent, Map.of("deskKey", desk.key(), "name", Map.of("ko", "나만"), "query", ""));
        String address = "/api/queues/" + own.path("id").asString();
        assertThat(colleague.api().get(address).status()).isEqualTo(404);

        change(agent, own, Map.of("shares", List.of(Map.of("personId", colleague.id()))))
                .expect(200);
        JsonNode seen = colleague.api().get(address).expect(200).body();
        assertThat(seen.path("mayChange").asBoolean()).isFalse();
        assertThat(change(colleague, seen, Map.of("query", "key is empty")).status())
                .isEqualTo(403);
        assertThat(change(agent, seen, Map.of("shares", List.of(Map.of("deskKey", desk.key()))))
                        .status())
                .as("only who configures a desk shows everybody a queue")
                .isEqualTo(400);

        long group = groups.create(People.everythingAllowed(), "조 " + System.nanoTime(), "")
                .id();
        groups.addMember(People.everythingAllowed(), group, manager.id());
        change(agent, seen, Map.of("shares", List.of(Map.of("groupId", group)))).expect(200);
        assertThat(colleague.api().get(address).status()).isEqualTo(404);
        manager.api().get(address).expect(200);

        JsonNode shared = create(
                manager,
                Map.of(
                        "deskKey", desk.key(),
                        "name", Map.of("ko", "모두"),
                        "query", "",
                        "shares", List.of(Map.of("deskKey", desk.key()))));
        assertThat(names(colleague)).contains("모두").doesNotContain("나만");
        colleague
                .api()
                .put("/api/queues/" + shared.path("id").asString() + "/star")
                .expect(204);
        assertThat(colleague.api().get("/api/queues").expect(200).body().findValuesAsString("name"))
                .contains("모두");
    }

    @Test
    void aQueueLooksAsSomebodyLikesItAndAsItWasToEverybodyElse() {
        JsonNode shared = create(
                manager,
                Map.of(
                        "deskKey", desk.key(),
                        "name", Map.of("ko", "모두"),
                        "query", "",
                        "columns", List.of(Map.of("field", "key"), Map.of("field", "summary", "width", 300)),
                        "shares", List.of(Map.of("deskKey", desk.key()))));
        String address = "/api/queues/" + shared.path("id").asString();
        assertThat(shared.path("look").isNull()).isTrue();

        List<Map<String, Object>> columns =
                List.of(Map.of("field", "summary", "width", 500), Map.of("field", "key"), Map.of("field", "team"));
        agent.api()
                .put(address + "/look", Map.of("columns", columns, "density", "compact"))
                .expect(204);
        change(manager, shared, Map.of("columns", List.of(Map.of("field", "status"), Map.of("field", "summary"))))
                .expect(200);

        JsonNode seen = agent.api().get(address).expect(200).body();
        assertThat(seen.at("/look/columns").findValuesAsString("field"))
                .as("the queue says which columns there are")
                .containsExactly("summary", "status");
        assertThat(seen.at("/look/columns/0/width").asInt()).isEqualTo(500);
        assertThat(seen.at("/look/density").asString()).isEqualTo("compact");
        JsonNode others = colleague.api().get(address).expect(200).body();
        assertThat(others.path("look").isNull()).isTrue();
        assertThat(others.path("columns").findValuesAsString("field")).containsExactly("status", "summary");

        assertThat(agent.api()
                        .put(address + "/look", Map.of("columns", List.of(Map.of("field", "status", "width", 3))))
                        .status())
                .isEqualTo(400);
        agent.api().delete(address + "/look").expect(204);
        assertThat(agent.api().get(address).expect(200).body().path("look").isNull())
                .isTrue();
    }

    @Test
    void aQueueWhoseOwnerHasLeftIsTakenOver() {
        JsonNode queue = create(
                agent,
                Map.of(
                        "deskKey", desk.key(),
                        "name", Map.of("ko", "남은 큐"),
                        "query", "assignee = currentUser()",
                        "shares", List.of(Map.of("personId", colleague.id()), Map.of("personId", manager.id()))));
        String elsewhere = create(agent, Map.of("name", Map.of("en", "Over all desks"), "query", ""))
                .path("id")
                .asString();
        persons.change(
                People.everythingAllowed(),
                agent.id(),
                new PersonChange(null, null, null, null, null, false, null, null),
                1);
        assertThat(left(manager)).contains(queue.path("id").asString()).doesNotContain(elsewhere);
        assertThat(left(people.administrator())).contains(queue.path("id").asString(), elsewhere);

        JsonNode seen = colleague
                .api()
                .get("/api/queues/" + queue.path("id").asString())
                .expect(200)
                .body();
        assertThat(seen.path("ownerLeft").asBoolean()).isTrue();
        assertThat(seen.path("mayChange").asBoolean()).isFalse();
        JsonNode taken =
                change(manager, seen, Map.of("density", "roomy")).expect(200).body();
        assertThat(taken.at("/owner/id").asLong()).isEqualTo(manager.id());
        assertThat(taken.path("ownerLeft").asBoolean()).isFalse();
        assertThat(left(manager)).doesNotContain(queue.path("id").asString());
    }

    private static List<String> left(TestPerson person) {
        return person.api()
                .get("/api/queues/left")
                .expect(200)
                .body()
                .valueStream()
                .map(queue -> queue.path("id").asString())
                .toList();
    }

    @Test
    void whatIsWrongIsToldWhereItIs() {
        Answer answer = agent.api()
                .post(
                        "/api/queues",
                        Map.of(
                                "name", Map.of(),
                                "query", "asignee = 1",
                                "columns", List.of(Map.of("field", "nothing"), Map.of("field", "key", "width", 5)),
                                "grouping", "participants",
                                "colours", List.of(Map.of("query", "priority = ", "colour", "beige")),
                                "shares", List.of(Map.of())));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsString("pointer"))
                .contains(
                        "/name",
                        "/query",
                        "/columns/0/field",
                        "/columns/1/width",
                        "/grouping",
                        "/colours/0/query",
                        "/colours/0/colour",
                        "/shares/0");
    }

    @Test
    void twoWhoChangeAQueueDoNotUndoEachOther() {
        JsonNode queue = create(manager, Map.of("name", Map.of("en", "Both"), "query", ""));
        change(manager, queue, Map.of("density", "compact")).expect(200);
        assertThat(change(manager, queue, Map.of("density", "roomy")).code()).isEqualTo("stale_version");
    }

    // ------------------------------------------------------------------

    private JsonNode create(TestPerson person, Map<String, Object> content) {
        return person.api().post("/api/queues", content).expect(201).body();
    }

    private static Answer change(TestPerson person, JsonNode queue, Map<String, Object> content) {
        String address = "/api/queues/" + queue.path("id").asString();
        Answer now = person.api().get(address);
        long version = queue.path("version").asLong();
        return person.api()
                .ifMatch(
                        content.containsKey("density") || now.status() != 200
                                ? version
                                : now.at("/version").asLong())
                .patch(address, content);
    }

    private static JsonNode look(TestPerson person, JsonNode queue) {
        return person.api()
                .get("/api/queues/" + queue.path("id").asString() + "/tickets")
                .expect(200)
                .body();
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private void edit(String key, Map<String, Object> changes) {
        agent.api().ifMatch(version(key)).patch("/api/tickets/" + key, changes).expect(200);
    }

    private void move(String key, String transition, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("transition", transition);
        agent.api()
                .ifMatch(version(key))
                .post("/api/tickets/" + key + "/transitions", body)
                .expect(200);
    }

    private long version(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).at("/version").asLong();
    }

    private JsonNode figures(String queue) {
        return agent.api()
                .get("/api/desks/" + desk.key() + "/queues")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("key").asString().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(TestPerson person) {
        return person.api()
                .get("/api/desks/" + desk.key() + "/queues")
                .expect(200)
                .body()
                .findValuesAsString("name");
    }

    private static List<String> keys(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(row -> row.path("key").asString())
                .toList();
    }
}
