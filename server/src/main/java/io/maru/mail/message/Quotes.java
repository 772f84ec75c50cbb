package io.maru.mail.message;

import io.maru.platform.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a mail's own words end. Programs mark what they quote in ways of their own: by elements, by a line that says who wrote
 * what follows, by a rule, by a copy of the header.
 */
final class Quotes {

    /** What programs put quotes and signatures into. */
    private static final String QUOTE_ELEMENTS = String.join(
            ", ",
            "div.gmail_quote",
            "div.gmail_quote_container",
            "blockquote.gmail_quote",
            "blockquote[type=cite]",
            "div.moz-cite-prefix",
            "div#appendonsend",
            "div#divRplyFwdMsg",
            "hr#stopSpelling",
            "div#mail-editor-reference-message-container",
            "div.ms-outlook-mobile-reference-message",
            "div.yahoo_quoted",
            "div.protonmail_quote",
            "div[style~=border-top:\\s*solid #(E1E1E1|B5C4DF)]",
            "div[style~=border:\\s*none;\\s*border-top:\\s*solid]");

    private static final String SIGNATURE_ELEMENTS = String.join(
            ", ",
            "div.gmail_signature",
            "span.gmail_signature_prefix",
            "div#Signature",
            "div#signature",
            "div#ms-outlook-mobile-signature",
            "div[id^=AppleMailSignature]",
            "div.moz-signature",
            "pre.moz-signature");

    /** A line that says that an earlier mail follows. */
    private static final Pattern RULE = Pattern.compile(
            "^[ \\t>]*-{2,}\\s*(?:Original Message|Original Appointment|Forwarded message|Forwarded Message|원본 메시지|원본 메세지|원본 메일"
                    + "|원본메일|원본메시지|원본 이메일|전달된 메시지|전달된 메일)\\s*-{2,}\\s*$|^Begin forwarded message:$|^전달된 메시지:?$",
            Pattern.CASE_INSENSITIVE);

