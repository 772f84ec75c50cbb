package io.maru.attachment;

import io.maru.attachment.reader.ReaderProgram;
import io.maru.attachment.reader.ReaderProgram.Reading;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * {@link ReaderProgram} as the server sees it: started when a file is to be read, kept for those that follow, and killed when a
 * file takes too much time. Memory is bounded by the process's own heap, at whose end it dies. For one thread.
 */
class ReaderProcess implements AutoCloseable {

    private static final Duration LONGEST_DEATH = Duration.ofSeconds(5);

    /** What the JVM says when it ends because its heap is full. */
    private static final int OUT_OF_MEMORY = 3;

    /** Why nothing could be read, as it is kept. */
    enum Unreadable {
        ENCRYPTED,
        MALFORMED,
        TOO_SLOW,
        TOO_MUCH_MEMORY,
        /** The process ended, and nobody knows why. */
        CRASHED,
        TOO_LARGE,
        MISSING,
        /** Several servers died while they read it. */
        INTERRUPTED
    }

    /**
     * Either the text or the reason is null.
     *
     * @param cutShort whether the file goes on behind the text
     */
    record Answer(
            @Nullable String text,
            boolean cutShort,
            @Nullable Unreadable reason) {

        static Answer read(String text) {
            return new Answer(text, false, null);
        }

        static Answer cutShort(String text) {
            return new Answer(text, true, null);
        }

        static Answer unreadable(Unreadable reason) {
            return new Answer(null, false, reason);
        }
    }

    private final AttachmentProperties.Text limits;

    private @Nullable Process process;
    private @Nullable Path folder;

    ReaderProcess(AttachmentProperties.Text limits) {
        this.limits = limits;
    }

    /** @throws IOException when the process cannot be started, or the content not be read */
    Answer read(String fileName, long size, InputStream content) throws IOException {
        Process running = running();
        FutureTask<Answer> exchange = new FutureTask<>(() -> exchange(running, fileName, size, content));
        Thread.ofVirtual().name("file-reader").start(exchange);
        try {
            return exchange.get(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            close();
            return Answer.unreadable(Unreadable.TOO_SLOW);
        } catch (ExecutionException ended) {
            return Answer.unreadable(reasonOfDeath(running));
        } catch (InterruptedException stopping) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while a file was read", stopping);
        }
    }

    private static Answer exchange(Process process, String fileName, long size, InputStream content)
            throws IOException {
        DataOutputStream out = new DataOutputStream(process.getOutputStream());
        out.writeUTF(fileName);
        out.writeLong(size);
        content.transferTo(out);
        out.flush();
        DataInputStream in = new DataInputStream(process.getInputStream());
        Reading reading = Reading.values()[in.readUnsignedByte()];
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        return switch (reading) {
            case READ -> Answer.read(text);
            case CUT_SHORT -> Answer.cutShort(text);
            case ENCRYPTED -> Answer.unreadable(Unreadable.ENCRYPTED);
            case MALFORMED -> Answer.unreadable(Unreadable.MALFORMED);
        };
    }

    private Unreadable reasonOfDeath(Process dying) {
        try {
            boolean dead = dying.waitFor(LONGEST_DEATH.toMillis(), TimeUnit.MILLISECONDS);
            return dead && dying.exitValue() == OUT_OF_MEMORY ? Unreadable.TOO_MUCH_MEMORY : Unreadable.CRASHED;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Unreadable.CRASHED;
        } finally {
            close();
        }
    }

    private Process running() throws IOException {
        Process known = process;
        if (known != null && known.isAlive()) {
            return known;
        }
        close();
        Path files = Files.createTempDirectory("maru-reader");
        folder = files;
        ProcessBuilder builder = new ProcessBuilder(command(files)).redirectError(Redirect.DISCARD);
        // The server's settings, the database's password among them, are nothing for it.
        builder.environment().clear();
        Process started = builder.start();
        process = started;
        return started;
    }

    private List<String> command(Path files) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.memory().toMegabytes() + "m",
                "-Xss1m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + files,
                "-cp",
                System.getProperty("java.class.path"),
                ReaderProgram.class.getName(),
                Integer.toString(limits.longest()),
                // The server is the first to notice, if there is one.
                Long.toString(limits.deadline().plus(LONGEST_DEATH).toMillis()),
                files.toString());
    }

    /** Ends the process, whatever it does; the next file starts another. */
    @Override
    public void close() {
        Process ending = process;
        process = null;
        if (ending != null) {
            ending.destroyForcibly();
        }
        Path leftOver = folder;
        folder = null;
        if (leftOver != null) {
            try {
                FileSystemUtils.deleteRecursively(leftOver);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
