package io.maru.event;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.db.event.Tables.EVENT_;
import static io.maru.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What could not follow from events is seen by an administrator, and can be tried again or left. */
@MaruTest
class EventBacklogTest {

    private static final String FOLLOWER = "backlog-test";

    @Autowired
    EventStore store;

    @Autowired
    EventBacklog backlog;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext database;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    MovableClock clock;

    private Api administrator;
    private JsonNode ticket;

    @BeforeEach
    void aTicket() {
        administrator = people.administrator().api();
        ticket = tickets.incident(desks.aDesk().create()).by(people.person().create());
    }

    @AfterEach
    void nothingIsLeft() {
        clock.reset();
        database.deleteFrom(DELIVERY).where(DELIVERY.FOLLOWER.eq(FOLLOWER)).execute();
        database.deleteFrom(EVENT_).where(EVENT_.KIND.startsWith("test.")).execute();
    }

    private long ticketId() {
        return database.select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.KEY.eq(ticket.path("key").asString()))
                .fetchSingle(TICKET_.ID);
    }

    private void happens(String what) {
        transaction.executeWithoutResult(status -> store.insert(
                "test." + what, ticketId(), List.of("rule:7"), Map.of(), List.of(FOLLOWER), clock.instant()));
    }

    private List<EventStore.Claimed> claim() {
        return transaction.execute(status -> store.claim(FOLLOWER, clock.instant(), 10));
    }

    private void fail(@Nullable Instant again) {
        transaction.executeWithoutResult(status -> {
            Event event = store.claim(FOLLOWER, clock.instant(), 1).getFirst().event();
            store.failed(FOLLOWER, event, "Out of paper", clock.instant(), again);
        });
    }

    private List<JsonNode> failed() {
        List<JsonNode> rows = new ArrayList<>();
        administrator.get("/api/events/failed").expect(200).at("/items").forEach(row -> {
            if (row.path("follower").asString().equals(FOLLOWER)) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Test
    void whatFailedIsShownWithItsReasonAndTriedAgainAtOnceWithWhatWaitsBehindIt() {
        happens("first");
        happens("second");
        fail(clock.instant().plus(Duration.ofHours(1)));
        assertThat(claim()).isEmpty();

        assertThat(failed()).singleElement().satisfies(row -> {
            assertThat(row.path("kind").asString()).isEqualTo("test.first");
            assertThat(row.path("failure").asString()).isEqualTo("Out of paper");
            assertThat(row.path("failures").asInt()).isOne();
            assertThat(row.path("chain").get(0).asString()).isEqualTo("rule:7");
            assertThat(row.at("/ticket/key").asString())
                    .isEqualTo(ticket.path("key").asString());
            assertThat(row.path("tryAt").isNull()).isFalse();
        });

        administrator
                .post(
                        "/api/events/failed/" + FOLLOWER + "/"
                                + failed().getFirst().path("eventId") + "/retry",
                        Map.of())
                .expect(204);
        assertThat(failed()).isEmpty();
        assertThat(claim())
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.event().kind()).isEqualTo("test.first"));
    }

    @Test
    void whatIsSkippedNeverFollowsAndHoldsUpNothingAnyMore() {
        happens("first");
        happens("second");
        fail(clock.instant().plus(Duration.ofHours(1)));

        String path =
                "/api/events/failed/" + FOLLOWER + "/" + failed().getFirst().path("eventId");
        administrator.delete(path).expect(204);
        administrator.delete(path).expect(404);
        assertThat(failed()).isEmpty();
        assertThat(claim())
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.event().kind()).isEqualTo("test.second"));
    }

    @Test
    void onlyWhatFailedCanBeTriedAgainOrSkipped() {
        happens("first");
        long id = claim().getFirst().event().id();
        administrator
                .post("/api/events/failed/" + FOLLOWER + "/" + id + "/retry", Map.of())
                .expect(404);
        administrator.delete("/api/events/failed/" + FOLLOWER + "/" + id).expect(404);
    }

    @Test
    void whatWasSetAsideIsKeptForNinetyDays() {
        happens("first");
        fail(null);
        clock.advance(Duration.ofDays(89));
        backlog.forgetOld();
        assertThat(store.failed(null, null, 100))
                .anySatisfy(each -> assertThat(each.follower()).isEqualTo(FOLLOWER));
        clock.advance(Duration.ofDays(2));
        backlog.forgetOld();
        assertThat(store.failed(null, null, 100))
                .noneSatisfy(each -> assertThat(each.follower()).isEqualTo(FOLLOWER));
    }
}
