package io.maru.attachment;

import java.text.Normalizer;

/** Turns what a sender calls a file into a name that is safe to show, to send and to save. */
final class FileName {

    private static final int MAXIMUM_LENGTH = 255;

    private static final String NAMELESS = "file";

    private FileName() {}

    /**
     * The last part of a path, in composed form (macOS sends Hangul in pieces), on one line, without characters that
     * turn the direction of the text around them, since {@code gnp.exe} must not be shown as {@code exe.png}.
     */
    static String clean(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(character -> {
            if (isSafe(character)) {
                kept.appendCodePoint(character);
            }
        });
        String clean = kept.toString().strip();
        clean = clean.replaceAll("\\.+$", "").strip();
        return clean.isEmpty() ? NAMELESS : shortened(clean);
    }

    private static boolean isSafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            // Joiners hold emoji and some scripts together; the other format characters only deceive.
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            default -> true;
        };
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAXIMUM_LENGTH) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
        int kept = MAXIMUM_LENGTH - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }
}
