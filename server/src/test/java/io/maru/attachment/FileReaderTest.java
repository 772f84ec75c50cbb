package io.maru.attachment;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.MaruTest;
import io.maru.support.People;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who reads a file when servers stop while they do. */
@MaruTest
class FileReaderTest {

    @Autowired
    People people;

    @Autowired
    FileReader reader;

    @Autowired
    ContentTextStore store;

    @Autowired
    AttachmentProperties properties;

    @Autowired
    DSLContext database;

    @Autowired
    Clock clock;

    @Test
    void aFileOfAServerThatDiedIsReadByAnotherUntilTooManyHaveDied() throws Throwable {
        String text = "written " + UUID.randomUUID();
        UUID id = UUID.fromString(people.person()
                .create()
                .api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=notes.txt",
                        "text/plain",
                        text.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id")
                .asString());
        eventually(() -> assertThat(store.texts(List.of(id))).containsEntry(id, text));

        claimedByAServer(id, 1, Duration.ofMinutes(1));
        readAll();
        assertThat(state(id)).as("somebody is reading it").isEqualTo("waiting 1");

        claimedByAServer(id, 1, Duration.ofMinutes(-1));
        readAll();
        eventually(() -> assertThat(state(id)).isEqualTo("read 2"));

        claimedByAServer(id, 3, Duration.ofMinutes(-1));
        readAll();
        eventually(() -> assertThat(state(id)).isEqualTo("unreadable 4 interrupted"));
    }

    private void readAll() {
        try (ReaderProcess process = new ReaderProcess(properties.text())) {
            boolean another;
            do {
                another = reader.readNext(process);
            } while (another);
        }
    }

    private void claimedByAServer(UUID id, int attempts, Duration until) {
        database.execute(
                "update attachment.content_text set state = 'waiting', text = null, reason = null, attempts = ?,"
                        + " claimed_until = ?::timestamptz where sha256 = (select sha256 from attachment.attachment where id = ?)",
                attempts,
                clock.instant().plus(until).toString(),
                id);
    }

    private String state(UUID id) {
        return database.fetchSingle(
                        "select concat_ws(' ', state, attempts, reason) from attachment.content_text"
                                + " join attachment.attachment using (sha256) where id = ?",
                        id)
                .get(0, String.class);
    }
}