    /** A line that says who wrote what is quoted below it. */
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "^(?:On\\b.{5,300}\\bwrote:|Am\\b.{5,300}\\bschrieb.{0,100}:|Le\\b.{5,300}\\ba écrit\\s?:"
                    + "|\\d{4}(?:년|[.\\-/]).{5,300}(?:작성|썼습니다|쓰셨습니다|님이 쓴 글)\\s?:?"
                    + "|.{1,200}(?:님이|님께서) .{0,60}(?:작성|썼습니다|쓰셨습니다)\\s?:)$",
            Pattern.DOTALL);

    /** The first line of a copied header. */
    private static final Pattern HEADER =
            Pattern.compile("^\\s*\\*?(?:From|보낸 ?사람|보낸이|발신(?:인|자)?)\\*?\\s*:\\*?\\s*\\S.*", Pattern.CASE_INSENSITIVE);

    /** What follows in it. */
    private static final Pattern FURTHER_HEADER = Pattern.compile(
            "^\\s*\\*?(?:Sent|Date|To|Subject|보낸 ?날짜|보낸 ?시간|날짜|일시|받는 ?사람|받는이|수신(?:인|자)?|제목)\\*?\\s*:.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SIGNATURE_LINE = Pattern.compile("^--\\s?$");

    /** What telephones and web mailers add. */
    private static final Pattern ADDED =
            Pattern.compile("^(?:Sent from (?:my |Mail for |Outlook|Samsung|Yahoo|Naver|Proton).{0,60}"
                    + "|Get Outlook for (?:iOS|Android).{0,120}|Sent (?:via|with) .{3,60}"
                    + "|(?:나의|내) (?:iPhone|iPad|휴대폰|스마트폰).{0,10}에서 보냄"
                    + "|.{0,40}(?:iPhone|iPad|Galaxy|갤럭시|스마트폰|휴대폰|Android|안드로이드|Samsung|삼성).{0,30}(?:에서|으로|로) (?:보냄|보냈습니다|전송|발송).{0,10}"
                    + "|(?:iOS|Android)용 Outlook.{0,80}"
                    + "|(?:네이버|다음|카카오) ?메일.{0,20}(?:에서|으로|로) (?:보냄|보냈습니다|전송|발송).{0,10})$");

    /** Nobody signs with more. */
    private static final int LONGEST_SIGNATURE = 30;

    private static final int LONGEST_ATTRIBUTION = 400;

    private static final String CUT = "x-cut";

    private Quotes() {}

    static MailText ofPlain(String text, boolean cutShort) {
        List<String> lines = text.lines().toList();
        int quote = quote(lines);
        int signature = signature(lines.subList(0, quote));
        return new MailText(
                html(lines.subList(0, signature)),
                html(lines.subList(signature, quote)),
                html(lines.subList(quote, lines.size())),
                cutShort);
    }

    static MailText ofHtml(String html, boolean cutShort) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        String[] parts = divided(document, firstQuote(document));
        Document own = Jsoup.parseBodyFragment(parts[0]);
        own.outputSettings().prettyPrint(false);
        String[] signed = divided(own, firstSignature(own));
        return new MailText(signed[0], signed[1], parts[1], cutShort);
    }

    /** The beginning of what is quoted at the end of a mail; quotes that are answered line by line stay. */
    private static int quote(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (RULE.matcher(line).matches()
                    || HEADER.matcher(line).matches() && headerFollows(lines, at)
                    || isOutlooksLine(line, lines, at)) {
                return at;
            }
            // The line may have been broken.
            String two = at + 1 < lines.size() ? line + " " + lines.get(at + 1).strip() : line;
            boolean attributed = ATTRIBUTION.matcher(line).matches();
            if (attributed || ATTRIBUTION.matcher(two).matches()) {
                int next = at + (attributed ? 1 : 2);
                if (onlyQuoted(lines, next)) {
                    return at;
                }
            } else if (line.startsWith(">") && onlyQuoted(lines, at)) {
                return at;
            }
        }
        return lines.size();
    }

    private static boolean isOutlooksLine(String line, List<String> lines, int at) {
        return line.matches("_{20,}")
                && at + 1 < lines.size()
                && lines.subList(at + 1, Math.min(lines.size(), at + 4)).stream()
                        .anyMatch(each -> HEADER.matcher(each).matches());
    }

    private static boolean headerFollows(List<String> lines, int at) {
        return lines.subList(at + 1, Math.min(lines.size(), at + 6)).stream()
                        .filter(line -> FURTHER_HEADER.matcher(line).matches())
                        .count()
                >= 2;
    }

    private static boolean onlyQuoted(List<String> lines, int from) {
        List<String> rest = lines.subList(Math.min(from, lines.size()), lines.size());
        return rest.stream().anyMatch(line -> line.stripLeading().startsWith(">"))
                && rest.stream()
                        .allMatch(line -> line.isBlank() || line.stripLeading().startsWith(">"));
    }

    private static int signature(List<String> lines) {
        int end = lines.size();
        for (int at = Math.max(0, end - LONGEST_SIGNATURE); at < end; at++) {
            String line = lines.get(at);
            if (SIGNATURE_LINE.matcher(line).matches()
                    || ADDED.matcher(line.strip()).matches()) {
                return at;
            }
        }
        return end;
    }

    private static String html(List<String> lines) {
        return RichText.ofPlain(String.join("\n", lines)).html();
    }

    private static @Nullable Node firstQuote(Document document) {
        Element marked = document.selectFirst(QUOTE_ELEMENTS);
        for (Node node : inOrder(document.body())) {
            if (node == marked) {
                return withAttribution(marked);
            }
            if (node instanceof TextNode text
                    && RULE.matcher(text.text().strip()).matches()) {
                return node;
            }
            if (node instanceof TextNode text
                    && HEADER.matcher(start(text)).matches()
                    && node.parent() instanceof Element parent
                    && headerIn(around(parent))) {
                return outermost(text);
            }
        }
        return null;
    }

    /** Programs write the name of a header in an element of its own. */
    private static String start(TextNode text) {
        String own = text.text().strip();
        return own.endsWith(":") ? own + " ." : own;
    }

    private static Element around(Element element) {
        Element around = element;
        while (around.parent() != null && !around.isBlock() && !around.parent().nameIs("body")) {
            around = around.parent();
        }
        return around;
    }

    /** Whether the lines that begin here are a copied header: in one block, or in blocks that follow each other. */
    private static boolean headerIn(Element block) {
        StringBuilder text = new StringBuilder(block.wholeText().replaceAll("\\R", " "));
        List<String> lines =
                new ArrayList<>(RichText.of(block.html()).text().lines().toList());
        Element next = block.nextElementSibling();
        for (int more = 0; next != null && more < 5; more++) {
            lines.add(next.text());
            next = next.nextElementSibling();
        }
        return text.length() < 20_000
                && lines.stream()
                                .map(String::strip)
                                .filter(line -> FURTHER_HEADER.matcher(line).matches())
                                .limit(2)
                                .count()
                        == 2;
    }

    /** An attribution that a program puts before the element goes with it. */
    private static Node withAttribution(Element quote) {
        Node before = quote;
        for (int looked = 0; looked < 4; looked++) {
            Node sibling = before.previousSibling();
            if (sibling == null) {
                break;
            }
            before = sibling;
            String text = sibling instanceof Element element
                    ? element.text()
                    : sibling instanceof TextNode words ? words.text() : "";
            if (text.length() < LONGEST_ATTRIBUTION
                    && ATTRIBUTION.matcher(text.strip()).matches()) {
                return sibling;
            }
            if (!text.isBlank()) {
                break;
            }
        }
        return quote;
    }

    /** The rule that a program draws over a copied header belongs to it. */
    private static Node outermost(Node node) {
        Node outermost = node;
        while (outermost.previousSibling() == null
                && outermost.parent() instanceof Element parent
                && !parent.nameIs("body")) {
            outermost = parent;
        }
        return outermost.previousSibling() instanceof Element rule && rule.nameIs("hr") ? rule : outermost;
    }

    private static @Nullable Node firstSignature(Document own) {
        Element marked = own.selectFirst(SIGNATURE_ELEMENTS);
        for (Node node : inOrder(own.body())) {
            if (node == marked) {
                return node;
            }
            if (node instanceof TextNode text) {
                String line = text.getWholeText().replace('\u00A0', ' ').strip();
                if (SIGNATURE_LINE.matcher(line).matches()
                        || ADDED.matcher(line).matches()) {
                    return node;
                }
            }
            if (node instanceof Element element
                    && (element.nameIs("div") || element.nameIs("p"))
                    && element.text().length() < 120
                    && ADDED.matcher(element.text().strip()).matches()) {
                return node;
            }
        }
        return null;
    }

    private static Iterable<Node> inOrder(Element body) {
        Stream<Node> nodes = body.nodeStream();
        return nodes::iterator;
    }

    /** Empty lines before what is cut off show nothing. */
    private static void trimEnd(Element body) {
        Node last = body.lastChild();
        while (last != null) {
            while (last instanceof Element element && element.lastChild() instanceof Node inner) {
                last = inner;
            }
            boolean empty = last instanceof TextNode text
                    ? text.getWholeText().replace('\u00A0', ' ').isBlank()
                    : !(last instanceof Element element) || !element.nameIs("img");
            if (!empty) {
                return;
            }
            last.remove();
            last = body.lastChild();
        }
    }

    /** What stands before a node and what begins with it, each as HTML of its own. */
    private static String[] divided(Document document, @Nullable Node at) {
        if (at == null) {
            return new String[] {document.body().html(), ""};
        }
        at.before(new Element(CUT));
        Document after = document.clone();
        Element endOfOwn = document.expectFirst(CUT);
        for (Node node = endOfOwn; node.parent() != null && node != document.body(); node = node.parent()) {
            while (node.nextSibling() instanceof Node next) {
                next.remove();
            }
        }
        endOfOwn.remove();
        Element beginning = after.expectFirst(CUT);
        for (Node node = beginning; node.parent() != null && node != after.body(); node = node.parent()) {
            while (node.previousSibling() instanceof Node previous) {
                previous.remove();
            }
        }
        beginning.remove();
        trimEnd(document.body());
        return new String[] {document.body().html(), after.body().html()};
    }
}
