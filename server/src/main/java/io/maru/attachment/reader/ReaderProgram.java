package io.maru.attachment.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process in which files are read, one after the other, until its input ends. In comes a file's name, its size and its
 * bytes; out goes a {@link Reading}. The server ends the process when a file takes too long; should there be no server any more,
 * the process ends itself.
 */
public final class ReaderProgram {

    /** What was made of a file. */
    public enum Reading {
        READ,
        /** As far as a text may be long; it goes on. */
        CUT_SHORT,
        /** Only those who know its password can read it. */
        ENCRYPTED,
        /** It is not what it says it is, or breaks a bound. */
        MALFORMED
    }

    private ReaderProgram() {}

    /** How a text is kept: with one space for whatever divides its words. */
    public static String inOneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    /**
     * @param arguments the longest text that is answered, in characters; after how many milliseconds a file is given up; the
     *     folder for what does not fit into memory
     */
    public static void main(String[] arguments) throws IOException {
        int longest = Integer.parseInt(arguments[0]);
        Duration deadline = Duration.ofMillis(Long.parseLong(arguments[1]));
        Path folder = Path.of(arguments[2]);
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        // What libraries print is no answer.
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        FileText text = new FileText(longest);
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            while (true) {
                String name;
                try {
                    name = in.readUTF();
                } catch (EOFException noMoreFiles) {
                    Runtime.getRuntime().halt(0);
                    return;
                }
                ScheduledFuture<?> end =
                        clock.schedule(() -> Runtime.getRuntime().halt(1), deadline.toMillis(), TimeUnit.MILLISECONDS);
                Path file = Files.createTempFile(folder, "file", "");
                try {
                    receive(in, file);
                    answer(out, text.of(file, name));
                } finally {
                    end.cancel(false);
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void receive(DataInputStream in, Path file) throws IOException {
        long left = in.readLong();
        byte[] some = new byte[64 * 1024];
        try (var kept = Files.newOutputStream(file)) {
            while (left > 0) {
                int read = in.read(some, 0, (int) Math.min(left, some.length));
                if (read < 0) {
                    throw new EOFException();
                }
                kept.write(some, 0, read);
                left -= read;
            }
        }
    }

    private static void answer(DataOutputStream out, FileText.Answer answer) throws IOException {
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        out.writeByte(answer.reading().ordinal());
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }
}
