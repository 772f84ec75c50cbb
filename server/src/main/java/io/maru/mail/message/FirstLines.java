package io.maru.mail.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The lines at the beginning of a text that tell a program what to do, and the rest. */
final class FirstLines implements NodeFilter {

    private static final Pattern INSTRUCTION = Pattern.compile("#\\p{L}.*");

    private final Document document;
    private final List<String> instructions = new ArrayList<>();

    /** What the instructions stand in, and blank lines before and between them. */
    private final List<Node> taken = new ArrayList<>();

    private final List<Node> line = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private FirstLines(Document document) {
        this.document = document;
    }

    /** @param html which nobody has cleaned */
    static FirstLines of(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        FirstLines lines = new FirstLines(document);
        document.body().filter(lines);
        return lines;
    }

    List<String> instructions() {
        return List.copyOf(instructions);
    }

    /** As HTML. */
    String others() {
        if (!instructions.isEmpty()) {
            taken.forEach(FirstLines::remove);
        }
        return document.body().html();
    }

    /** With whatever held nothing else. */
    private static void remove(Node node) {
        Node empty = node;
        while (empty.parent() instanceof Element around && !around.nameIs("body") && around.childNodeSize() == 1) {
            empty = around;
        }
        if (empty.parent() != null) {
            empty.remove();
        }
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            line.add(words);
            text.append(words.text());
        } else if (node instanceof Element element && element.nameIs("img")) {
            // A picture is neither an instruction nor nothing.
            text.append('\uFFFC');
        } else if (node instanceof Element element && element.nameIs("br")) {
            line.add(element);
            return end();
        } else if (node instanceof Element element && element.isBlock()) {
            return end();
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        return node instanceof Element element && element.isBlock() ? end() : FilterResult.CONTINUE;
    }

    private FilterResult end() {
        String ended = text.toString().replace('\u00A0', ' ').strip();
        boolean instruction = INSTRUCTION.matcher(ended).matches();
        if (!ended.isEmpty() && !instruction) {
            return FilterResult.STOP;
        }
        if (instruction) {
            instructions.add(ended);
        }
        taken.addAll(line);
        line.clear();
        text.setLength(0);
        return FilterResult.CONTINUE;
    }
}
