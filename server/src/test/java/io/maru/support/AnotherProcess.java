package io.maru.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One more server on the test's database in a process of its own, so that it can be killed at any instant. */
public final class AnotherProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final Process process;

    private AnotherProcess(Process process) {
        this.process = process;
    }

    /** Answers when it serves. */
    public static AnotherProcess start() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            Path log = Files.createTempFile("maru-server", ".log");
            AnotherProcess started = new AnotherProcess(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Dmaru.language=en",
                            "-cp",
                            path,
                            "io.maru.Maru",
                            "--port=" + freePort(),
                            "--data=" + Files.createTempDirectory("maru-server"),
                            "--database-url=" + TestDatabase.url(),
                            "--database-user=postgres",
                            "--database-password=postgres"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
            started.awaitStart(log);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path log) throws IOException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(log).contains("Maru is ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException(Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        Files.delete(log);
    }

    /** At once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
