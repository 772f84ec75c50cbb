package io.maru.platform;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people write: a small vocabulary of HTML, cleaned when it is stored so that web, mail and print may show it as
 * it is, and its plain text.
 *
 * @param html only the elements and attributes of the policy below; every link carries {@code rel="noopener nofollow
 *     noreferrer"}, every image is one of our own attachments, and a
 *     {@code span} may name a person
 */
public record RichText(String html, String text) {

    public static final RichText EMPTY = new RichText("", "");

    /** The longest text accepted, in characters of HTML: room for a pasted log of a megabyte. */
    public static final int MAXIMUM_LENGTH = 2_000_000;

    private static final Pattern OWN_IMAGE = Pattern.compile("/api/attachments/[0-9a-f-]{36}(/thumbnail)?");

    private static final Pattern ATTACHMENT_ID =
            Pattern.compile("/api/attachments/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /** Holds the id of the person whom a {@code span} names. */
    private static final String MENTION = "data-mention";

    private static final int MOST_MENTIONS = 50;

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "strong",
                    "b",
                    "em",
                    "i",
                    "u",
                    "s",
                    "del",
                    "sub",
                    "sup",
                    "mark",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "hr",
                    "a",
                    "img",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "span",
                    "div")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .requireRelsOnLinks("noopener", "nofollow", "noreferrer")
            .allowAttributes("src")
            .matching(OWN_IMAGE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("[0-9]{1,4}"))
            .onElements("img")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("[0-9]{1,2}"))
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,5}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[a-z0-9+#-]{1,30}"))
            .onElements("code")
            .allowAttributes(MENTION)
            .matching(Pattern.compile("[1-9][0-9]{0,17}"))
            .onElements("span")
            .toFactory();

    /** Cleans HTML from anywhere. Never fails; what is not allowed is dropped, its text kept. */
    public static RichText of(String hostile) {
        if (hostile.isBlank()) {
            return EMPTY;
        }
        String html = POLICY.sanitize(withoutNul(hostile)).strip();
        String text = plain(html);
        boolean empty = text.isEmpty() && !html.contains("<img");
        return empty ? EMPTY : new RichText(html, text);
    }

    /** Plain text as rich text: paragraphs at blank lines, line breaks kept. */
    public static RichText ofPlain(String plain) {
        String text = withoutNul(plain).strip();
        if (text.isEmpty()) {
            return EMPTY;
        }
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.split("\\R{2,}")) {
            html.append("<p>")
                    .append(Entities.escape(paragraph).replaceAll("\\R", "<br />"))
                    .append("</p>");
        }
        return new RichText(
                POLICY.sanitize(html.toString()),
                text.replaceAll("\\R{2,}", "\n").replaceAll("\\R", "\n"));
    }

    /** The plain text of HTML that was cleaned before. */
    public static String textOf(String cleaned) {
        return plain(cleaned);
    }

    public boolean isEmpty() {
        return html.isEmpty();
    }

    /** The attachments that its images show. */
    public Set<UUID> images() {
        return html.contains("<img") ? imagesIn(html) : Set.of();
    }

    private static Set<UUID> imagesIn(String html) {
        return Jsoup.parseBodyFragment(html).select("img[src]").stream()
                .map(image -> ATTACHMENT_ID.matcher(image.attr("src")))
                .filter(Matcher::lookingAt)
                .map(found -> UUID.fromString(found.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The persons whom it mentions, by id; no more than fifty. */
    public Set<Long> mentions() {
        return html.contains(MENTION)
                ? Jsoup.parseBodyFragment(html).select("span[" + MENTION + "]").stream()
                        .map(span -> Long.valueOf(span.attr(MENTION)))
                        .distinct()
                        .limit(MOST_MENTIONS)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** PostgreSQL cannot keep U+0000 in a text. */
    public static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private static String plain(String html) {
        StringBuilder text = new StringBuilder();
        Jsoup.parseBodyFragment(html).body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText());
                } else if (node instanceof Element element && element.nameIs("li")) {
                    text.append("- ");
                } else if (node instanceof Element element && element.nameIs("br")) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (!(node instanceof Element element)) {
                    return;
                }
                if (element.nameIs("td") || element.nameIs("th")) {
                    text.append('\t');
                } else if (element.isBlock() && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
            }
        });
        return text.toString().strip();
    }
}
