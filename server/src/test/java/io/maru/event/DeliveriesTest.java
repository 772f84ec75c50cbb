package io.maru.event;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.db.event.Tables.EVENT_;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Json;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What happened is followed once, in order, after it is committed, whoever fails or works beside. */
@MaruTest
class DeliveriesTest {

    private static final AtomicLong TICKETS = new AtomicLong(1_000_000_000_000L);

    @Autowired
    EventStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext database;

    @Autowired
    MovableClock clock;

    private final long ticket = TICKETS.incrementAndGet();
    private final String key = "test-" + ticket;

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
        database.deleteFrom(DELIVERY).where(DELIVERY.FOLLOWER.like(key + "%")).execute();
        database.deleteFrom(EVENT_).where(EVENT_.TICKET_ID.ge(ticket)).execute();
    }

    private abstract static class Follower implements EventFollower {

        private final String key;

        Follower(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public boolean follows(String kind, Object content) {
            return true;
        }
    }

    private static Follower follower(String key, java.util.function.Consumer<Event> following) {
        return new Follower(key) {
            @Override
            public void follow(Event event) {
                following.accept(event);
            }
        };
    }

    private Deliveries deliveries(EventFollower... followers) {
        return new Deliveries(store, List.of(followers), transaction, clock);
    }

    private void happens(long ticketId, String what, String... followers) {
        transaction.executeWithoutResult(status -> store.insert(
                "test", ticketId, Chain.current(), Map.of("what", what), List.of(followers), clock.instant()));
    }

    private static void followAll(Deliveries deliveries, Follower follower) {
        while (deliveries.followSome(follower)) {}
    }

    /** Others fail meanwhile, too. */
    private List<EventStore.Failed> failed() {
        return store.failed(null, null, 100).stream()
                .filter(each -> each.follower().equals(key))
                .toList();
    }

    private static String what(Event event) {
        return Json.tree(event.content()).path("what").asString();
    }

    @Test
    void eachFollowsForItselfAndWhatAllHaveFollowedIsGone() {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Follower first = follower(key + "a", event -> one.add(what(event)));
        Follower second = follower(key + "b", event -> other.add(what(event)));
        Deliveries deliveries = deliveries(first, second);
        happens(ticket, "created", first.key(), second.key());
        happens(ticket, "changed", second.key());

        assertThat(deliveries.followSome(first)).isTrue();
        assertThat(deliveries.followSome(first)).isFalse();
        assertThat(one).containsExactly("created");
        assertThat(database.fetchCount(EVENT_, EVENT_.TICKET_ID.eq(ticket))).isEqualTo(2);

        followAll(deliveries, second);
        assertThat(other).containsExactly("created", "changed");
        assertThat(database.fetchCount(EVENT_, EVENT_.TICKET_ID.eq(ticket))).isZero();
    }

    @Test
    void whoFailsTriesAgainLaterAndHoldsUpNothingButItsTicket() {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<String> followed = new ArrayList<>();
        Follower follower = follower(key, event -> {
            if (what(event).equals("hard") && broken.get()) {
                database.update(EVENT_)
                        .set(EVENT_.KIND, "undone")
                        .where(EVENT_.ID.eq(event.id()))
                        .execute();
                throw new IllegalStateException("Not yet");
            }
            assertThat(event.kind()).isEqualTo("test");
            followed.add(what(event));
        });
        Deliveries deliveries = deliveries(follower);
        happens(ticket, "hard", key);
        happens(ticket, "behind it", key);
        happens(TICKETS.incrementAndGet(), "of another ticket", key);

        followAll(deliveries, follower);
        assertThat(followed).containsExactly("of another ticket");
        assertThat(failed()).singleElement().satisfies(failed -> {
            assertThat(failed.failures()).isOne();
            assertThat(failed.failure()).contains("Not yet");
            assertThat(failed.tryAt()).isEqualTo(failed.failedAt().plusSeconds(5));
        });

        clock.advance(Duration.ofSeconds(6));
        happens(ticket, "later", key);
        followAll(deliveries, follower);
        assertThat(followed).hasSize(1);

        broken.set(false);
        clock.advance(Duration.ofSeconds(11));
        followAll(deliveries, follower);
        assertThat(followed).containsExactly("of another ticket", "hard", "behind it", "later");
    }

    @Test
    void whatFailsForHoursIsSetAsideAndWhatWaitsBehindItGoesOn() {
        List<String> followed = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        Follower follower = follower(key, event -> {
            if (what(event).equals("poison") && broken.get()) {
                throw new IllegalStateException("Never");
            }
            followed.add(what(event));
        });
        Deliveries deliveries = deliveries(follower);
        happens(ticket, "poison", key);
        happens(ticket, "behind it", key);
        Instant start = clock.instant();
        while (followed.isEmpty()) {
            assertThat(clock.instant()).isBefore(start.plus(Duration.ofHours(8)));
            followAll(deliveries, follower);
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(followed).containsExactly("behind it");
        assertThat(clock.instant()).isAfter(start.plus(Duration.ofHours(5)));
        EventStore.Failed aside = failed().getFirst();
        assertThat(aside.tryAt()).isNull();
        assertThat(aside.failures()).isEqualTo(15);

        // An administrator who has mended what was wrong lets it be tried once more.
        broken.set(false);
        transaction.executeWithoutResult(
                status -> store.retry(key, aside.event().id(), clock.instant()));
        followAll(deliveries, follower);
        assertThat(followed).containsExactly("behind it", "poison");
        assertThat(database.fetchCount(EVENT_, EVENT_.TICKET_ID.eq(ticket))).isZero();
    }

    @Test
    void whatCausedItIsCarriedOn() {
        List<List<String>> chains = new ArrayList<>();
        Follower follower = follower(key, event -> chains.add(event.chain()));
        Deliveries deliveries = deliveries(follower);
        happens(ticket, "by a person", key);
        Chain.within(List.of("rule:1", "rule:2"), () -> {
            happens(ticket, "by rules", key);
            return true;
        });
        followAll(deliveries, follower);
        assertThat(chains).containsExactly(List.of(), List.of("rule:1", "rule:2"));
    }

    @Test
    void manyWorkersFollowEachOnceAndEachTicketInItsOrder() throws Throwable {
        int tickets = 12;
        int each = 15;
        Map<Long, List<Integer>> followed = new HashMap<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Long> ids = new ArrayList<>();
        for (int index = 0; index < tickets; index++) {
            ids.add(TICKETS.incrementAndGet());
            followed.put(ids.getLast(), new CopyOnWriteArrayList<>());
        }
        for (int number = 0; number < each; number++) {
            for (long id : ids) {
                happens(id, Integer.toString(number), key);
            }
        }
        Follower follower = follower(
                key,
                event -> followed.getOrDefault(event.ticketId(), new ArrayList<>())
                        .add(Integer.parseInt(what(event))));
        Deliveries deliveries = deliveries(follower);
        try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
            for (int worker = 0; worker < 6; worker++) {
                workers.submit(() -> {
                    try {
                        while (database.fetchExists(DELIVERY, DELIVERY.FOLLOWER.eq(key))) {
                            deliveries.followSome(follower);
                        }
                    } catch (RuntimeException failure) {
                        failures.add(failure);
                    }
                });
            }
        }

        assertThat(failures).isEmpty();
        List<Integer> inOrder =
                java.util.stream.IntStream.range(0, each).boxed().toList();
        assertThat(followed.values()).allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
    }

    @Test
    void whatIsRolledBackNeverHappenedAndWhatIsCommittedIsFollowedByItself() throws Throwable {
        List<String> followed = new CopyOnWriteArrayList<>();
        Follower follower = follower(key, event -> followed.add(what(event)));
        Deliveries deliveries = deliveries(follower);
        transaction.executeWithoutResult(status -> {
            store.insert("test", ticket, List.of(), Map.of("what", "undone"), List.of(key), clock.instant());
            status.setRollbackOnly();
        });
        deliveries.start();
        try {
            happens(ticket, "done", key);
            eventually(() -> assertThat(followed).containsExactly("done"));
        } finally {
            deliveries.stop();
        }
    }
}
