package io.maru.live;

import io.maru.desk.Desks;
import io.maru.notification.NotificationsMade;
import io.maru.people.CurrentPerson;
import io.maru.platform.DatabaseNotifications;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketsDue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands news of tickets from the servers to the browsers that may have them. */
@Component
@EnableConfigurationProperties(LiveProperties.class)
public class LiveUpdates implements SmartLifecycle {

    private static final String CHANNEL = "ticket";
    private static final String TO_PERSONS = "notification";
    private static final String TO_DESKS = "due";

    private static final JsonMapper JSON = new JsonMapper();

    private record Event(String key, String deskKey, long version, String kind) {}

    private final DatabaseNotifications notifications;
    private final Desks desks;
    private final LiveProperties properties;

    /** The oldest first. */
    private final Deque<LiveStream> streams = new ArrayDeque<>();

    private volatile boolean running;

    LiveUpdates(DatabaseNotifications notifications, Desks desks, LiveProperties properties, MeterRegistry meters) {
        this.notifications = notifications;
        this.desks = desks;
        this.properties = properties;
        notifications.subscribe(CHANNEL, this::received, this::missed);
        notifications.subscribe(TO_DESKS, this::receivedByDesk, () -> {});
        notifications.subscribe(TO_PERSONS, this::receivedByPersons, () -> {});
        Gauge.builder("maru.live.streams", this, live -> live.open())
                .description("Browsers that listen for changes")
                .register(meters);
    }

    /** In the writing transaction, after whose commit the notification leaves. */
    @EventListener
    void on(TicketChanged change) {
        notifications.publish(CHANNEL, JSON.writeValueAsString(TicketNews.of(change)));
    }

    @EventListener
    void on(TicketsDue due) {
        due.deskIds().forEach(deskId -> notifications.publish(TO_DESKS, Long.toString(deskId)));
    }

    @EventListener
    void on(NotificationsMade made) {
        notifications.publish(TO_PERSONS, JSON.writeValueAsString(made));
    }

    /**
     * Writes news to a browser, as server-sent events, until either side has enough. Keeps its thread.
     *
     * @param access who is listening by now; empty when their right to has ended
     */
    public void stream(CurrentPerson current, Supplier<Optional<CurrentPerson>> access, OutputStream browser)
            throws IOException, InterruptedException {
        LiveStream stream = new LiveStream(current, access);
        if (!open(stream)) {
            return;
        }
        try {
            stream.write(browser, properties.heartbeat(), properties.longest());
        } finally {
            close(stream);
        }
    }

    private void received(String payload) {
        TicketNews news = JSON.readValue(payload, TicketNews.class);
        String deskKey = desks.require(news.deskId()).key();
        String event = "event: ticket\ndata: "
                + JSON.writeValueAsString(new Event(news.key(), deskKey, news.version(), news.kind())) + "\n\n";
        synchronized (streams) {
            streams.forEach(stream -> stream.offer(news, event));
        }
    }

    private void receivedByDesk(String payload) {
        long deskId = Long.parseLong(payload);
        String event = "event: due\ndata: "
                + JSON.writeValueAsString(
                        Map.of("deskKey", desks.require(deskId).key())) + "\n\n";
        synchronized (streams) {
            streams.stream().filter(stream -> stream.worksOn(deskId)).forEach(stream -> stream.offer(event));
        }
    }

    private void receivedByPersons(String payload) {
        Set<Long> personIds = JSON.readValue(payload, NotificationsMade.class).personIds();
        synchronized (streams) {
            streams.stream()
                    .filter(stream -> personIds.contains(stream.personId()))
                    .forEach(stream -> stream.offer("event: notification\ndata: {}\n\n"));
        }
    }

    /** Browsers then ask for everything anew. */
    private void missed() {
        synchronized (streams) {
            streams.forEach(stream -> stream.offer(LiveStream.RESYNC));
        }
    }

    private int open() {
        synchronized (streams) {
            return streams.size();
        }
    }

    private boolean open(LiveStream stream) {
        synchronized (streams) {
            if (!running) {
                return false;
            }
            long theirs = streams.stream()
                    .filter(other -> other.personId() == stream.personId())
                    .count();
            if (theirs >= properties.streamsPerPerson()) {
                streams.stream()
                        .filter(other -> other.personId() == stream.personId())
                        .findFirst()
                        .ifPresent(LiveStream::end);
            }
            streams.addLast(stream);
            return true;
        }
    }

    private void close(LiveStream stream) {
        synchronized (streams) {
            streams.remove(stream);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for its requests to end, since these would not. */
    @Override
    public void stop() {
        synchronized (streams) {
            running = false;
            streams.forEach(LiveStream::end);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
