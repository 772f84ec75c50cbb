package io.maru.mail.message;

import io.maru.platform.PlainText;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 2047, as it is written and as it should not be written: in quotes, inside of words, characters cut in two, bare bytes. */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?([^?*\\s]{1,60})(?:\\*[^?\\s]{0,20})?\\?([BbQq])\\?([^?]*)(?:\\?=|$)");

    private EncodedWords() {}

    /** @param raw one character a byte */
    static String decode(String raw) {
        Matcher word = WORD.matcher(raw);
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        while (word.find()) {
            String between = raw.substring(end, word.start());
            boolean adjacent = end > 0 && between.isBlank();
            // Some programs cut a character in two words, so that words of one charset are put together before they are
            // read.
            if (!adjacent || !charset.equals(word.group(1).toLowerCase(Locale.ROOT))) {
                text.append(Charsets.decode(pending.toByteArray(), charset));
                pending.reset();
            }
            if (!adjacent) {
                text.append(bare(between));
            }
            charset = word.group(1).toLowerCase(Locale.ROOT);
            pending.writeBytes(word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quoted(word.group(3)));
            end = word.end();
        }
        text.append(Charsets.decode(pending.toByteArray(), charset)).append(bare(raw.substring(end)));
        return PlainText.line(text.toString());
    }

    private static String bare(String raw) {
        return Charsets.decode(Headers.bytes(raw), null);
    }

    static byte[] base64(String text) {
        String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(digits.length() % 4 == 1 ? digits.substring(0, digits.length() - 1) : digits);
    }

    private static byte[] quoted(String text) {
        return percentDecoded(text.replace('_', ' '), '=');
    }

    /** Bytes written as a sign and two hexadecimal digits; a sign before anything else is itself. */
    static byte[] percentDecoded(String text, char sign) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
            if (character == sign && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                at += 2;
            } else {
                bytes.write(character);
            }
        }
        return bytes.toByteArray();
    }
}
