package io.maru.ticket;

import static io.maru.db.ticket.Tables.TALLY;
import static io.maru.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The totals of queues are sums that writers keep; here they are held against the tickets themselves. */
@MaruTest
class TicketTallyTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    TicketStore store;

    @Autowired
    DSLContext database;

    Desk desk;
    TestPerson customer;
    TestPerson agent;

    @BeforeEach
    void aDeskWithAnAgentAndACustomer() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
    }

    @Test
    void totalsFollowEveryWrite() {
        String key = raised();
        assertThat(totals()).isEqualTo(Map.of("unassigned", 1L, "mine", 0L, "waiting", 0L, "open", 1L, "resolved", 0L));

        change(key, Map.of("assigneeId", agent.id()));
        assertThat(totals()).isEqualTo(Map.of("unassigned", 0L, "mine", 1L, "waiting", 0L, "open", 1L, "resolved", 0L));

        transition(key, "ask_customer", Map.of("comment", Map.of("body", "<p>어느 PC인가요?</p>")));
        assertThat(totals()).isEqualTo(Map.of("unassigned", 0L, "mine", 1L, "waiting", 1L, "open", 1L, "resolved", 0L));

        transition(key, "resolve", Map.of("fields", Map.of("resolution", "done")));
        assertThat(totals()).isEqualTo(Map.of("unassigned", 0L, "mine", 0L, "waiting", 0L, "open", 0L, "resolved", 1L));
    }

    @Test
    void addingUpChangesNoTotalAndLeavesOneRowEach() {
        List<String> keys = IntStream.range(0, 5).mapToObj(each -> raised()).toList();
        keys.stream().limit(2).forEach(key -> change(key, Map.of("assigneeId", agent.id())));
        Map<String, Long> before = totals();

        store.addUpTally();

        assertThat(totals()).isEqualTo(before).containsEntry("unassigned", 3L).containsEntry("mine", 2L);
        assertThat(database.fetchCount(TALLY, TALLY.DESK_ID.eq(desk.id()))).isEqualTo(2);

        keys.forEach(key -> change(key, Map.of("assigneeId", agent.id())));
        store.addUpTally();

        assertThat(totals()).containsEntry("unassigned", 0L).containsEntry("mine", 5L);
        assertThat(database.fetchCount(TALLY, TALLY.DESK_ID.eq(desk.id())))
                .as("nothing is kept of what there is none of")
                .isEqualTo(1);
    }

    @Test
    void nothingIsMiscountedWhileItIsAddedUp() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<String>> work = new java.util.ArrayList<>();
            for (int each = 0; each < 40; each++) {
                work.add(() -> {
                    String key = raised();
                    change(key, Map.of("assigneeId", agent.id()));
                    return key;
                });
                work.add(() -> {
                    store.addUpTally();
                    return "";
                });
            }
            for (Future<String> done : threads.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(talliedRows()).isEqualTo(countedRows());
        assertThat(totals()).containsEntry("mine", 40L).containsEntry("unassigned", 0L);
    }

    private Map<List<Object>, Long> talliedRows() {
        var total = sum(TALLY.TICKETS).cast(Long.class);
        return rows(database.select(TALLY.DESK_ID, TALLY.STATUS_CATEGORY, TALLY.ASSIGNEE_ID, total)
                .from(TALLY)
                .groupBy(TALLY.DESK_ID, TALLY.STATUS_CATEGORY, TALLY.ASSIGNEE_ID)
                .having(sum(TALLY.TICKETS).ne(java.math.BigDecimal.ZERO))
                .fetch());
    }

    private Map<List<Object>, Long> countedRows() {
        return rows(
                database.select(TICKET_.DESK_ID, TICKET_.STATUS_CATEGORY, TICKET_.ASSIGNEE_ID, count().cast(Long.class))
                        .from(TICKET_)
                        .groupBy(TICKET_.DESK_ID, TICKET_.STATUS_CATEGORY, TICKET_.ASSIGNEE_ID)
                        .fetch());
    }

    private static Map<List<Object>, Long> rows(List<Record4<Long, String, Long, Long>> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> java.util.Arrays.asList(row.value1(), row.value2(), row.value3()), Record4::value4));
    }

    private String raised() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private void change(String key, Map<String, Object> members) {
        agent.api().ifMatch(version(key)).patch("/api/tickets/" + key, members).expect(200);
    }

    private void transition(String key, String transition, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("transition", transition);
        agent.api()
                .ifMatch(version(key))
                .post("/api/tickets/" + key + "/transitions", body)
                .expect(200);
    }

    private long version(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).at("/version").asLong();
    }

    private Map<String, Long> totals() {
        return agent.api()
                .get("/api/desks/" + desk.key() + "/queues")
                .expect(200)
                .body()
                .valueStream()
                .collect(Collectors.toMap(
                        queue -> queue.path("key").asString(),
                        queue -> queue.path("count").asLong()));
    }
}
