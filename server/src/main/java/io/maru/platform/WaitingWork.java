package io.maru.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of a server for work that waits in the database: they do it as soon as they are told of some, look for it now and then in
 * any case, since whoever left it may have died before telling, and rest for a while after a failure. Whoever needs them starts them
 * when people are served, and stops them before the database goes.
 */
public final class WaitingWork {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingWork.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** What one thread does. */
    @FunctionalInterface
    public interface Worker extends AutoCloseable {

        /** @return whether there was something, so that there may be more */
        boolean doSome();

        /** Nothing waits, for now. */
        default void rest() {}

        /** The thread ends. */
        @Override
        default void close() {}
    }

    private final String name;
    private final Duration unasked;
    private final boolean interrupted;

    private final Semaphore news = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * @param name of the threads, in the log and for whoever looks at the process
     * @param unasked how long something may wait that nobody told of
     * @param interrupted whether a thread that is stopped is interrupted at what it does, and not only woken
     */
    public WaitingWork(String name, Duration unasked, boolean interrupted) {
        this.name = name;
        this.unasked = unasked;
        this.interrupted = interrupted;
    }

    /** Does nothing when they run already. */
    public synchronized void start(int number, Supplier<Worker> workers) {
        if (threads.isEmpty()) {
            stopped = false;
            for (int each = 0; each < number; each++) {
                threads.add(Thread.ofPlatform().daemon().name(name + "-" + each).start(() -> {
                    try (Worker worker = workers.get()) {
                        work(worker);
                    }
                }));
            }
        }
    }

    /** There is something to do: one thread looks at once, and wakes the next when it finds more than a little. */
    public void tell() {
        news.release();
    }

    /** Whether it was stopped, for what takes long. */
    public boolean stopped() {
        return stopped;
    }

    /** One that waits for a database that is gone is not waited for. */
    public synchronized void stop() {
        stopped = true;
        news.release(threads.size());
        try {
            if (interrupted) {
                threads.forEach(Thread::interrupt);
            }
            for (Thread thread : threads) {
                thread.join(LONGEST_STOP);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    private void work(Worker worker) {
        try {
            while (!stopped) {
                if (didAll(worker)) {
                    news.tryAcquire(unasked.toMillis(), TimeUnit.MILLISECONDS);
                    if (!stopped) {
                        news.drainPermits();
                    }
                } else if (!stopped) {
                    Thread.sleep(unasked);
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("{} is interrupted to stop", name);
        }
    }

    /** @return whether it came to the end of it */
    private boolean didAll(Worker worker) {
        try {
            for (int turn = 0; !stopped && worker.doSome(); turn++) {
                if (turn == 1) {
                    news.release();
                }
            }
            worker.rest();
            return true;
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("{} failed; this is tried again", name, e);
            }
            return false;
        }
    }
}
