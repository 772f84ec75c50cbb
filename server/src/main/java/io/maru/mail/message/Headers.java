package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a mail or of one of its parts, by names in lower case. Values are kept as the bytes they are, one character each, since
 * what they mean depends on where they stand.
 */
final class Headers {

    private final Map<String, List<String>> values = new HashMap<>();

    /** @param line name and value with its folds */
    void add(byte[] line) {
        String text = new String(line, ISO_8859_1);
        int colon = text.indexOf(':');
        if (colon > 0) {
            String value = text.substring(colon + 1)
                    .replaceAll("\\r?\\n(?=[ \\t])", "")
                    .replaceAll("[\\r\\n]+", " ");
            values.computeIfAbsent(text.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(value.strip());
        }
    }

    /** The header at the beginning of these bytes. */
    static Headers of(byte[] message) {
        Headers headers = new Headers();
        StringBuilder line = new StringBuilder();
        for (String next : new String(message, ISO_8859_1).split("\\r?\\n", -1)) {
            if (!line.isEmpty() && !next.startsWith(" ") && !next.startsWith("\t")) {
                headers.add(line.toString().getBytes(ISO_8859_1));
                line.setLength(0);
            }
            if (next.isEmpty()) {
                return headers;
            }
            line.append(line.isEmpty() ? "" : "\n").append(next);
        }
        headers.add(line.toString().getBytes(ISO_8859_1));
        return headers;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The first of this name; empty without one. */
    String raw(String name) {
        return values.containsKey(name) ? values.get(name).getFirst() : "";
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first of this name as people read it. */
    String text(String name) {
        return EncodedWords.decode(raw(name));
    }

    static byte[] bytes(String raw) {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }
}
