package io.maru.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.springframework.core.io.Resource;

/** Says what a file is by looking into it. */
final class ContentTypes {

    static final String UTF_8_TEXT = "text/plain;charset=UTF-8";

    /** Images that browsers show and that can do nothing but be shown. */
    static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final Set<String> SHOWN_IN_THE_BROWSER =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", UTF_8_TEXT);

    private static final int HEAD_LENGTH = 64 * 1024;

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    private ContentTypes() {}

    /**
     * The type its first bytes show. The name only tells apart what looks alike, such as the kinds of zip files, and never
     * makes something into a type that browsers show.
     */
    static String detect(Resource content, String fileName) throws IOException {
        byte[] head;
        try (InputStream stream = content.getInputStream()) {
            head = stream.readNBytes(HEAD_LENGTH);
        }
        String byContent = detect(head, new Metadata());
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
        String byBoth = detect(head, named);
        String type = SHOWN_IN_THE_BROWSER.contains(byBoth) ? byContent : byBoth;
        return type.equals("text/plain") && isUtf8(head, head.length == HEAD_LENGTH) ? UTF_8_TEXT : type;
    }

    /** Whether a browser may show it inside our own site. */
    static boolean isShownInTheBrowser(String contentType) {
        return SHOWN_IN_THE_BROWSER.contains(contentType);
    }

    private static String detect(byte[] head, Metadata metadata) throws IOException {
        return TYPES.detect(new ByteArrayInputStream(head), metadata).toString();
    }

    private static boolean isUtf8(byte[] head, boolean cut) {
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), !cut);
        return !result.isError();
    }
}
