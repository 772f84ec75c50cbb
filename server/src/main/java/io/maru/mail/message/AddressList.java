package io.maru.mail.message;

import io.maru.platform.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as they come: brackets left open, names that should be quoted, groups, comments. */
final class AddressList {

    /** Nobody is told by name that is one of more. */
    private static final int MOST = 500;

    private static final int LONGEST_NAME = 200;

    private static final Pattern BARE = Pattern.compile("[^\\s<>()\\[\\],;:\"]+@[^\\s<>()\\[\\],;:\"]+");

    private AddressList() {}

    /** @param raw one character a byte */
    static List<MailAddress> of(String raw) {
        List<MailAddress> addresses = new ArrayList<>();
        for (String each : split(raw)) {
            if (addresses.size() < MOST && !each.isBlank()) {
                addresses.add(one(each.strip()));
            }
        }
        return addresses;
    }

    private static MailAddress one(String raw) {
        int open = raw.lastIndexOf('<');
        if (open >= 0) {
            int close = raw.indexOf('>', open);
            String address = raw.substring(open + 1, close < 0 ? raw.length() : close);
            return MailAddress.of(name(raw.substring(0, open)), text(address));
        }
        Matcher bare = BARE.matcher(raw);
        if (!bare.find()) {
            return new MailAddress(name(raw), null);
        }
        // An old way to name somebody: address (name).
        String around = (raw.substring(0, bare.start()) + " " + raw.substring(bare.end())).strip();
        String name =
                around.startsWith("(") && around.endsWith(")") ? around.substring(1, around.length() - 1) : around;
        return MailAddress.of(name(name), text(bare.group()));
    }

    private static String text(String raw) {
        return EncodedWords.decode(raw).replaceAll("\\s", "").replaceAll("^mailto:", "");
    }

    private static String name(String raw) {
        String stripped = raw.strip();
        if (stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")) {
            stripped = stripped.substring(1, stripped.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        String name = EncodedWords.decode(stripped).strip();
        if (name.length() > 1
                && (name.startsWith("\"") && name.endsWith("\"") || name.startsWith("'") && name.endsWith("'"))) {
            name = name.substring(1, name.length() - 1).strip();
        }
        return PlainText.shortened(name.replace("\"", ""), LONGEST_NAME);
    }

    /** At commas and semicolons outside of quotes, brackets and comments; the name of a group and its end are left out. */
    private static List<String> split(String raw) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quotesPair = raw.chars().filter(each -> each == '"').count() % 2 == 0;
        boolean quoted = false;
        int depth = 0;
        boolean bracket = false;
        for (int at = 0; at < raw.length(); at++) {
            char character = raw.charAt(at);
            if (character == '\\' && quoted && at + 1 < raw.length()) {
                part.append(character).append(raw.charAt(++at));
                continue;
            }
            if (character == '"' && quotesPair) {
                quoted = !quoted;
            } else if (!quoted) {
                switch (character) {
                    case '(' -> depth++;
                    case ')' -> depth = Math.max(0, depth - 1);
                    case '<' -> bracket = true;
                    case '>' -> bracket = false;
                    default -> {}
                }
                boolean outside = depth == 0 && !bracket;
                boolean separates = character == ',' || character == ';';
                // A bracket left open ends with the address.
                if (separates && (outside || bracket && part.indexOf("@", part.lastIndexOf("<")) >= 0)) {
                    parts.add(part.toString());
                    part.setLength(0);
                    bracket = false;
                    continue;
                }
                if (character == ':' && outside && raw.indexOf(';', at) >= 0) {
                    part.setLength(0);
                    continue;
                }
            }
            part.append(character);
        }
        parts.add(part.toString());
        return parts;
    }
}
