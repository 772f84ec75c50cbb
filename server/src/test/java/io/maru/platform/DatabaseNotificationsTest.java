package io.maru.platform;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.AnotherServer;
import io.maru.support.MaruTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MaruTest
class DatabaseNotificationsTest {

    @Autowired
    DatabaseNotifications notifications;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext database;

    private final String channel = UUID.randomUUID().toString();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void arriveAfterTheCommitAndNeverAfterARollback() throws Throwable {
        notifications.subscribe(channel, received::add);
        transaction.executeWithoutResult(status -> {
            notifications.publish(channel, "rolled back");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            notifications.publish(channel, "committed");
            // What is published outside of the transaction overtakes it.
            Thread elsewhere = Thread.startVirtualThread(() -> notifications.publish(channel, "first"));
            joined(elsewhere);
        });
        eventually(() -> assertThat(received).containsExactly("first", "committed"));
    }

    @Test
    void keepTheirTextHoweverLongAndInWhateverLetters() throws Throwable {
        notifications.subscribe(channel, received::add);
        List<String> texts = List.of("한글과 \u0000 그리고 🙂", "same".repeat(20_000), "", "마루".repeat(9_000));
        texts.forEach(text -> notifications.publish(channel, text));
        eventually(() -> assertThat(received).containsExactlyElementsOf(texts));
    }

    @Test
    void keepTheirOrderWhenThousandsAreSent() throws Throwable {
        notifications.subscribe(channel, received::add);
        List<String> sent = IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();
        sent.forEach(text -> notifications.publish(channel, text));
        eventually(() -> assertThat(received).containsExactlyElementsOf(sent));
    }

    @Test
    void tellOfAGapAndGoOnWhenTheConnectionWasLost() throws Throwable {
        AtomicInteger missed = new AtomicInteger();
        notifications.subscribe(channel, received::add, missed::incrementAndGet);
        database.fetch(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maru notifications'");
        eventually(() -> assertThat(missed).hasPositiveValue());
        notifications.publish(channel, "after the gap");
        eventually(() -> assertThat(received).containsExactly("after the gap"));
    }

    @Test
    void oneFailingSubscriberDoesNotSilenceTheOthers() throws Throwable {
        notifications.subscribe(channel, text -> {
            throw new IllegalStateException("a subscriber's defect");
        });
        notifications.subscribe(channel, received::add);
        notifications.publish(channel, "heard");
        eventually(() -> assertThat(received).containsExactly("heard"));
    }

    @Test
    void reachTheOtherServerAndAreSentBeforeAServerStops() throws Throwable {
        notifications.subscribe(channel, received::add);
        List<String> there = new CopyOnWriteArrayList<>();
        try (AnotherServer other = AnotherServer.start()) {
            DatabaseNotifications others = other.bean(DatabaseNotifications.class);
            others.subscribe(channel, there::add);
            notifications.publish(channel, "from here");
            eventually(() -> assertThat(there).containsExactly("from here"));
            others.publish(channel, "last words");
        }
        eventually(() -> assertThat(received).containsExactly("from here", "last words"));
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
