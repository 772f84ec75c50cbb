package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

/** What is in a {@code winmail.dat}, in which Exchange hides text and files from programs other than Outlook. */
record TnefContent(Optional<String> text, boolean html, List<File> files) {

    private static final int MOST_FILES = 200;

    record File(String name, byte[] content) {}

    /** Nothing when it is broken. */
    static Optional<TnefContent> of(byte[] bytes) {
        try {
            HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
            List<File> files = new ArrayList<>();
            for (Attachment attachment : message.getAttachments()) {
                if (files.size() < MOST_FILES) {
                    files.add(new File(name(attachment), attachment.getContents()));
                }
            }
            @Nullable String html = string(message, MAPIProperty.BODY_HTML);
            @Nullable String text = html == null ? string(message, MAPIProperty.BODY) : html;
            return Optional.of(new TnefContent(Optional.ofNullable(text), html != null, files));
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static String name(Attachment attachment) {
        @Nullable
        String name = attachment.getLongFilename() == null ? attachment.getFilename() : attachment.getLongFilename();
        // Bytes in the code page of the sender's system come as one character each.
        return name == null || name.isBlank()
                ? "file"
                : name.chars().allMatch(character -> character < 0x100)
                        ? Charsets.decode(name.getBytes(ISO_8859_1), null)
                        : name;
    }

    private static @Nullable String string(HMEFMessage message, MAPIProperty property) {
        @Nullable MAPIAttribute attribute = message.getMessageMAPIAttribute(property);
        if (attribute instanceof MAPIStringAttribute string) {
            return string.getDataString();
        }
        return attribute == null || attribute.getData().length == 0 ? null : Charsets.decode(attribute.getData(), null);
    }
}
