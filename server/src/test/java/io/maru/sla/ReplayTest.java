package io.maru.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.field.FieldDefinition;
import io.maru.field.Forms;
import io.maru.query.Queries;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketFacts;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.ticket.TicketFacts.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goals say of a ticket as it stood is what they said of it when it stood so. */
@MaruTest
class ReplayTest {

    private static final String HOSTILE = "it's\"ticket\".\"ticket\"{0}?";

    private static final List<String> QUERIES = List.of(
            "priority = High",
            "priority > Medium",
            "status = \"In progress\"",
            "statusCategory = Done",
            "assignee IS EMPTY",
            "resolution = Done",
            "resolution IS EMPTY AND labels = vpn",
            "labels IS EMPTY",
            "labels = " + Queries.quoted(HOSTILE),
            "due > 2027-01-01",
            "due IS NOT EMPTY",
            "{impact} = \"The whole organisation or our customers\"",
            "{system} IS NOT EMPTY AND NOT {urgency} = \"Work has stopped\"",
            "priority WAS Low",
            "status WAS \"In progress\" AND status != \"In progress\"",
            "priority CHANGED",
            "type = incident AND \"request type\" IS NOT EMPTY",
            "updated >= created");

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    MovableClock clock;

    @Autowired
    Queries queries;

    @Autowired
    Forms forms;

    @Autowired
    TicketFacts facts;

    Desk desk;
    TestPerson agent;
    String key;
    TicketFacts.Question question;
    final Map<Long, List<@Nullable Object>> said = new HashMap<>();

    @BeforeEach
    void aTicket() {
        desk = desks.aDesk().create();
        agent = people.person().agentOf(desk.id()).create();
        key = tickets.incident(desk).by(people.person().create()).path("key").asString();
        question = new TicketFacts.Question(QUERIES.stream()
                .<Field<?>>map(query -> queries.firstFinding(List.of(kept(query))))
                .toList());
    }

    /** Fields of a desk by their numbers, as they are kept: other desks have some of the same name. */
    private String kept(String query) {
        String kept = query;
        for (FieldDefinition field : forms.fieldsOfDesk(desk.id())) {
            kept = kept.replace("{" + field.key() + "}", "cf[" + field.id() + "]");
        }
        return kept;
    }

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
    }

    private Facts now() {
        long id = facts.created(Set.of(desk.id()), Instant.EPOCH, clock.instant(), 0, 1)
                .getFirst();
        return facts.read(question, List.of(id)).getFirst();
    }

    private void listen() {
        Facts now = now();
        said.put(now.version(), now.beside());
        clock.advance(Duration.ofMinutes(7));
    }

    private void change(Map<String, Object> changes) {
        agent.api()
                .ifMatch(now().version())
                .patch("/api/tickets/" + key, changes)
                .expect(200);
        listen();
    }

    private void move(String transition, Map<String, Object> more) {
        Map<String, Object> move = new HashMap<>(more);
        move.put("transition", transition);
        agent.api()
                .ifMatch(now().version())
                .post("/api/tickets/" + key + "/transitions", move)
                .expect(200);
        listen();
    }

    @Test
    void aTicketAsItStoodIsFoundByWhatFoundItThen() {
        listen();
        change(Map.of("priority", 4));
        change(Map.of("priority", 2, "labels", List.of("vpn")));
        change(Map.of("assigneeId", agent.id()));
        move("start", Map.of());
        change(Map.of("labels", List.of("vpn", HOSTILE), "dueDate", "2027-03-01"));
        change(Map.of("values", Map.of("impact", "organisation", "urgency", "high")));
        move("resolve", Map.of("fields", Map.of("resolution", "done")));
        change(Map.of("labels", List.of()));
        move("reopen", Map.of());
        change(Map.of("priority", 5, "values", Map.of("urgency", "low")));

        Facts now = now();
        List<Moment> moments =
                TicketPast.moments(now, facts.histories(List.of(now.id())).getOrDefault(now.id(), List.of()));
        assertThat(moments.stream().map(Moment::ticketVersion)).containsAll(said.keySet());
        List<List<@Nullable Object>> then = facts.readPast(
                question,
                moments.stream()
                        .map(moment -> new Past(now.id(), moment.ticketVersion(), moment.at(), moment.after()))
                        .toList());

        for (int index = 0; index < moments.size(); index++) {
            Moment moment = moments.get(index);
            for (int query = 0; query < QUERIES.size(); query++) {
                assertThat(then.get(index).get(query))
                        .as("%s in version %s", QUERIES.get(query), moment.ticketVersion())
                        .isEqualTo(said.getOrDefault(moment.ticketVersion(), List.of())
                                .get(query));
            }
        }
        assertThat(QUERIES.stream()
                        .filter(query -> said.values().stream()
                                        .map(answers -> answers.get(QUERIES.indexOf(query)) != null)
                                        .distinct()
                                        .count()
                                == 1))
                .as("the others were true once and false once")
                .containsExactly("type = incident AND \"request type\" IS NOT EMPTY", "updated >= created");
    }
}
