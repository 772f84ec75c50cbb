package io.maru.platform;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.AnotherServer;
import io.maru.support.MaruTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@MaruTest
class ReferenceCacheTest {

    @Autowired
    ReferenceCaches caches;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TransactionTemplate transaction;

    /** Stands for a table. */
    private final Map<Long, String> table = new ConcurrentHashMap<>(Map.of(1L, "one", 2L, "two", 3L, "three"));

    private final List<Set<Long>> loads = new ArrayList<>();
    private final String name = UUID.randomUUID().toString();

    private Map<Long, String> load(Set<Long> ids) {
        loads.add(ids);
        Map<Long, String> found = new HashMap<>(table);
        found.keySet().retainAll(ids);
        return found;
    }

    @Test
    void loadsWhatIsMissingInOneQueryAndNothingTwice() {
        ReferenceCache<Long, String> cache = caches.create(name, this::load);
        assertThat(cache.get(1L)).contains("one");
        assertThat(cache.getAll(List.of(1L, 2L, 3L, 2L, 99L)))
                .containsOnly(Map.entry(1L, "one"), Map.entry(2L, "two"), Map.entry(3L, "three"));
        assertThat(cache.getAll(Set.of(1L, 2L, 3L))).hasSize(3);
        assertThat(loads).containsExactly(Set.of(1L), Set.of(2L, 3L, 99L));
    }

    @Test
    void aTransactionSeesItsOwnChangeAndTheOthersOnlyTheCommittedOne() {
        ReferenceCache<Long, String> cache = caches.create(name, this::load);
        assertThat(cache.get(1L)).contains("one");
        transaction.executeWithoutResult(status -> {
            table.put(1L, "changed");
            cache.forgetAfterCommit(1L);
            assertThat(cache.get(1L)).contains("changed");
            assertThat(elsewhere(() -> cache.get(1L).orElseThrow())).isEqualTo("one");
        });
        assertThat(cache.get(1L)).contains("changed");
    }

    @Test
    void whatARolledBackTransactionReadIsNotKept() {
        ReferenceCache<Long, String> cache = caches.create(name, this::load);
        transaction.executeWithoutResult(status -> {
            table.put(4L, "never committed");
            assertThat(cache.get(4L)).contains("never committed");
            table.remove(4L);
            status.setRollbackOnly();
        });
        assertThat(cache.get(4L)).isEmpty();
    }

    @Test
    void whatACommittedTransactionReadIsKept() {
        ReferenceCache<Long, String> cache = caches.create(name, this::load);
        transaction.executeWithoutResult(status -> assertThat(cache.get(1L)).contains("one"));
        assertThat(cache.get(1L)).contains("one");
        assertThat(loads).hasSize(1);
    }

    @Test
    void anInnerTransactionOfItsOwnIsNotMistakenForTheOuterOne() {
        ReferenceCache<Long, String> cache = caches.create(name, this::load);
        TransactionTemplate inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(outer -> {
            table.put(4L, "never committed");
            assertThat(cache.get(4L)).contains("never committed");
            inner.executeWithoutResult(status -> cache.get(1L));
            table.remove(4L);
            outer.setRollbackOnly();
        });
        assertThat(cache.get(4L)).isEmpty();
        cache.get(1L);
        assertThat(loads).containsExactly(Set.of(4L), Set.of(1L), Set.of(4L));
    }

    @Test
    void aLoadThatBeganBeforeAForgetIsNotKept() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean(true);
        ReferenceCache<Long, String> cache = caches.create(name, ids -> {
            Map<Long, String> read = load(ids);
            if (slow.getAndSet(false)) {
                reading.countDown();
                awaited(mayAnswer);
            }
            return read;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> old = threads.submit(() -> cache.get(1L).orElseThrow());
            awaited(reading);
            table.put(1L, "changed");
            cache.forgetAfterCommit(1L);
            mayAnswer.countDown();
            assertThat(old.get()).isEqualTo("one");
        }
        assertThat(cache.get(1L)).contains("changed");
    }

    @Test
    void manyReadersNeverSeeAValueOlderThanTheLastForget() throws Exception {
        AtomicLong stored = new AtomicLong();
        ReferenceCache<Long, Long> cache = caches.create(name, ids -> {
            long read = stored.get();
            Thread.yield();
            return Map.of(1L, read);
        });
        AtomicLong forgotten = new AtomicLong();
        AtomicBoolean writing = new AtomicBoolean(true);
        // Platform threads: virtual ones that only read and never wait would not let the writer in.
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                readers.add(threads.submit(() -> {
                    long reads = 0;
                    while (writing.get()) {
                        long atLeast = forgotten.get();
                        assertThat(cache.get(1L).orElseThrow()).isGreaterThanOrEqualTo(atLeast);
                        reads++;
                    }
                    return reads;
                }));
            }
            for (int write = 1; write <= 20_000; write++) {
                stored.incrementAndGet();
                cache.forget(1L);
                forgotten.set(write);
            }
            writing.set(false);
            for (Future<Long> reader : readers) {
                reader.get();
            }
        }
        assertThat(cache.get(1L)).contains(20_000L);
    }

    @Test
    void theOtherServerForgetsToo() throws Throwable {
        Map<String, String> shared = new ConcurrentHashMap<>(Map.of("it", "IT", "hr", "HR"));
        Function<Set<String>, Map<String, String>> load = keys -> {
            Map<String, String> found = new HashMap<>(shared);
            found.keySet().retainAll(keys);
            return found;
        };
        ReferenceCache<String, String> here = caches.create(name, load);
        try (AnotherServer other = AnotherServer.start()) {
            ReferenceCache<String, String> there =
                    other.bean(ReferenceCaches.class).create(name, load);
            assertThat(there.getAll(Set.of("it", "hr"))).hasSize(2);

            shared.put("it", "IT 서비스");
            here.forgetAfterCommit("it");
            eventually(() -> assertThat(there.get("it")).contains("IT 서비스"));

            shared.replaceAll((key, value) -> value + "!");
            transaction.executeWithoutResult(status -> here.forgetAllAfterCommit());
            eventually(() -> assertThat(there.getAll(Set.of("it", "hr")))
                    .containsOnly(Map.entry("it", "IT 서비스!"), Map.entry("hr", "HR!")));
        }
    }

    private static <T> T elsewhere(java.util.concurrent.Callable<T> read) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(read).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
