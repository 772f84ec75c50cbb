package io.maru.generate;

/** A text as it is kept: HTML as the product's cleaning leaves it, and the plain text of it. */
final class RichText {

    private final StringBuilder html = new StringBuilder(400);
    private final StringBuilder text = new StringBuilder(300);

    RichText paragraph(String words) {
        html.append("<p>");
        escape(words);
        html.append("</p>");
        return line(words);
    }

    RichText list(Iterable<String> items) {
        html.append("<ul>");
        for (String item : items) {
            html.append("<li>");
            escape(item);
            html.append("</li>");
            line("- " + item);
        }
        html.append("</ul>");
        return this;
    }

    RichText code(String language, String code) {
        html.append("<pre><code class=\"language-").append(language).append("\">");
        escape(code);
        html.append("</code></pre>");
        return line(code);
    }

    private RichText line(String words) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(words);
        return this;
    }

    /** As the library that cleans HTML writes it. */
    private void escape(String words) {
        for (int i = 0; i < words.length(); i++) {
            char each = words.charAt(i);
            switch (each) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"', '\'', '+', '=', '@', '`' -> html.append("&#").append((int) each).append(';');
                default -> {
                    if (Character.isHighSurrogate(each)) {
                        html.append("&#x")
                                .append(Integer.toHexString(words.codePointAt(i)))
                                .append(';');
                        i++;
                    } else {
                        html.append(each);
                    }
                }
            }
        }
    }

    String html() {
        return html.toString();
    }

    String text() {
        return text.toString();
    }
}
