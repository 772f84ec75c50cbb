package io.maru.attachment;

import io.maru.attachment.ContentTextStore.Claimed;
import io.maru.attachment.ReaderProcess.Answer;
import io.maru.attachment.ReaderProcess.Unreadable;
import io.maru.attachment.reader.ReaderProgram;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.WaitingWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Reads what is written in files, one after the other, on every server. A file is claimed for as long as reading it may take, so
 * that a killed server leaves it to the others; whichever file kills servers is given up.
 */
@Component
class FileReader {

    private static final Logger LOG = LoggerFactory.getLogger(FileReader.class);

    private static final String CHANNEL = "files";
    private static final int MOST_ATTEMPTS = 3;

    /** How long something waits that no server was told of. */
    private static final Duration UNASKED = Duration.ofSeconds(10);

    /** How long the process is kept that nobody needs. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ContentTextStore store;
    private final BlobStore blobs;
    private final AttachmentProperties.Text limits;
    private final DatabaseNotifications notifications;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("file-reader", UNASKED, true);

    FileReader(
            ContentTextStore store,
            BlobStore blobs,
            AttachmentProperties properties,
            DatabaseNotifications notifications,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.blobs = blobs;
        this.limits = properties.text();
        this.notifications = notifications;
        this.clock = clock;
        notifications.subscribe(CHANNEL, message -> work.tell());
        Gauge.builder("maru.files.waiting", store, ContentTextStore::waiting)
                .description("Files that are not yet found by what is written in them")
                .register(meters);
    }

    /** Has a content read that is kept by now; once, however often it is asked for. */
    void ask(String sha256, String contentType) {
        if (FileKinds.hasText(contentType) && store.add(sha256)) {
            notifications.publish(CHANNEL, "");
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, Reading::new);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** Of the one thread that reads. */
    private final class Reading implements WaitingWork.Worker {

        private final ReaderProcess process = new ReaderProcess(limits);
        private Instant lastUsed = Instant.MIN;

        @Override
        public boolean doSome() {
            boolean read = readNext(process);
            if (read) {
                lastUsed = Instant.now();
            }
            return read;
        }

        @Override
        public void rest() {
            if (lastUsed.isBefore(Instant.now().minus(IDLE))) {
                process.close();
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** @return whether there was one */
    boolean readNext(ReaderProcess process) {
        // Twice as long: its bytes may come from far away.
        Instant now = clock.instant();
        Optional<Claimed> claimed = store.claim(now, now.plus(limits.deadline().multipliedBy(2)));
        claimed.ifPresent(file -> {
            Answer answer =
                    file.attempts() > MOST_ATTEMPTS ? Answer.unreadable(Unreadable.INTERRUPTED) : read(file, process);
            if (answer.reason() != null) {
                LOG.info("Nothing is found in file {}, which is {}", file.sha256(), answer.reason());
            }
            store.answered(file.sha256(), answer);
        });
        return claimed.isPresent();
    }

    private Answer read(Claimed file, ReaderProcess process) {
        if (file.size() > limits.largest().toBytes()) {
            return Answer.unreadable(Unreadable.TOO_LARGE);
        }
        Resource content;
        try {
            content = blobs.read(file.sha256());
        } catch (IOException missing) {
            return Answer.unreadable(Unreadable.MISSING);
        }
        try (InputStream bytes = content.getInputStream()) {
            return file.contentType().equals(ContentTypes.UTF_8_TEXT)
                    ? plain(bytes)
                    : process.read(file.fileName(), file.size(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is text already is not worth a process. */
    private Answer plain(InputStream bytes) throws IOException {
        char[] text = new char[limits.longest()];
        int length = 0;
        boolean more;
        try (Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            int read;
            while (length < text.length && (read = reader.read(text, length, text.length - length)) > 0) {
                length += read;
            }
            more = length == text.length && reader.read() >= 0;
        }
        String line = ReaderProgram.inOneLine(new String(text, 0, length));
        return more ? Answer.cutShort(line) : Answer.read(line);
    }
}
