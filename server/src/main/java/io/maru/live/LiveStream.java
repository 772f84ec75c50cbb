package io.maru.live;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One browser that listens. Written by the thread of its request, which waits meanwhile. */
final class LiveStream {

    /** Tells the browser that it has missed something and should ask for everything it shows. */
    static final String RESYNC = "event: resync\ndata: {}\n\n";

    /** Says at once that the stream is open, and how soon to come back when it breaks. */
    private static final String HELLO = "retry: 2000\n: maru\n\n";

    private static final String HEARTBEAT = ":\n\n";

    /** A browser that is further behind than this is quicker told to ask for everything. */
    private static final int MOST_WAITING = 200;

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Supplier<Optional<CurrentPerson>> access;
    private volatile CurrentPerson person;
    private volatile boolean ended;

    /** @param access who is listening by now; empty when their right to has ended */
    LiveStream(CurrentPerson person, Supplier<Optional<CurrentPerson>> access) {
        this.person = person;
        this.access = access;
    }

    long personId() {
        return person.id();
    }

    boolean worksOn(long deskId) {
        return person.mayOnDesk(Permission.TICKET_VIEW, deskId);
    }

    void offer(TicketNews news, String event) {
        boolean isTheirs = news.customerIds().contains(person.id()) && !news.internal();
        if (worksOn(news.deskId()) || isTheirs) {
            offer(event);
        }
    }

    void offer(String event) {
        if (!waiting.offer(event)) {
            waiting.clear();
            waiting.offer(RESYNC);
        }
    }

    void end() {
        ended = true;
        offer(HEARTBEAT);
    }

    /** Returns when the stream has ended. */
    void write(OutputStream browser, Duration heartbeat, Duration longest) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long checked = begun;
        send(browser, HELLO);
        browser.flush();
        while (!ended && System.nanoTime() - begun < longest.toNanos()) {
            @Nullable String event = waiting.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
            if (System.nanoTime() - checked >= heartbeat.toNanos()) {
                Optional<CurrentPerson> still = access.get();
                if (still.isEmpty()) {
                    return;
                }
                person = still.get();
                checked = System.nanoTime();
            }
            send(browser, event == null ? HEARTBEAT : event);
            for (event = waiting.poll(); event != null; event = waiting.poll()) {
                send(browser, event);
            }
            browser.flush();
        }
    }

    private static void send(OutputStream browser, String text) throws IOException {
        browser.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
