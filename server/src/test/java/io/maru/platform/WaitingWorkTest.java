package io.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingWorkTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore done = new Semaphore(0);
    private WaitingWork work = new WaitingWork("test", NEVER, true);

    @AfterEach
    void stop() {
        work.stop();
    }

    private boolean doOne() {
        if (waiting.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        done.release();
        return true;
    }

    private boolean isDone(int number) throws InterruptedException {
        return done.tryAcquire(number, 20, TimeUnit.SECONDS);
    }

    @Test
    void doesWhatWaitsAtTheStartAndWhatItIsToldOf() throws InterruptedException {
        waiting.set(3);
        work.start(2, () -> this::doOne);
        assertThat(isDone(3)).isTrue();

        for (int each = 0; each < 100; each++) {
            waiting.incrementAndGet();
            work.tell();
            assertThat(isDone(1)).isTrue();
        }
    }

    @Test
    void looksWithoutBeingTold() throws InterruptedException {
        work = new WaitingWork("test", Duration.ofMillis(1), true);
        work.start(1, () -> this::doOne);
        waiting.set(1);
        assertThat(isDone(1)).isTrue();
    }

    @Test
    void goesOnAfterAFailure() throws InterruptedException {
        work = new WaitingWork("test", Duration.ofMillis(1), true);
        AtomicInteger failures = new AtomicInteger(3);
        waiting.set(1);
        work.start(1, () -> () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            return doOne();
        });
        assertThat(isDone(1)).isTrue();
    }

    @Test
    void severalWorkWhenThereIsMuch() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        ThreadLocal<Boolean> counted = ThreadLocal.withInitial(() -> false);
        AtomicBoolean much = new AtomicBoolean();
        work.start(2, () -> () -> {
            if (much.get() && !counted.get()) {
                counted.set(true);
                both.countDown();
            }
            return much.get() && both.getCount() > 0;
        });
        much.set(true);
        work.tell();
        assertThat(both.await(20, TimeUnit.SECONDS))
                .as("one told wakes the other")
                .isTrue();
    }

    @Test
    void aThreadThatStopsPutsAwayWhatItHad() {
        AtomicBoolean closed = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        work.start(1, () -> new WaitingWork.Worker() {
            @Override
            public boolean doSome() {
                begun.countDown();
                return false;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
        assertThat(awaited(begun)).isTrue();
        work.stop();
        assertThat(closed).isTrue();
        assertThat(work.stopped()).isTrue();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
