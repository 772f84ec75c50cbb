package io.maru;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.people.Groups;
import io.maru.people.Role;
import io.maru.people.RoleAssignments;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a person may not see does not show anywhere else either: everywhere that tickets are told of is asked by somebody who works
 * beside a desk of which they may know nothing, and by somebody who works on both and must find it there.
 */
@MaruTest
class RightsTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    Groups groups;

    @Autowired
    RoleAssignments roles;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    String key;

    /** That nobody writes but where it is secret. */
    String secret;

    @BeforeEach
    void aDeskWithARequest() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        secret = "zr" + Long.toString(System.nanoTime() % 1_000_000_000, 36);
        key = tickets.incident(desk).by(customer).path("key").asString();
    }

    /** Something that can be asked for, and whether it tells those who may know. */
    private record Place(
            String method, String path, @Nullable Object body, boolean telling) {

        Answer asked(TestPerson person) {
            return person.api().send(method, path, body);
        }
    }

    private static Place told(String path) {
        return new Place("GET", path, null, true);
    }

    private static Place told(String path, Object body) {
        return new Place("POST", path, body, true);
    }

    private static Place silent(String path) {
        return new Place("GET", path, null, false);
    }

    @Test
    @Tag("R01")
    @Tag("R02")
    void aForbiddenTicketIsNamedNowhere() throws Throwable {
        Desk closed = desks.aDesk()
                .forMembersOnly()
                .named("데스크 " + secret, "Desk " + secret)
                .create();
        TestPerson insider =
                people.person().agentOf(desk.id()).managerOf(closed.id()).create();
        String field = "cf[" + fieldOf(insider, closed) + "]";
        String hidden = insider.api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "deskKey",
                                closed.key(),
                                "type",
                                "problem",
                                "values",
                                Map.of("summary", secret + " 비밀 계획"),
                                "labels",
                                List.of(secret + "-label")))
                .expect(201)
                .at("/key")
                .asString();
        insider.api()
                .post("/api/tickets/" + hidden + "/links", Map.of("type", "blocks", "outward", true, "targetKey", key))
                .expect(200);
        String queue = insider.api()
                .post(
                        "/api/queues",
                        Map.of(
                                "name", Map.of("en", "Shared"),
                                "query", "",
                                "shares", List.of(Map.of("personId", agent.id()))))
                .expect(201)
                .at("/id")
                .asString();

        List<Place> places = List.of(
                told("/api/tickets/" + key),
                silent("/api/tickets/" + key + "/history"),
                silent("/api/tickets/" + key + "/workflow"),
                silent("/api/tickets/" + key + "/similar"),
                told("/api/tickets/" + hidden),
                silent("/api/tickets/" + hidden + "/history"),
                told("/api/search?query=" + secret),
                told("/api/search?query=" + hidden),
                told("/api/tickets/lookup?query=" + secret),
                told("/api/tickets/lookup?query=" + hidden),
                told("/api/search/similar", Map.of("summary", secret + " 비밀 계획")),
                silent("/api/portal/search?query=" + secret),
                silent("/api/requests?query=" + secret),
                told("/api/queries/page", Map.of("query", "")),
                told("/api/queries/page", Map.of("query", "key = " + hidden)),
                told("/api/queries/page", Map.of("query", "key in linkedIssues(" + key + ")")),
                told("/api/queries/choices", Map.of("query", "labels = " + secret, "caret", 100)),
                told("/api/queries/choices", Map.of("query", "desk = " + secret, "caret", 100)),
                told("/api/queries/choices", Map.of("query", secret, "caret", 100)),
                told("/api/queries/values", Map.of("field", "labels", "text", secret)),
                told("/api/queries/values", Map.of("field", "desk", "text", "")),
                new Place("POST", "/api/queries/values", Map.of("field", field, "text", ""), true),
                told("/api/queries/fields"),
                told("/api/queries/columns"),
                told("/api/queries/export?format=csv&query=&column=summary&column=labels"),
                told("/api/queues/" + queue + "/tickets"),
                silent("/api/queues"),
                silent("/api/desks"),
                told("/api/desks/" + closed.key()),
                told("/api/desks/" + closed.key() + "/queues/open/tickets"),
                new Place("POST", "/api/bulk-changes/forecast", ofOne(hidden), false),
                new Place("POST", "/api/bulk-changes/choices", ofOne(hidden), false),
                new Place("POST", "/api/portal/similar-requests", Map.of("summary", secret + " 비밀 계획"), false));
        eventually(() -> assertThat(places.get(6).asked(insider).text()).contains(secret));
        for (Place place : places) {
            if (place.telling()) {
                assertThat(place.asked(insider).expect(200).text())
                        .as("%s tells", place)
                        .contains(secret);
            }
            assertThat(place.asked(agent).text())
                    .as("%s keeps it", place)
                    .doesNotContain(
                            secret + " ", secret + "-", "Desk " + secret, "Field " + secret, "Option " + secret);
        }

        assertThat(agent.api()
                        .post("/api/bulk-changes/forecast", ofOne(hidden))
                        .expect(200)
                        .at("/tickets")
                        .asLong())
                .as("what is not seen is not counted")
                .isZero();
        String both = "key IN (" + key + ", " + hidden + ")";
        assertThat(count(insider, both)).isEqualTo(2);
        assertThat(count(agent, both)).isEqualTo(1);
        assertThat(onBoard(insider, both)).isEqualTo(2);
        assertThat(onBoard(agent, both)).isEqualTo(1);
        assertThat(total(insider, queue)).isEqualTo(total(agent, queue) + 1);
        assertThat(count(insider, "key in linkedIssues(" + hidden + ")")).isEqualTo(1);
        assertThat(count(agent, "key in linkedIssues(" + hidden + ")"))
                .as("a relation is told where both its ends are")
                .isZero();
    }

    private long fieldOf(TestPerson manager, Desk closed) {
        return manager.api()
                .post(
                        "/api/desks/" + closed.key() + "/fields",
                        Map.of(
                                "key",
                                "f" + secret,
                                "type",
                                "choice",
                                "name",
                                Map.of("en", "Field " + secret),
                                "options",
                                List.of(Map.of("key", "one", "name", Map.of("en", "Option " + secret)))))
                .expect(201)
                .at("/id")
                .asLong();
    }

    private static Map<String, Object> ofOne(String key) {
        return Map.of("tickets", Map.of("keys", List.of(key)), "changes", Map.of("priority", 1));
    }

    private static long count(TestPerson person, String query) {
        return person.api()
                .post("/api/queries/count", Map.of("query", query))
                .expect(200)
                .at("/count")
                .asLong();
    }

    private static long onBoard(TestPerson person, String query) {
        return person.api()
                .post("/api/queries/board", Map.of("query", query))
                .expect(200)
                .body()
                .valueStream()
                .mapToLong(column -> column.path("count").asLong())
                .sum();
    }

    private static long total(TestPerson person, String queue) {
        return person.api()
                .get("/api/queues/" + queue + "/tickets")
                .expect(200)
                .at("/total")
                .asLong();
    }

    @Test
    @Tag("R03")
    void aNoteIsReadByThoseWhoWorkOnTheTicketAlone() throws Throwable {
        TestPerson twoHats =
                people.person().agentOf(desks.aDesk().create().id()).create();
        String shared = tickets.incident(desk)
                .sharedWith(twoHats)
                .by(customer)
                .path("key")
                .asString();
        agent.api()
                .post(
                        "/api/tickets/" + shared + "/comments",
                        Map.of("body", "<p>" + secret + " 급여 전표 오류의 원인</p>", "internal", true))
                .expect(201);
        String asked = "comment ~ " + secret;
        eventually(() -> assertThat(count(agent, asked)).isEqualTo(1));

        for (String query : List.of(asked, "text ~ " + secret, "NOT comment ~ nothing")) {
            assertThat(count(twoHats, query)).as(query).isZero();
        }
        List<Place> places = List.of(
                silent("/api/requests/" + shared),
                silent("/api/requests?query=" + secret),
                silent("/api/search?query=" + secret),
                silent("/api/tickets/" + shared),
                silent("/api/tickets/" + shared + "/history"),
                silent("/api/portal/search?query=" + secret),
                silent("/api/queries/export?format=csv&query=" + encoded(asked)),
                new Place("POST", "/api/queries/page", Map.of("query", asked), false));
        for (Place place : places) {
            for (TestPerson reader : List.of(customer, twoHats)) {
                assertThat(place.asked(reader).text()).as("%s", place).doesNotContain(secret + " ", "급여");
            }
        }
        Map<String, Object> draft = Map.of("summary", secret + " 급여 전표 오류의 원인");
        for (TestPerson reader : List.of(customer, twoHats)) {
            assertThat(reader.api().post("/api/portal/similar-requests", draft).text())
                    .doesNotContain(shared);
        }
        assertThat(twoHats.api().post("/api/search/similar", draft).text()).doesNotContain(shared);
        assertThat(agent.api()
                        .get("/api/queries/export?format=csv&query=" + encoded(asked))
                        .expect(200)
                        .text())
                .as("nor does it leave with those who found the ticket by it")
                .contains(shared)
                .doesNotContain(secret);
    }

    @Test
    @Tag("R04")
    void aFileIsOpenedByThoseWhoMayReadWhatItIsAttachedTo() {
        TestPerson colleague = people.person().create();
        TestPerson stranger = people.person().create();
        TestPerson elsewhere =
                people.person().agentOf(desks.aDesk().create().id()).create();
        String open = attach(false);
        String internal = attach(true);

        for (TestPerson reader : List.of(customer, agent)) {
            reader.api().get(open).expect(200);
        }
        agent.api().get(internal).expect(200);
        for (TestPerson reader : List.of(stranger, elsewhere, colleague)) {
            reader.api().get(open).expect(404);
        }
        for (TestPerson reader : List.of(customer, stranger, elsewhere, colleague)) {
            reader.api().get(internal).expect(404);
            reader.api().get(internal + "/thumbnail").expect(404);
        }

        agent.api()
                .put("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        String tag = colleague.api().get(open).expect(200).header("ETag");
        colleague.api().get(internal).expect(404);

        agent.api()
                .delete("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        colleague.api().get(open).expect(404);
        colleague.api().with("If-None-Match", tag).get(open).expect(404);
    }

    private String attach(boolean internal) {
        String id = agent.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=log.txt",
                        "text/plain",
                        secret.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id")
                .asString();
        agent.api()
                .post(
                        "/api/tickets/" + key + "/comments",
                        Map.of("body", "<p>see</p>", "internal", internal, "attachmentIds", List.of(id)))
                .expect(201);
        return "/api/attachments/" + id;
    }

    @Test
    @Tag("R05")
    void oneDeskOrOneGroupGivesNoMoreThanItsRole() {
        long group =
                groups.create(People.everythingAllowed(), "유일한 팀 " + secret, "").id();
        TestPerson reader = people.person().create();
        groups.addMember(People.everythingAllowed(), group, reader.id());
        roles.assignToGroup(People.everythingAllowed(), desk.id(), Role.COLLABORATOR, group);

        reader.api().get("/api/tickets/" + key).expect(200);
        assertThat(edit(reader, key))
                .as("whose only desk it is, and only group")
                .isEqualTo(403);
        assertThat(comment(reader, key, false)).isEqualTo(403);
        assertThat(reader.api().get("/api/desks/" + desk.key() + "/assignees").status())
                .isEqualTo(403);
    }

    @Test
    @Tag("R05")
    void whoIsAgentHereAndCustomerThereIsNoAgentThere() {
        Desk other = desks.aDesk().create();
        TestPerson both =
                people.person().agentOf(desk.id()).customerOf(other.id()).create();
        String own = tickets.incident(other).by(both).path("key").asString();
        String foreign = tickets.incident(other).by(customer).path("key").asString();

        assertThat(edit(both, key)).isEqualTo(200);
        both.api().get("/api/requests/" + own).expect(200);
        assertThat(edit(both, own)).isEqualTo(403);
        assertThat(comment(both, own, true)).isEqualTo(403);
        both.api().get("/api/requests/" + foreign).expect(404);
        both.api().get("/api/tickets/" + foreign).expect(404);
        assertThat(count(both, "key IN (" + key + ", " + own + ", " + foreign + ")"))
                .as("work is that of the desk they work on")
                .isEqualTo(1);

        TestPerson sameDesk =
                people.person().agentOf(desk.id()).customerOf(desk.id()).create();
        String asked = tickets.incident(desk).by(sameDesk).path("key").asString();
        assertThat(comment(sameDesk, asked, true))
                .as("an agent who asks stays an agent")
                .isEqualTo(201);
        assertThat(sameDesk.api().get("/api/requests/" + asked).expect(200).text())
                .as("and reads no notes as a customer")
                .doesNotContain(secret);
    }

    private static int edit(TestPerson person, String key) {
        Map<String, Object> urgent = new HashMap<>(Map.of("priority", 1));
        return person.api().ifMatch(1).patch("/api/tickets/" + key, urgent).status();
    }

    private int comment(TestPerson person, String key, boolean internal) {
        return person.api()
                .post(
                        "/api/tickets/" + key + "/comments",
                        Map.of("body", "<p>" + secret + "</p>", "internal", internal))
                .status();
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
