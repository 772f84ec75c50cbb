package io.maru.sla;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.AnotherProcess;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Promises while several servers look after them, one of which is killed. */
@MaruTest
class SlaServersTest {

    private static final int TICKETS = 150;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Test
    void everyThresholdFollowsOnceThoughAServerIsKilledInTheMidst() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson customer = people.person().create();
        TestPerson manager = people.person().managerOf(desk.id()).create();
        Set<String> keys = new HashSet<>();
        try (AnotherProcess other = AnotherProcess.start()) {
            promise(manager, desk, Duration.ofSeconds(4));
            for (int each = 0; each < TICKETS; each++) {
                keys.add(tickets.incident(desk).by(customer).path("key").asString());
            }
            eventually(() -> assertThat(told(manager)).hasSizeGreaterThan(TICKETS / 10));
            other.kill();
        }

        eventually(() -> assertThat(told(manager)).hasSize(TICKETS));
        assertThat(told(manager)).containsExactlyInAnyOrderElementsOf(keys);
        for (String key : keys) {
            JsonNode clocks = manager.api()
                    .get("/api/tickets/" + key + "/sla")
                    .expect(200)
                    .body();
            assertThat(manager.api()
                            .get("/api/tickets/" + key + "/history")
                            .expect(200)
                            .body()
                            .path("items")
                            .valueStream()
                            .filter(entry -> entry.path("field").asString().equals("escalation")))
                    .as(key)
                    .hasSize(1);
            assertThat(clocks.valueStream()
                            .filter(clock -> clock.path("breached").asBoolean()))
                    .as(key)
                    .hasSize(1);
        }
    }

    private static void promise(TestPerson manager, Desk desk, Duration target) {
        long id = manager.api()
                .post("/api/sla/policies", Map.of("deskKey", desk.key(), "template", "resolution", "calendarId", 1))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        JsonNode draft = manager.api()
                .get("/api/sla/policies/" + id + "/draft")
                .expect(200)
                .body();
        ObjectNode definition = (ObjectNode) draft.path("definition");
        JsonMapper mapper = new JsonMapper();
        definition.set("goals", mapper.valueToTree(List.of(Map.of("target", target.toMillis(), "calendarId", 1))));
        definition.set(
                "escalations",
                mapper.valueToTree(List.of(Map.of(
                        "at", Map.of("share", 100),
                        "tell", List.of(),
                        "personIds", List.of(manager.id()),
                        "raisePriority", true))));
        long version = manager.api()
                .ifMatch(draft.path("version").asLong())
                .put("/api/sla/policies/" + id + "/draft", definition)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        manager.api()
                .ifMatch(version)
                .post("/api/sla/policies/" + id + "/publication", Map.of())
                .expect(200);
    }

    /** The keys of the tickets that somebody was told of, each as often as that happened. */
    private static List<String> told(TestPerson person) {
        List<String> keys = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = person.api()
                    .get("/api/notifications?limit=100&after=" + next)
                    .expect(200)
                    .body();
            page.path("items")
                    .valueStream()
                    .forEach(each -> keys.add(each.at("/ticket/key").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return keys;
    }
}
