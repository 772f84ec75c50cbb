package io.maru.platform.web;

import java.util.Collection;

/** What browsers may load and do in our pages (Content Security Policy 3). */
public final class ContentPolicy {

    private ContentPolicy() {}

    /** @param origins of the pages that may show ours inside them; empty for none */
    public static String framedBy(Collection<String> origins) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                // Mantine and Tiptap set style attributes.
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "connect-src 'self'",
                "font-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors " + (origins.isEmpty() ? "'none'" : String.join(" ", origins)),
                "form-action 'self'");
    }
}
