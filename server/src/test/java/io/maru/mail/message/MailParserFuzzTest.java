package io.maru.mail.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a mail, something comes out, and soon. */
class MailParserFuzzTest {

    private static final long SEED = 20261123;

    private static final Duration LONG = Duration.ofSeconds(5);

    private static final List<String> PIECES = List.of(
            "\r\n\r\n",
            "--",
            "=?euc-kr?B?",
            "?=",
            "Content-Type: multipart/mixed; boundary=",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Type: text/html; charset=utf-7\r\n\r\n",
            "Content-Disposition: attachment; filename*0*=x''%",
            "Content-Type: application/ms-tnef\r\n\r\n",
            "Content-Type: message/rfc822\r\n\r\n",
            "<div><blockquote type=cite>",
            "\u001b$B",
            "\0",
            ";",
            "\"",
            "<",
            ">");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupware-windows-949",
                "outlook-reply",
                "gmail-reply",
                "apple-mail-reply",
                "naver-reply",
                "bounce-rfc3464",
                "forwarded-as-attachment",
                "hostile-html",
                "iso-2022-jp",
                "pgp-encrypted"
            })
    void mutatedMailsAreUnderstoodOrGivenUpInBoundedTime(String sample) {
        byte[] original = SampleMails.bytes(sample);
        for (int round = 0; round < 400; round++) {
            Random random = new Random(SEED + round);
            byte[] mutated = mutated(original, random);
            long began = System.nanoTime();

            MailReading reading = SampleMails.read(mutated, (attachment, content) -> content.readAllBytes());
            if (reading instanceof ParsedMail mail) {
                mail.text().said(id -> Optional.empty());
                mail.text().folded();
                assertThat(mail.messageId()).isNotEmpty();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("%s, round %d", sample, round)
                    .isLessThan(LONG);
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original;
        for (int change = random.nextInt(8); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(60, bytes.length - at) + 1);
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.write(bytes, 0, at);
            switch (random.nextInt(5)) {
                case 0 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    changed.writeBytes(noise);
                    changed.write(bytes, at + length, bytes.length - at - length);
                }
                case 1 -> changed.write(bytes, at + length, bytes.length - at - length);
                case 2 -> {
                    for (int times = random.nextInt(40); times >= 0; times--) {
                        changed.write(bytes, at, length);
                    }
                    changed.write(bytes, at, bytes.length - at);
                }
                case 3 -> {
                    changed.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes());
                    changed.write(bytes, at, bytes.length - at);
                }
                default -> {
                    // Cut off here.
                }
            }
            bytes = changed.size() == 0 ? original : changed.toByteArray();
        }
        return bytes;
    }
}
