package io.maru.attachment;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestDatabase;
import io.maru.support.TestPerson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** Files in and out over HTTP, most of them sent by somebody who means harm. */
@MaruTest
class AttachmentsTest {

    private static final Path FOLDER = Path.of(TestDatabase.DATA_FOLDER, "attachments");

    @Autowired
    People people;

    @Autowired
    AttachmentSweep sweep;

    @Autowired
    AttachmentStore store;

    @Autowired
    MovableClock clock;

    TestPerson person;

    @BeforeEach
    void somebody() {
        person = people.person().create();
    }

    @Test
    void whatWasSentComesBackWholeAndInParts() {
        String text = "가나다라마바사".repeat(1000) + UUID.randomUUID();
        JsonNode file = upload("회의록.txt", text.getBytes(StandardCharsets.UTF_8));
        assertThat(file.path("contentType").asString()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(file.path("image").asBoolean()).isFalse();
        String url = file.path("url").asString();

        Answer whole = person.api().get(url).expect(200);
        assertThat(whole.text()).isEqualTo(text);
        assertThat(whole.header("Content-Disposition"))
                .startsWith("inline")
                .contains("filename*=UTF-8''%ED%9A%8C%EC%9D%98%EB%A1%9D.txt");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Content-Security-Policy")).contains("sandbox");
        assertThat(whole.header("Cache-Control")).contains("private");

        Answer part = person.api().with("Range", "bytes=3-5").get(url).expect(206);
        assertThat(part.text()).isEqualTo("나");
        person.api().with("Range", "bytes=9999999-").get(url).expect(416);
        person.api().with("If-None-Match", whole.header("ETag")).get(url).expect(304);
    }

    @Test
    @Tag("R04")
    void nobodyElseMayHaveWhatIsNotAttachedYet() {
        String url = upload("secret.txt", random(10)).path("url").asString();
        TestPerson another = people.person().create();
        another.api().get(url).expect(404);
        another.api().get(url + "/thumbnail").expect(404);
        another.api().delete(url).expect(404);
        people.administrator().api().get(url).expect(404);
        people.anonymous().get(url).expect(401);
        person.api().get("/api/attachments/" + UUID.randomUUID()).expect(404);
        person.api().delete(url).expect(204);
        person.api().get(url).expect(404);
    }

    @Test
    void aPageThatCallsItselfAPictureIsNotShownAsOne() {
        JsonNode file = upload("cat.png", "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        assertThat(file.path("contentType").asString()).isEqualTo("text/html");
        assertThat(file.path("image").asBoolean()).isFalse();
        Answer answer = person.api().get(file.path("url").asString());
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox").contains("default-src 'none'");
    }

    @Test
    void bytesOfNoKindDoNotBecomeAPictureByTheirName() {
        JsonNode file = upload("cat.png", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, (byte) 0xfe, (byte) 0xff});
        assertThat(file.path("contentType").asString()).isEqualTo("application/octet-stream");
    }

    @Test
    void aPictureWithAScriptIsSavedAndNotShown() {
        JsonNode file = upload(
                "logo.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(file.path("contentType").asString()).isEqualTo("image/svg+xml");
        assertThat(person.api().get(file.path("url").asString()).header("Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    void namesAreMadeSafe() {
        assertThat(FileName.clean("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileName.clean("C:\\Users\\kim\\보고서.hwp")).isEqualTo("보고서.hwp");
        assertThat(FileName.clean("a\u0000b\r\nc.txt")).isEqualTo("abc.txt");
        assertThat(FileName.clean("invoice\u202Egnp.exe")).isEqualTo("invoicegnp.exe");
        assertThat(FileName.clean("...")).isEqualTo("file");
        assertThat(FileName.clean("  ")).isEqualTo("file");
        assertThat(FileName.clean("\u1112\u1161\u11AB.txt")).isEqualTo("한.txt");
    }

    @Test
    void longNamesKeepTheirEnding() {
        String kept = FileName.clean("🙂".repeat(400) + ".xlsx");
        assertThat(kept.codePointCount(0, kept.length())).isEqualTo(255);
        assertThat(kept).endsWith("🙂.xlsx");
    }

    @Test
    void anEmptyFileIsAFile() {
        JsonNode file = person.api()
                .send("POST", "/api/attachments?fileName=empty.bin", null)
                .expect(201)
                .body();
        assertThat(file.path("size").asLong()).isZero();
        assertThat(person.api().get(file.path("url").asString()).expect(200).text())
                .isEmpty();
    }

    @Test
    void picturesHaveAThumbnailAndHugeOnesNone() throws IOException {
        JsonNode file = upload("screen.png", png(1600, 900));
        assertThat(file.path("width").asInt()).isEqualTo(1600);
        assertThat(file.path("height").asInt()).isEqualTo(900);
        String url = file.path("thumbnailUrl").asString();
        try (InputStream body = person.api().open(url).body()) {
            BufferedImage thumbnail = ImageIO.read(body);
            assertThat(thumbnail.getWidth()).isEqualTo(640);
            assertThat(thumbnail.getHeight()).isEqualTo(360);
        }

        byte[] bomb = png(10, 10);
        // The header of a picture of two thousand million pixels, before the little data of a small one.
        System.arraycopy(HexFormat.of().parseHex("0000AFC80000AFC8"), 0, bomb, 16, 8);
        JsonNode claimed = upload("bomb.png", bomb);
        assertThat(claimed.path("image").asBoolean()).isFalse();
        assertThat(claimed.path("thumbnailUrl").isNull()).isTrue();
    }

    @Test
    void whatIsTooLargeIsRefusedInWordsAndNotKept() {
        try (AnotherServer strict = AnotherServer.start("--maru.attachments.maximum-size=1MB")) {
            assertThat(person.api()
                            .at(strict.address())
                            .get("/api/attachments/limits")
                            .expect(200)
                            .at("/maximumSize")
                            .asLong())
                    .isEqualTo(1024 * 1024);
            byte[] content = random(1024 * 1024 + 1);
            Answer refused = person.api()
                    .at(strict.address())
                    .speaking("ko")
                    .sendRaw("POST", "/api/attachments?fileName=large.bin", "application/octet-stream", content);
            assertThat(refused.expect(413).code()).isEqualTo("file_too_large");
            assertThat(refused.at("/detail").asString()).contains("1 MB");
            person.api()
                    .at(strict.address())
                    .sendRaw(
                            "POST",
                            "/api/attachments?fileName=just.bin",
                            "application/octet-stream",
                            random(1024 * 1024))
                    .expect(201);
        }
    }

    @Test
    void whatWasCutOffIsNotKept() throws Throwable {
        long before = filesIncoming();
        InputStream cut = new SequenceInputStream(new ByteArrayInputStream(random(100_000)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line broke");
            }
        });
        WholeUpload upload = new WholeUpload(cut, 200_000, DataSize.ofMegabytes(1));
        FileSystemBlobStore blobs = new FileSystemBlobStore(FOLDER);
        assertThatThrownBy(() -> blobs.write(upload)).isInstanceOf(UploadIncomplete.class);
        WholeUpload early = new WholeUpload(new ByteArrayInputStream(random(10)), 11, DataSize.ofMegabytes(1));
        assertThatThrownBy(() -> blobs.write(early)).isInstanceOf(UploadIncomplete.class);
        eventually(() -> assertThat(filesIncoming()).isLessThanOrEqualTo(before));
    }

    @Test
    void whatWasNeverAttachedIsSweptAfterADayWithItsBytes() {
        JsonNode file = upload("forgotten.bin", random(1000));
        UUID id = UUID.fromString(file.path("id").asString());
        Path blob = blob(store.sha256(id));
        sweep.run();
        assertThat(store.find(id)).isPresent();
        assertThat(blob).exists();
        clock.advance(Duration.ofHours(25));
        try {
            sweep.run();
        } finally {
            clock.reset();
        }
        assertThat(store.find(id)).isEmpty();
        assertThat(blob).doesNotExist();
    }

    private JsonNode upload(String name, byte[] content) {
        return person.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                        "image/png",
                        content)
                .expect(201)
                .body();
    }

    private static Path blob(String sha256) {
        return FOLDER.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static long filesIncoming() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("incoming"))) {
            return files.count();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
