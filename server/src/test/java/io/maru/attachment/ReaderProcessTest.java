package io.maru.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.attachment.ReaderProcess.Answer;
import io.maru.attachment.ReaderProcess.Unreadable;
import io.maru.support.FilesMade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What files may do to the one who reads them. */
class ReaderProcessTest {

    private static final int LONGEST = 1000;

    private ReaderProcess process = process(Duration.ofSeconds(60), 64);

    private static ReaderProcess process(Duration deadline, int megabytes) {
        return new ReaderProcess(new AttachmentProperties.Text(
                DataSize.ofMegabytes(50), LONGEST, deadline, DataSize.ofMegabytes(megabytes)));
    }

    @AfterEach
    void end() {
        process.close();
    }

    @Test
    void whateverAFileIsTheNextOneIsRead(@TempDir Path folder) throws IOException {
        assertThat(read("a.pdf", FilesMade.pdf("Hello"))).isEqualTo(Answer.read("Hello"));
        assertThat(read("a.hwpx", FilesMade.hwpxOfSection("<p><t>never ended")).reason())
                .isEqualTo(Unreadable.MALFORMED);
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertThat(read("a.hwp", noise).text()).isNotEqualTo("Hello");

        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Answer foreign = read(
                "a.hwpx",
                FilesMade.hwpxOfSection(
                        "<!DOCTYPE p [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><p><t>open &e;</t></p>"));
        assertThat(String.valueOf(foreign.text())).doesNotContain("secret");
        String laughs = "<!DOCTYPE p [<!ENTITY a \"" + "ha".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]><p><t>&c;</t></p>";
        assertThat(lengthOf(read("a.hwpx", FilesMade.hwpxOfSection(laughs)))).isLessThanOrEqualTo(LONGEST);

        // 300 MB of letters in a file of 300 kB.
        byte[] bomb = FilesMade.zip(
                "Contents/section0.xml", "<t>bomb".repeat(150_000).getBytes(StandardCharsets.US_ASCII), 300);
        assertThat(lengthOf(read("a.hwpx", bomb))).isLessThanOrEqualTo(LONGEST);
        // What is longer than is read says so.
        assertThat(read("a.docx", FilesMade.docx("가".repeat(LONGEST + 1))))
                .isEqualTo(Answer.cutShort("가".repeat(LONGEST)));
        assertThat(read("a.docx", FilesMade.docx("다음 문서"))).isEqualTo(Answer.read("다음 문서"));
    }

    @Test
    void whatTakesTooLongOrTooMuchIsEndedWithItsProcess() throws IOException {
        process = process(Duration.ofMillis(1), 64);
        assertThat(read("a.pdf", FilesMade.pdf("Hello"))).isEqualTo(Answer.unreadable(Unreadable.TOO_SLOW));
        process = process(Duration.ofSeconds(60), 8);
        assertThat(read("a.pdf", FilesMade.pdf("Hello"))).isEqualTo(Answer.unreadable(Unreadable.TOO_MUCH_MEMORY));
    }

    private static int lengthOf(Answer answer) {
        return String.valueOf(answer.text()).length();
    }

    private Answer read(String name, byte[] bytes) throws IOException {
        return process.read(name, bytes.length, new ByteArrayInputStream(bytes));
    }
}
