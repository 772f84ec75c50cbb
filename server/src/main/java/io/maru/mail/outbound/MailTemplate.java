package io.maru.mail.outbound;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** What a mail says, as text and as a page, by two files that show the same values: {@code mail/NAME.txt} and {@code mail/NAME.html}. */
public final class MailTemplate {

    private final Template text;
    private final Template html;

    /** @throws UncheckedIOException when one of the files is missing */
    public MailTemplate(String name) {
        this.text = read(name + ".txt", false);
        this.html = read(name + ".html", true);
    }

    private static Template read(String file, boolean html) {
        try {
            String template = new ClassPathResource("mail/" + file).getContentAsString(StandardCharsets.UTF_8);
            return Mustache.compiler().escapeHTML(html).compile(template);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public String text(Object shown) {
        return text.execute(shown);
    }

    /** As a whole page; values stand in it as text and mean nothing in HTML. */
    public String html(Object shown) {
        return html.execute(shown);
    }
}
