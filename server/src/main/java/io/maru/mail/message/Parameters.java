package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maru.platform.PlainText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header value with parameters, such as {@code text/plain; charset=utf-8}: RFC 2231 with its continuations, and what programs write
 * instead, which is RFC 2047 in quotes, and bare bytes.
 *
 * @param value what stands before the parameters, in lower case
 * @param texts the parameters by names in lower case, decoded
 */
record Parameters(String value, Map<String, String> texts) {

    private static final Pattern NAME = Pattern.compile("([^*]+?)(?:\\*(\\d{1,3}))?(\\*)?");

    /** @param encoded whether percent signs stand for bytes */
    private record Piece(String text, boolean encoded) {}

    static Parameters of(String raw) {
        Map<String, String> texts = new HashMap<>();
        Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
        String value = "";
        int at = 0;
        for (boolean first = true; at <= raw.length(); first = false) {
            int end = end(raw, at);
            String part = raw.substring(at, end).strip();
            int equals = part.indexOf('=');
            if (first) {
                value = part.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
            } else if (equals > 0) {
                String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String given = unquoted(part.substring(equals + 1).strip());
                Matcher named = NAME.matcher(name);
                if (!name.contains("*") || !named.matches()) {
                    texts.putIfAbsent(name, EncodedWords.decode(given));
                } else {
                    int number = named.group(2) == null ? 0 : Integer.parseInt(named.group(2));
                    pieces.computeIfAbsent(named.group(1), each -> new TreeMap<>())
                            .put(number, new Piece(given, named.group(3) != null));
                }
            }
            at = end + 1;
        }
        pieces.forEach((name, parts) -> texts.put(name, joined(parts)));
        return new Parameters(value, texts);
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** The next semicolon outside of quotes; a quote that is never closed ends with the value. */
    private static int end(String raw, int from) {
        boolean quoted = false;
        for (int at = from; at < raw.length(); at++) {
            char character = raw.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == '\\' && quoted && at + 1 < raw.length() && raw.charAt(at + 1) == '"') {
                at++;
            } else if (character == ';' && !quoted) {
                return at;
            }
        }
        return raw.length();
    }

    private static String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        String inside = text.substring(1, text.length() > 1 && text.endsWith("\"") ? text.length() - 1 : text.length());
        return inside.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String joined(TreeMap<Integer, Piece> parts) {
        StringBuilder bytes = new StringBuilder();
        String charset = "";
        for (Map.Entry<Integer, Piece> part : parts.entrySet()) {
            String text = part.getValue().text();
            if (part.getValue().encoded()) {
                String[] labelled = text.split("'", 3);
                if (part.getKey() == 0 && labelled.length == 3) {
                    charset = labelled[0];
                    text = labelled[2];
                }
                text = new String(EncodedWords.percentDecoded(text, '%'), ISO_8859_1);
            }
            bytes.append(text);
        }
        String raw = bytes.toString();
        return raw.contains("=?")
                ? EncodedWords.decode(raw)
                : PlainText.line(Charsets.decode(Headers.bytes(raw), charset));
    }
}
