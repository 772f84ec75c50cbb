package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails of 150 MB are read by a process that has 64 MB of heap for everything. */
class MailParserMemoryTest {

    private static final int MEGABYTES = 150;

    @ParameterizedTest
    @ValueSource(strings = {"attachment", "text", "html", "line", "preamble", "tnef"})
    void c08AMailOf150MegabytesIsReadInLittleMemory(String kind) throws Exception {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MailParserMemoryTest.class.getName(),
                        kind)
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), UTF_8);

        assertThat(reader.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(reader.exitValue()).as(said).isZero();
        assertThat(said).contains("understood");
    }

    @Test
    void theMailsAreAsLargeAsTheySay() throws IOException {
        try (InputStream mail = mail("attachment")) {
            assertThat(mail.skip(Long.MAX_VALUE)).isGreaterThan(MEGABYTES * 1_000_000L);
        }
    }

    public static void main(String... kind) throws IOException {
        long[] bytes = new long[1];
        MailReading reading = new MailParser(Set.of()).read(mail(kind[0]), (attachment, content) -> {
            byte[] buffer = new byte[8192];
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                bytes[0] += length;
            }
        });
        if (reading instanceof ParsedMail mail) {
            System.out.println("understood, " + bytes[0] + " bytes of files, text of "
                    + mail.text().said(id -> Optional.empty()).text().length());
        }
    }

    private static InputStream mail(String kind) {
        return switch (kind) {
            case "attachment" ->
                large(
                        "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n",
                        "QUJD".repeat(19) + "\r\n");
            case "text" -> large("Content-Type: text/plain; charset=euc-kr\n\n", "words and words\r\n");
            case "html" -> large("Content-Type: text/html\n\n", "<p>words <b>and</b> words</p>\r\n");
            case "line" -> large("Content-Type: text/plain\n\n", "a line without end ");
            case "preamble" -> large("Content-Type: multipart/mixed; boundary=x\n\n", "no boundary\r\n");
            case "tnef" ->
                large(
                        "Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n",
                        "eJ8+".repeat(19) + "\r\n");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static InputStream large(String header, String repeated) {
        byte[] block =
                repeated.repeat(Math.max(1, 1_000_000 / repeated.length() + 1)).getBytes(US_ASCII);
        List<InputStream> blocks = new ArrayList<>();
        blocks.add(new ByteArrayInputStream(("From: a@example.com\n" + header).getBytes(US_ASCII)));
        for (int each = 0; each < MEGABYTES; each++) {
            blocks.add(new ByteArrayInputStream(block));
        }
        return new SequenceInputStream(Collections.enumeration(blocks));
    }
}
