package io.maru.mail.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The mails in {@code src/test/resources/mail}, made for these tests after what programs send. */
public final class SampleMails {

    public static final UUID PICTURE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private SampleMails() {}

    public static byte[] bytes(String name) {
        try (InputStream file = SampleMails.class.getResourceAsStream("/mail/" + name + ".eml")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParsedMail parsed(String name) {
        return parsed(bytes(name));
    }

    static ParsedMail parsed(byte[] raw) {
        return (ParsedMail) read(raw, AttachmentSink.NONE);
    }

    static MailReading read(byte[] raw, AttachmentSink sink) {
        try {
            return new MailParser(Set.of("mx.example.com")).read(new ByteArrayInputStream(raw), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name, what each file contains. */
    static Map<String, byte[]> files(byte[] raw) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        read(raw, (attachment, content) -> files.put(attachment.name(), content.readAllBytes()));
        return files;
    }
}
