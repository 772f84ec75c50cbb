package io.maru.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are made of. */
class SheetsTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+82 10",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=1",
                "\u0001=1",
                "\"=1",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff20A1",
                "\u2212" + "1",
                "|cmd"
            })
    void whatCouldBeAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(CsvSheet.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "메일이 안 와요", "a=b", "3 - 2", "(주)한빛", "'=1", "https://example.com/?a=b"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(CsvSheet.harmless(text)).isEqualTo(text);
    }

    @Test
    void csvKeepsQuotationMarksAndLinesAndSaysItsTimesInTheReadersZone() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Sheet sheet = new CsvSheet(written, SEOUL)) {
            sheet.row(Arrays.asList(
                    "say \"hi\",\r\n=1",
                    null,
                    Instant.parse("2026-11-22T20:00:00Z"),
                    LocalDate.parse("2026-12-24"),
                    new BigDecimal("-1500"),
                    Duration.ofMinutes(90)));
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\ufeff\"say \"\"hi\"\",\r\n=1\",,\"2026-11-23 05:00:00\",\"2026-12-24\",\"-1500\",\"1.50\"\r\n");
    }

    @Test
    void xlsxHoldsTextsDatesAndNumbersAndGoesOnInAFurtherSheet() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Sheet sheet = new XlsxSheet(written, "Tickets", List.of("Summary", "Created"), SEOUL, 3)) {
            for (int row = 0; row < 3; row++) {
                sheet.row(List.of("=1+" + row + "\u0000", Instant.parse("2026-11-21T15:00:00Z")));
            }
        }
        Map<String, String> parts = parts(written.toByteArray());

        assertThat(parts.get("xl/workbook.xml")).contains("\"Tickets\"", "\"Tickets 2\"");
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains("t=\"inlineStr\"", "=1+1")
                .doesNotContain("<f>", "=1+2")
                .as("midnight in Seoul, as the day's number")
                .contains("<v>46348");
        assertThat(parts.get("xl/worksheets/sheet2.xml")).contains("Summary", "=1+2");
    }

    /** By design: what has been written is handed on, and not kept until the end. */
    @Test
    @Tag("X02")
    void longFilesAreHandedOnAsTheyGrow() throws IOException {
        for (ExportFormat format : ExportFormat.values()) {
            long[] passed = {0};
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int one) {
                    passed[0]++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    passed[0] += length;
                }
            };
            try (Sheet sheet = format == ExportFormat.CSV
                    ? new CsvSheet(counting, SEOUL)
                    : new XlsxSheet(counting, "Tickets", List.of("Summary"), SEOUL, 1_048_576)) {
                long before = 0;
                for (int part = 0; part < 5; part++) {
                    for (int row = 0; row < 10_000; row++) {
                        sheet.row(List.of("Ticket " + Integer.toHexString((part * 10_000 + row) * 0x9e3779b9)));
                    }
                    assertThat(passed[0]).as(format.key()).isGreaterThan(before + 50_000);
                    before = passed[0];
                }
            }
        }
    }

    private Map<String, String> parts(byte[] file) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        Path kept = Files.write(folder.resolve("file.xlsx"), file);
        try (ZipFile zip = new ZipFile(kept.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
