package io.maru.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short messages between the servers of one database, by PostgreSQL's LISTEN and NOTIFY. A message reaches every server
 * that is connected when it is published, the publishing one included, a moment after the commit it tells of; it is not
 * kept for anybody else. Who subscribes is therefore also told whenever messages may have been missed.
 *
 * <p>Messages leave in batches over a connection of their own turn, because a NOTIFY inside a busy transaction makes
 * its commit wait for every other such commit.
 */
@Component
public class DatabaseNotifications implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseNotifications.class);

    private static final String POSTGRES_CHANNEL = "maru";

    /** PostgreSQL takes less than 8000 bytes; the rest is for the part's number. */
    private static final int PART_LENGTH = 7900;

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);
    private static final Duration BETWEEN_PROOFS_OF_LIFE = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT_TO_RECONNECT = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 100_000;
    private static final Message WAKE_UP = new Message("", "");

    /** ASCII, so that characters are bytes and a batch can be cut anywhere. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private record Message(String channel, String payload) {}

    private record Batch(boolean somethingWasLost, Collection<Message> messages) {}

    private record Subscriber(Consumer<String> received, Runnable missed) {}

    private final DataSource dataSource;
    private final Map<String, List<Subscriber>> subscribers = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    private volatile boolean somethingWasLost;
    private volatile boolean running;
    private volatile @Nullable Connection listening;
    private @Nullable Thread listener;
    private @Nullable Thread publisher;

    DatabaseNotifications(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param received called with each payload, one at a time and in order; must be quick
     * @param missed called when messages may have been lost, such as after the connection was
     */
    public void subscribe(String channel, Consumer<String> received, Runnable missed) {
        subscribers
                .computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>())
                .add(new Subscriber(received, missed));
    }

    /** For subscribers to whom a lost message does no harm. */
    public void subscribe(String channel, Consumer<String> received) {
        subscribe(channel, received, () -> {});
    }

    /**
     * Sends after the current transaction's commit, and not at all if it rolls back; at once outside of one. Equal
     * messages shortly after each other may become one.
     */
    public void publish(String channel, String payload) {
        Message message = new Message(channel, payload);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    if (status != STATUS_ROLLED_BACK) {
                        enqueue(message);
                    }
                }
            });
        } else {
            enqueue(message);
        }
    }

    /** Whether messages of other servers arrive at present. */
    public boolean listening() {
        return listening != null;
    }

    private void enqueue(Message message) {
        if (!waiting.offer(message)) {
            somethingWasLost = true;
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        Connection first = connect();
        listener = Thread.ofVirtual().name("notifications-listener").start(() -> listen(first));
        publisher = Thread.ofVirtual().name("notifications-publisher").start(this::publishWaiting);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread publishing = publisher;
        Thread receiving = listener;
        try {
            if (publishing != null) {
                enqueue(WAKE_UP);
                publishing.join(LONGEST_STOP);
            }
            Connection connection = listening;
            if (connection != null) {
                connection.abort(Runnable::run);
            }
            if (receiving != null) {
                receiving.interrupt();
                receiving.join(LONGEST_STOP);
            }
        } catch (SQLException | InterruptedException e) {
            LOG.debug("Stopped without waiting for the last messages", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Up before requests are answered, and until the last of them is. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 8192;
    }

    private void listen(@Nullable Connection first) {
        Connection connection = first;
        Duration wait = Duration.ofMillis(100);
        while (running) {
            if (connection == null) {
                if (!pause(wait)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT_TO_RECONNECT) < 0
                        ? wait.multipliedBy(2)
                        : LONGEST_WAIT_TO_RECONNECT;
                connection = connect();
                continue;
            }
            wait = Duration.ofMillis(100);
            tellMissed();
            receive(connection);
            listening = null;
            connection = null;
        }
    }

    private @Nullable Connection connect() {
        try {
            HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
            Properties properties = new Properties();
            if (pool.getUsername() != null) {
                properties.setProperty("user", pool.getUsername());
            }
            if (pool.getPassword() != null) {
                properties.setProperty("password", pool.getPassword());
            }
            properties.setProperty("ApplicationName", "maru notifications");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("tcpKeepAlive", "true");
            Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), properties);
            try (var statement = connection.createStatement()) {
                statement.execute("listen " + POSTGRES_CHANNEL);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            listening = connection;
            return connection;
        } catch (SQLException e) {
            LOG.warn("No connection for notifications of other servers, trying again: {}", e.getMessage());
            return null;
        }
    }

    private void receive(Connection connection) {
        try (connection) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            StringBuilder parts = new StringBuilder();
            while (running) {
                PGNotification[] arrived = postgres.getNotifications((int) BETWEEN_PROOFS_OF_LIFE.toMillis());
                if (arrived == null || arrived.length == 0) {
                    // A connection that a firewall dropped looks like a quiet one until it is asked.
                    if (!connection.isValid(5)) {
                        throw new SQLException("no answer");
                    }
                    continue;
                }
                for (PGNotification notification : arrived) {
                    receivePart(notification.getParameter(), parts);
                }
            }
        } catch (SQLException e) {
            if (running) {
                LOG.warn("Lost the connection for notifications of other servers: {}", e.getMessage());
            }
        }
    }

    /** The parts of one batch are sent in one transaction and so arrive in order with nothing between them. */
    private void receivePart(String notification, StringBuilder parts) {
        int end = notification.indexOf(' ');
        String number = notification.substring(0, end);
        parts.append(notification, end + 1, notification.length());
        if (number.equals("last")) {
            String batch = parts.toString();
            parts.setLength(0);
            deliver(MAPPER.readValue(batch, Batch.class));
        }
    }

    private void deliver(Batch batch) {
        if (batch.somethingWasLost()) {
            tellMissed();
        }
        for (Message message : batch.messages()) {
            for (Subscriber subscriber : subscribers.getOrDefault(message.channel(), List.of())) {
                guarded(() -> subscriber.received().accept(message.payload()));
            }
        }
    }

    private void tellMissed() {
        subscribers.values().forEach(all -> all.forEach(subscriber -> guarded(subscriber.missed())));
    }

    private static void guarded(Runnable subscriber) {
        try {
            subscriber.run();
        } catch (RuntimeException e) {
            LOG.error("A subscriber failed on a notification", e);
        }
    }

    private void publishWaiting() {
        Set<Message> batch = new LinkedHashSet<>();
        try {
            while (running || !waiting.isEmpty()) {
                if (batch.isEmpty()) {
                    batch.add(waiting.take());
                }
                Thread.sleep(BETWEEN_BATCHES);
                waiting.drainTo(batch, MOST_WAITING - batch.size());
                batch.remove(WAKE_UP);
                boolean lost = somethingWasLost;
                if (send(batch, lost)) {
                    batch.clear();
                    if (lost) {
                        somethingWasLost = false;
                    }
                } else if (running) {
                    Thread.sleep(AFTER_FAILURE);
                } else {
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("Interrupted with {} messages waiting", waiting.size());
        }
    }

    private boolean send(Collection<Message> messages, boolean lost) {
        if (messages.isEmpty() && !lost) {
            return true;
        }
        String batch = MAPPER.writeValueAsString(new Batch(lost, messages));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var durability = connection.createStatement();
                    var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
                durability.execute("set local synchronous_commit to off");
                for (String part : parts(batch)) {
                    notify.setString(1, POSTGRES_CHANNEL);
                    notify.setString(2, part);
                    notify.execute();
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
            return true;
        } catch (SQLException e) {
            LOG.warn("Could not notify other servers of {} changes: {}", messages.size(), e.getMessage());
            return false;
        }
    }

    /** Numbered, because PostgreSQL delivers equal notifications of one transaction only once. */
    static List<String> parts(String batch) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < batch.length(); from += PART_LENGTH) {
            int to = Math.min(batch.length(), from + PART_LENGTH);
            parts.add((to == batch.length() ? "last" : parts.size()) + " " + batch.substring(from, to));
        }
        return parts;
    }

    private static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }
}
