package io.maru.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it. */
final class CsvSheet implements Sheet {

    /** What formulas begin with; the last one is the minus of mathematics. */
    private static final String BEGINNINGS = "=+-@|\u2212";

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Writer writer;
    private final ZoneId zone;

    CsvSheet(OutputStream to, ZoneId zone) throws IOException {
        this.zone = zone;
        writer = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
        writer.write('\uFEFF');
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            if (column > 0) {
                writer.write(',');
            }
            Object cell = cells.get(column);
            if (cell != null) {
                writer.write('"');
                writer.write(text(cell).replace("\"", "\"\""));
                writer.write('"');
            }
        }
        writer.write("\r\n");
    }

    private String text(Object cell) {
        return switch (cell) {
            case Instant instant -> INSTANT.format(instant.atZone(zone));
            case LocalDate date -> date.toString();
            case BigDecimal number -> number.toPlainString();
            case Duration duration -> Hours.of(duration).toPlainString();
            default -> harmless(cell.toString());
        };
    }

    /**
     * A text that no spreadsheet takes for a formula: one that could be begins with an apostrophe. Full-width signs count like the
     * plain ones, and what cannot be seen does not count.
     */
    static String harmless(String text) {
        for (int index = 0; index < text.length(); ) {
            int character = text.codePointAt(index);
            if (index == 0 && "\t\r\n".indexOf(character) >= 0) {
                return "'" + text;
            }
            if (!unseen(character)) {
                String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
                return BEGINNINGS.indexOf(plain.codePointAt(0)) >= 0 ? "'" + text : text;
            }
            index += Character.charCount(character);
        }
        return text;
    }

    private static boolean unseen(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == '"';
    }

    @Override
    public void close() throws IOException {
        writer.flush();
    }
}
