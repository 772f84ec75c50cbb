package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Turns bytes into text by what their label says, or by the best reading when that cannot be. Never fails. */
final class Charsets {

    /** Windows' code page holds all that was ever called EUC-KR, and the 8,822 syllables that mailers send under that name besides. */
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Charset JAPANESE_MAIL = Charset.forName("x-windows-iso2022jp");

    private static final String UTF_7 = "utf-7";

    /** Labels that mean more than they say, as programs have used them. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("euckr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601-1989", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ksc_5601", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("ks_x_1001", "x-windows-949"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("ms949", "x-windows-949"),
            Map.entry("uhc", "x-windows-949"),
            Map.entry("windows-949", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("unicode-1-1-utf-7", UTF_7),
            Map.entry("utf8", "UTF-8"));

    private static final Pattern ESCAPE_OF_JAPANESE = Pattern.compile("\u001B(?:\\$[@B(]|\\([JI])");
    private static final Pattern ESCAPE_OF_KOREAN = Pattern.compile("\u001B\\$\\)C");
    private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9+/]*)-?");

    private static final byte ESCAPE = 0x1B;

    private Charsets() {}

    /** @param label as the mail has it; null when it has none */
    static String decode(byte[] bytes, @Nullable String label) {
        if (UTF_7.equals(meant(label))) {
            return utf7(new String(bytes, ISO_8859_1));
        }
        Charset labelled = charset(label).orElse(null);
        int beyondAscii = beyondAscii(bytes);
        if (beyondAscii == 0 && (labelled == null || labelled.equals(WESTERN))) {
            return sevenBits(bytes);
        }
        if (beyondAscii > 0 && isUtf8Instead(bytes, labelled)) {
            return new String(bytes, UTF_8);
        }
        if ((labelled == null || labelled.equals(WESTERN)) && isKorean(bytes)) {
            return new String(bytes, KOREAN);
        }
        if (labelled != null && lost(bytes, labelled) <= Math.max(1, beyondAscii / 10)) {
            return new String(bytes, labelled);
        }
        return best(bytes, labelled);
    }

    private static Optional<Charset> charset(@Nullable String label) {
        try {
            return label == null || label.isBlank() ? Optional.empty() : Optional.of(Charset.forName(meant(label)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String meant(@Nullable String label) {
        String clean = label == null ? "" : label.strip().toLowerCase(Locale.ROOT);
        return MEANT.getOrDefault(clean, clean);
    }

    /** Nobody labels these, or they would not come without one. */
    private static String sevenBits(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        if (text.indexOf(ESCAPE) < 0) {
            return text;
        }
        if (ESCAPE_OF_KOREAN.matcher(text).find()) {
            return new String(bytes, Charset.forName("ISO-2022-KR"));
        }
        return ESCAPE_OF_JAPANESE.matcher(text).find() ? new String(bytes, JAPANESE_MAIL) : text;
    }

    /**
     * Whether a text is UTF-8 whatever its label says. What reads as UTF-8 to the last byte is nothing else, but for a syllable or two of
     * two bytes each, for which the label is believed.
     */
    private static boolean isUtf8Instead(byte[] bytes, @Nullable Charset labelled) {
        boolean oneByteEach = labelled == null || labelled.newEncoder().maxBytesPerChar() <= 1;
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return oneByteEach || UTF_8.equals(labelled) || text.chars().anyMatch(character -> character >= 0x800);
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    /** Korean goes by no name or by a Western one more often than all else here; and hardly anything else reads as nothing but Hangul. */
    private static boolean isKorean(byte[] bytes) {
        if (lost(bytes, KOREAN) > 0) {
            return false;
        }
        String text = new String(bytes, KOREAN);
        long foreign = text.chars().filter(character -> character >= 0x80).count();
        long hangul = text.chars()
                .filter(character -> character >= '가' && character <= '힣')
                .count();
        return hangul > 0 && hangul * 5 >= foreign * 4;
    }

    private static String best(byte[] bytes, @Nullable Charset labelled) {
        if (isKorean(bytes)) {
            return new String(bytes, KOREAN);
        }
        List<Charset> candidates = new ArrayList<>();
        detected(bytes).ifPresent(candidates::add);
        candidates.add(KOREAN);
        if (labelled != null) {
            candidates.add(labelled);
        }
        candidates.add(WESTERN);
        Charset best = WESTERN;
        int least = Integer.MAX_VALUE;
        for (Charset candidate : candidates) {
            int lost = lost(bytes, candidate);
            if (lost < least) {
                best = candidate;
                least = lost;
            }
        }
        return new String(bytes, best);
    }

    private static Optional<Charset> detected(byte[] bytes) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        return charset(detector.getDetectedCharset());
    }

    private static int beyondAscii(byte[] bytes) {
        int count = 0;
        for (byte each : bytes) {
            if (each < 0) {
                count++;
            }
        }
        return count;
    }

    /** How many places of these bytes the charset has no character for. */
    private static int lost(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try {
            return (int) decoder.decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .filter(character -> character == '\uFFFD')
                    .count();
        } catch (CharacterCodingException impossible) {
            return bytes.length;
        }
    }

    /** RFC 2152, which Java does not know. */
    private static String utf7(String text) {
        return SHIFTED.matcher(text).replaceAll(shifted -> {
            String digits = shifted.group(1);
            if (digits.isEmpty()) {
                return "+";
            }
            byte[] units = Base64.getDecoder()
                    .decode(digits.substring(0, digits.length() - (digits.length() % 4 == 1 ? 1 : 0)));
            String decoded = new String(units, 0, units.length - units.length % 2, UTF_16BE);
            return Matcher.quoteReplacement(decoded);
        });
    }
}
