package io.maru.platform;

import java.text.Normalizer;

/** Texts without markup, as they may be kept. */
public final class PlainText {

    private PlainText() {}

    /** A text on one line: breaks and tabs become spaces. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** A text of many lines. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** A text on one line that is no longer than so many Unicode characters; what is cut off is marked. */
    public static String shortened(String text, int longest) {
        String line = line(text);
        return length(line) <= longest ? line : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** How long people find it: in Unicode characters, which after composing are syllables in Korean. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Composes what came in parts (Hangul from a Mac's file names), drops control characters, which neither PostgreSQL
     * nor a screen can hold, and puts the replacement character where half a surrogate pair stands.
     */
    private static String clean(String text, boolean lines) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') {
                clean.append(lines ? (char) point : ' ');
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (!Character.isISOControl(point)) {
                clean.appendCodePoint(point);
            }
        });
        return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
    }
}
