package io.maru.sla;

import static io.maru.db.sla.Tables.CLOCK;
import static io.maru.db.sla.Tables.RECALCULATION;
import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a draft would have meant, and what the past would be measured as, over HTTP. */
@MaruTest
class SlaPastTest {

    private static final int ALWAYS = 1;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MORE_THAN_AT_A_TIME = 230;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    MovableClock clock;

    @Autowired
    Recalculations recalculations;

    @Autowired
    DSLContext database;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;
    Instant beginning;

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        manager = people.person().managerOf(desk.id()).create();
        desks.withoutPromises(desk, manager);
        beginning = clock.instant().minusSeconds(1);
    }

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
    }

    private static Map<String, Object> goal(Duration target) {
        return Map.of("target", target.toMillis(), "calendarId", ALWAYS);
    }

    private static Map<String, Object> goal(String query, Duration target) {
        return Map.of("query", query, "target", target.toMillis(), "calendarId", ALWAYS);
    }

    private long begun(String template, Map<String, Object>... goals) {
        long id = manager.api()
                .post("/api/sla/policies", Map.of("deskKey", desk.key(), "template", template, "calendarId", ALWAYS))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        draft(id, goals);
        return id;
    }

    /** Answers the draft's version. */
    private long draft(long id, Map<String, Object>... goals) {
        JsonNode draft = manager.api().get("/api/sla/policies/" + id + "/draft").body();
        ObjectNode definition = (ObjectNode) draft.path("definition");
        definition.set("goals", new JsonMapper().valueToTree(goals));
        return manager.api()
                .ifMatch(draft.path("version").asLong())
                .put("/api/sla/policies/" + id + "/draft", definition)
                .expect(200)
                .body()
                .path("version")
                .asLong();
    }

    private long policy(String template, Map<String, Object>... goals) {
        long id = begun(template, goals);
        publish(id, goals);
        return id;
    }

    private void publish(long id, Map<String, Object>... goals) {
        manager.api()
                .ifMatch(draft(id, goals))
                .post("/api/sla/policies/" + id + "/publication", Map.of())
                .expect(200);
    }

    private String ticket() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private void answer(String key) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>확인하고 있습니다</p>", "internal", false))
                .expect(201);
    }

    private List<JsonNode> clocks(String key) {
        return agent.api()
                .get("/api/tickets/" + key + "/sla")
                .expect(200)
                .body()
                .valueStream()
                .toList();
    }

    /** What was found, once all was looked at. */
    private JsonNode simulated(Map<String, Object> subject) throws Throwable {
        long id = manager.api()
                .post("/api/sla/simulations", subject)
                .expect(201)
                .body()
                .path("id")
                .asLong();
        eventually(() -> assertThat(simulation(id).path("state").asString()).isEqualTo("done"));
        return simulation(id);
    }

    private JsonNode simulation(long id) {
        return manager.api().get("/api/sla/simulations/" + id).expect(200).body();
    }

    private Map<String, Object> inThePast(Map<String, Object> subject) {
        Map<String, Object> all = new HashMap<>(subject);
        all.put("from", beginning.toString());
        all.put("to", clock.instant().plusSeconds(1).toString());
        return all;
    }

    private static String outcome(JsonNode outcome) {
        return outcome.path("tickets").asInt() + " tickets: "
                + outcome.path("met").asInt() + " met, "
                + outcome.path("breached").asInt() + " breached, "
                + outcome.path("overdue").asInt() + " overdue, "
                + outcome.path("ongoing").asInt() + " ongoing";
    }

    @Test
    void aDraftIsRunOverThePastAndChangesNoClock() throws Throwable {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String quick = ticket();
        clock.advance(Duration.ofMinutes(30));
        answer(quick);
        String slow = ticket();
        clock.advance(Duration.ofHours(2));
        answer(slow);
        draft(id, goal(Duration.ofHours(1)));

        JsonNode found = simulated(inThePast(Map.of("policyId", id))).at("/policies/0");

        assertThat(outcome(found.at("/goals/0/before")))
                .isEqualTo("2 tickets: 2 met, 0 breached, 0 overdue, 0 ongoing");
        assertThat(outcome(found.at("/goals/0/after"))).isEqualTo("2 tickets: 1 met, 1 breached, 0 overdue, 0 ongoing");
        assertThat(found.at("/goals/0/goalBefore/target").asLong()).isEqualTo(4 * HOUR);
        assertThat(found.at("/goals/0/goalAfter/target").asLong()).isEqualTo(HOUR);
        assertThat(found.path("changed").asLong()).isEqualTo(1);
        assertThat(found.path("worse").asLong()).isEqualTo(1);
        assertThat(found.at("/tickets/0/key").asString()).isEqualTo(slow);
        assertThat(found.at("/tickets/0/summary").asString()).isNotEmpty();
        assertThat(clocks(slow).getFirst().path("target").asLong()).isEqualTo(4 * HOUR);
    }

    @Test
    void goalsThatAskForTheSameTicketsAreComparedWhereverTheyStand() throws Throwable {
        long id = policy("first_response", goal("priority = High", Duration.ofHours(4)), goal(Duration.ofHours(8)));
        answer(ticket());
        draft(
                id,
                goal("priority = Highest", Duration.ofHours(1)),
                goal("priority = High", Duration.ofHours(2)),
                goal("priority = Medium", Duration.ofHours(3)));

        JsonNode goals = simulated(inThePast(Map.of("policyId", id))).at("/policies/0/goals");

        assertThat(goals.valueStream()
                        .map(goal -> goal.path("query").asString("rest") + " "
                                + goal.at("/goalBefore/target").asLong(0) / HOUR + " "
                                + goal.at("/goalAfter/target").asLong(0) / HOUR + " "
                                + goal.at("/before/tickets").asInt(0) + " "
                                + goal.at("/after/tickets").asInt(0)))
                .containsExactly(
                        "priority = Highest 0 1 0 0",
                        "priority = High 4 2 0 0",
                        "priority = Medium 0 3 0 1",
                        "rest 8 0 1 0");
    }

    @Test
    void beforeADraftIsPublishedItIsSeenWhatItMeansForWhatIsOpen() throws Throwable {
        ticket();
        clock.advance(Duration.ofHours(3));
        answer(ticket());
        ticket();
        long id = begun("first_response", goal("priority = Highest", Duration.ofHours(1)), goal(Duration.ofHours(2)));

        JsonNode found = simulated(Map.of("policyId", id)).at("/policies/0");

        assertThat(found.path("inForce").asBoolean()).isFalse();
        assertThat(outcome(found.at("/goals/0/after"))).isEqualTo("0 tickets: 0 met, 0 breached, 0 overdue, 0 ongoing");
        assertThat(outcome(found.at("/goals/1/after"))).isEqualTo("3 tickets: 1 met, 1 breached, 1 overdue, 1 ongoing");
        assertThat(found.path("changed").asLong()).isZero();

        draft(id, goal("priority = Highest", Duration.ofHours(1)));
        JsonNode none = simulated(Map.of("policyId", id)).at("/policies/0/goals/1");
        assertThat(none.path("matching").asBoolean()).isFalse();
        assertThat(none.at("/after/tickets").asInt()).isEqualTo(3);
    }

    @Test
    void aCalendarsDraftIsRunOverThePoliciesThatCountByIt() throws Throwable {
        Map<String, Object> always = content("00:00", "24:00");
        JsonNode calendar = manager.api()
                .post("/api/calendars", Map.of("deskKey", desk.key(), "name", Map.of("en", "Hours"), "content", always))
                .expect(201)
                .body();
        long calendarId = calendar.path("id").asLong();
        long counting = policy("first_response", Map.of("target", 2 * HOUR, "calendarId", calendarId));
        policy("resolution", goal(Duration.ofHours(2)));
        String key = ticket();
        clock.advance(Duration.ofHours(3));
        answer(key);

        JsonNode run = simulated(inThePast(Map.of("calendarId", calendarId, "content", content("10:00", "10:30"))));

        assertThat(run.path("policies").size()).isEqualTo(1);
        JsonNode found = run.at("/policies/0");
        assertThat(found.path("id").asLong()).isEqualTo(counting);
        assertThat(outcome(found.at("/goals/0/before")))
                .isEqualTo("1 tickets: 0 met, 1 breached, 0 overdue, 0 ongoing");
        assertThat(outcome(found.at("/goals/0/after"))).isEqualTo("1 tickets: 1 met, 0 breached, 0 overdue, 0 ongoing");
        assertThat(found.path("better").asLong()).isEqualTo(1);
        assertThat(run.at("/content/hours/0/from").asString()).isEqualTo("10:00");
        assertThat(clocks(key).stream().anyMatch(each -> each.path("breached").asBoolean()))
                .isTrue();
        agent.api().get("/api/sla/simulations/" + run.path("id").asLong()).expect(403);
    }

    private static Map<String, Object> content(String from, String to) {
        return Map.of(
                "zone", "UTC",
                "hours",
                        List.of(Map.of(
                                "days",
                                List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
                                "from",
                                from,
                                "to",
                                to)),
                "holidaySets", List.of(),
                "workedHolidays", List.of(),
                "closures", List.of(),
                "openings", List.of());
    }

    @Test
    void whatCannotBeTriedIsRefused() {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String noon = "2026-10-01T12:00:00Z";
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("policyId", id, "calendarId", 1),
                Map.of("policyId", id, "from", noon),
                Map.of("policyId", id, "from", noon, "to", noon))) {
            manager.api().post("/api/sla/simulations", wrong).expect(wrong.containsKey("calendarId") ? 403 : 400);
        }
        draft(id, goal("colour = red", Duration.ofHours(1)));
        manager.api().post("/api/sla/simulations", Map.of("policyId", id)).expect(400);
    }

    @Test
    void aSimulationIsEndedByWhomeverItConcerns() {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String run = "/api/sla/simulations/"
                + manager.api()
                        .post("/api/sla/simulations", Map.of("policyId", id))
                        .expect(201)
                        .body()
                        .path("id")
                        .asLong();
        agent.api().delete(run).expect(403);
        manager.api().delete(run).expect(204);
        assertThat(manager.api().get(run).body().path("state").asString()).isIn("cancelled", "done");
    }

    private void done(String key) {
        for (String transition : List.of("start", "resolve")) {
            long version = agent.api()
                    .get("/api/tickets/" + key)
                    .body()
                    .path("version")
                    .asLong();
            agent.api()
                    .ifMatch(version)
                    .post(
                            "/api/tickets/" + key + "/transitions",
                            transition.equals("resolve")
                                    ? Map.of("transition", transition, "fields", Map.of("resolution", "done"))
                                    : Map.of("transition", transition))
                    .expect(200);
        }
    }

    private String rebuild(Map<String, Object> scope) throws Throwable {
        String address = "/api/sla/rebuilds/"
                + manager.api()
                        .post("/api/sla/rebuilds", scope)
                        .expect(201)
                        .body()
                        .path("id")
                        .asLong();
        awaited(address, "found");
        return address;
    }

    private void awaited(String rebuild, String state) throws Throwable {
        eventually(() -> assertThat(manager.api()
                        .get(rebuild)
                        .expect(200)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo(state));
    }

    private JsonNode ticketsOf(String rebuild) {
        return manager.api().get(rebuild + "/tickets").expect(200).body().path("tickets");
    }

    @Test
    void whatNobodyMeasuredIsSeenFirstAndThenMeasuredFromItsRealTimes() throws Throwable {
        String key = ticket();
        clock.advance(Duration.ofHours(3));
        done(key);
        long id = policy("resolution", goal(Duration.ofHours(2)));
        assertThat(clocks(key)).isEmpty();

        String rebuild = rebuild(inThePast(Map.of("policyId", id)));
        assertThat(manager.api().get(rebuild).body().path("differing").asLong()).isEqualTo(1);
        JsonNode found = ticketsOf(rebuild).get(0);
        assertThat(found.path("key").asString()).isEqualTo(key);
        assertThat(found.at("/cycles/0/before").isNull()).isTrue();
        assertThat(found.at("/cycles/0/after/breached").asBoolean()).isTrue();
        assertThat(clocks(key)).as("nothing changes by looking").isEmpty();

        manager.api().post(rebuild + "/application", Map.of()).expect(200);
        awaited(rebuild, "applied");

        JsonNode clock = clocks(key).getFirst();
        assertThat(clock.path("elapsed").asLong()).isBetween(3 * HOUR, 3 * HOUR + HOUR / 60);
        assertThat(clock.path("breached").asBoolean()).isTrue();
        JsonNode thresholds = agent.api()
                .get("/api/tickets/" + key + "/sla/" + clock.path("id").asLong() + "/explain")
                .body()
                .path("thresholds");
        assertThat(thresholds.valueStream())
                .as("noted as of then, so that nothing follows")
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.path("noticedAt")).isEqualTo(each.path("dueAt")));
        manager.api().post(rebuild + "/application", Map.of()).expect(400);
        manager.api().delete(rebuild).expect(400);
        assertThat(ticketsOf(rebuild(inThePast(Map.of("policyId", id))))).isEmpty();
    }

    @Test
    void whatStoodAsMeasuredIsMeasuredByWhatIsInForceAndStaysReadable() throws Throwable {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        clock.advance(Duration.ofHours(2));
        answer(key);
        String going = ticket();
        publish(id, goal(Duration.ofHours(1)));
        eventually(() ->
                assertThat(clocks(going).getFirst().path("target").asLong()).isEqualTo(HOUR));
        assertThat(clocks(key).getFirst().path("target").asLong()).isEqualTo(4 * HOUR);
        long clockId = clocks(key).getFirst().path("id").asLong();

        String rebuild = rebuild(Map.of("policyId", id, "ticketKey", key));
        assertThat(manager.api().get(rebuild).body().path("ticketKey").asString())
                .isEqualTo(key);
        manager.api().post(rebuild + "/application", Map.of()).expect(200);
        awaited(rebuild, "applied");

        assertThat(clocks(key).getFirst().path("id").asLong()).isEqualTo(clockId);
        assertThat(clocks(key).getFirst().path("target").asLong()).isEqualTo(HOUR);
        assertThat(clocks(key).getFirst().path("breached").asBoolean()).isTrue();
        JsonNode kept = ticketsOf(rebuild).get(0);
        assertThat(kept.path("applied").asBoolean()).isTrue();
        assertThat(kept.at("/cycles/0/before/target").asLong()).isEqualTo(4 * HOUR);
        assertThat(kept.at("/cycles/0/before/breached").asBoolean()).isFalse();
        assertThat(manager.api()
                        .get("/api/sla/rebuilds?policy=" + id)
                        .expect(200)
                        .body()
                        .at("/0/appliedBy/id")
                        .asLong())
                .isEqualTo(manager.id());
    }

    @Test
    void aCycleThatStoppedIsPromisedWhatItsTicketAskedForThen() throws Throwable {
        long id = policy(
                "first_response",
                goal("priority = High", Duration.ofHours(1)),
                goal("priority WAS High", Duration.ofHours(2)),
                goal(Duration.ofHours(8)));
        String key = ticket();
        prioritise(key, 2);
        clock.advance(Duration.ofHours(3));
        answer(key);
        assertThat(clocks(key).getFirst().path("target").asLong()).isEqualTo(HOUR);

        prioritise(key, 5);

        assertThat(ticketsOf(rebuild(inThePast(Map.of("policyId", id)))))
                .as("its history says what its clock says")
                .isEmpty();
        draft(
                id,
                goal("priority = High", Duration.ofHours(4)),
                goal("priority WAS High", Duration.ofHours(2)),
                goal(Duration.ofHours(8)));
        JsonNode found = simulated(inThePast(Map.of("policyId", id))).at("/policies/0");
        assertThat(outcome(found.at("/goals/0/before")))
                .isEqualTo("1 tickets: 0 met, 1 breached, 0 overdue, 0 ongoing");
        assertThat(outcome(found.at("/goals/0/after"))).isEqualTo("1 tickets: 1 met, 0 breached, 0 overdue, 0 ongoing");
        assertThat(found.path("better").asLong()).isEqualTo(1);
    }

    private void prioritise(String key, int priority) {
        agent.api()
                .ifMatch(agent.api()
                        .get("/api/tickets/" + key)
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/tickets/" + key, Map.of("priority", priority))
                .expect(200);
    }

    @Test
    void whatWasWrittenLaterCountsFromWhenItHappened() throws Throwable {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String late = ticket();
        String imported = ticket();
        clock.advance(Duration.ofHours(6));
        answer(late);
        answer(imported);
        // Somebody had called after an hour and wrote it down after six; the other ticket is one of a year ago.
        long lateId = ticketId(late);
        long importedId = ticketId(imported);
        database.transaction(transaction -> {
            DSLContext importing = transaction.dsl();
            // What is written stays as it is; that it was written so from the beginning is what an import does.
            importing.execute("set local session_replication_role = replica");
            importing
                    .update(HISTORY)
                    .set(HISTORY.CHANGED_AT, beginning.plus(Duration.ofHours(1)))
                    .where(HISTORY.TICKET_ID.eq(lateId), HISTORY.FIELD.eq("comment"))
                    .execute();
            importing.execute(
                    "update ticket.history set changed_at = changed_at - interval '365 days' where ticket_id = ?",
                    importedId);
            importing.execute(
                    "update ticket.ticket set created_at = created_at - interval '365 days' where id = ?", importedId);
        });

        for (String key : List.of(late, imported)) {
            String rebuild = rebuild(Map.of("policyId", id, "ticketKey", key));
            manager.api().post(rebuild + "/application", Map.of()).expect(200);
            awaited(rebuild, "applied");
        }

        JsonNode then = clocks(late).getFirst();
        assertThat(then.path("breached").asBoolean()).isFalse();
        assertThat(then.path("elapsed").asLong()).isBetween(HOUR - HOUR / 60, HOUR + HOUR / 60);
        JsonNode old = clocks(imported).getFirst();
        assertThat(old.path("breached").asBoolean()).isTrue();
        assertThat(old.path("elapsed").asLong()).isBetween(6 * HOUR, 6 * HOUR + HOUR / 60);
        assertThat(Instant.parse(old.path("startedAt").asString()))
                .isBetween(
                        beginning.minus(Duration.ofDays(365)),
                        beginning.minus(Duration.ofDays(365)).plusSeconds(60));
    }

    private long ticketId(String key) {
        return database.select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.KEY.eq(key))
                .fetchSingle()
                .value1();
    }

    @Test
    void ticketsThatChangeWhileManyAreRebuiltHaveTheClocksOfTheirHistory() throws Throwable {
        List<String> keys = new ArrayList<>();
        for (int each = 0; each < MORE_THAN_AT_A_TIME; each++) {
            keys.add(ticket());
        }
        long id = policy("first_response", goal(Duration.ofHours(2)));
        recalculated(id);
        database.deleteFrom(CLOCK).where(CLOCK.POLICY_ID.eq(id)).execute();
        String rebuild = rebuild(inThePast(Map.of("policyId", id)));
        assertThat(manager.api().get(rebuild).body().path("differing").asLong()).isEqualTo(keys.size());

        manager.api().post(rebuild + "/application", Map.of()).expect(200);
        keys.reversed().stream().limit(30).forEach(this::answer);
        awaited(rebuild, "applied");

        assertThat(manager.api().get(rebuild).body().path("done").asLong()).isEqualTo(keys.size());
        assertThat(database.fetchCount(CLOCK, CLOCK.POLICY_ID.eq(id))).isEqualTo(keys.size());
        assertThat(database.fetchCount(CLOCK, CLOCK.POLICY_ID.eq(id), CLOCK.MODE.eq("stopped")))
                .isEqualTo(30);
        assertThat(manager.api()
                        .get(rebuild(inThePast(Map.of("policyId", id))))
                        .body()
                        .path("differing")
                        .asLong())
                .isZero();
    }

    private void recalculated(long policyId) throws Throwable {
        eventually(() -> assertThat(manager.api()
                        .get("/api/sla/policies/" + policyId + "/recalculation")
                        .expect(200)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("done"));
    }

    @Test
    void whoOnlyLookedLeavesTheClocksAsTheyAre() throws Throwable {
        long id = policy("first_response", goal(Duration.ofHours(4)));
        String key = ticket();
        answer(key);
        publish(id, goal(Duration.ofHours(1)));
        String rebuild = rebuild(inThePast(Map.of("policyId", id)));
        agent.api().get(rebuild + "/tickets").expect(403);

        manager.api().delete(rebuild).expect(204);

        manager.api().get(rebuild).expect(404);
        assertThat(clocks(key).getFirst().path("target").asLong()).isEqualTo(4 * HOUR);
        manager.api()
                .post("/api/sla/rebuilds", Map.of("policyId", id, "ticketKey", "NONE-1"))
                .expect(400);
        manager.api().post("/api/sla/rebuilds", Map.of("policyId", id)).expect(400);
        manager.api()
                .post("/api/sla/rebuilds", inThePast(Map.of("policyId", begun("closure"))))
                .expect(400);
    }

    @Test
    void aRuntimeThatKnowsOtherZonesCountsRunningClocksAnew() throws Throwable {
        policy("resolution", goal(Duration.ofHours(4)));
        String key = ticket();
        long clockId = clocks(key).getFirst().path("id").asLong();
        // As if the zone had been another one when it was counted last.
        database.update(CLOCK)
                .set(CLOCK.DUE_AT, clock.instant().minus(Duration.ofDays(1)))
                .where(CLOCK.ID.eq(clockId))
                .execute();

        recalculations.zoneRules("1970a");

        eventually(() -> assertThat(database.select(CLOCK.DUE_AT)
                        .from(CLOCK)
                        .where(CLOCK.ID.eq(clockId))
                        .fetchSingle()
                        .value1())
                .isAfter(clock.instant()));
        long jobs = database.fetchCount(RECALCULATION);
        recalculations.zoneRules("1970a");
        assertThat(database.fetchCount(RECALCULATION))
                .as("they are known by now")
                .isEqualTo((int) jobs);
        recalculations.zoneRules(ZoneRulesProvider.getVersions("UTC").lastKey());
    }

    @Test
    void aTeamHasItsTimeFromWhenTheTicketComesToIt() {
        policy("team", goal(Duration.ofHours(2)));
        String key = ticket();
        clock.advance(Duration.ofHours(1));
        JsonNode ticket = agent.api().get("/api/tickets/" + key).body();
        long team = people.administrator()
                .api()
                .post("/api/groups", Map.of("name", "Network " + System.nanoTime(), "description", "", "team", true))
                .expect(201)
                .body()
                .path("id")
                .asLong();
        agent.api()
                .ifMatch(ticket.path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("teamId", team))
                .expect(200);

        assertThat(clocks(key).stream().map(each -> each.path("state").asString()))
                .containsExactly("stopped", "running");
        assertThat(clocks(key).getLast().path("elapsed").asLong()).isLessThan(HOUR / 60);
    }
}
