package io.maru.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * XLSX with dates as dates and numbers as numbers. Texts stand in their cells and are texts, whatever they begin with. A sheet that
 * is full goes on in a further one.
 */
final class XlsxSheet implements Sheet {

    private static final int ROWS_HELD = 1_000;

    /** As long as a cell can be. */
    private static final int TEXT_MAXIMUM = 32_767;

    private final Workbook workbook;
    private final String name;
    private final List<String> header;
    private final ZoneId zone;
    private final int rowsMaximum;
    private Worksheet sheet;
    private int sheets;
    private int row;

    /** @param rowsMaximum of a sheet, its header too */
    XlsxSheet(OutputStream to, String name, List<String> header, ZoneId zone, int rowsMaximum) throws IOException {
        this.name = name;
        this.header = header;
        this.zone = zone;
        this.rowsMaximum = rowsMaximum;
        workbook = new Workbook(to, "Maru", "1.0");
        sheet = begin();
    }

    private Worksheet begin() throws IOException {
        sheets++;
        row = 1;
        Worksheet next = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        next.freezePane(0, 1);
        for (int column = 0; column < header.size(); column++) {
            next.inlineString(0, column, header.get(column));
            next.style(0, column).bold().set();
        }
        return next;
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (row == rowsMaximum) {
            sheet.finish();
            sheet = begin();
        }
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell != null) {
                write(column, cell);
            }
        }
        row++;
        if (row % ROWS_HELD == 0) {
            sheet.flush();
        }
    }

    private void write(int column, Object cell) {
        switch (cell) {
            case Instant instant -> {
                sheet.value(row, column, instant.atZone(zone).toLocalDateTime());
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case BigDecimal number -> sheet.value(row, column, number);
            case Duration duration -> sheet.value(row, column, Hours.of(duration));
            default -> {
                String text = cell.toString();
                sheet.inlineString(row, column, text.substring(0, Math.min(text.length(), TEXT_MAXIMUM)));
            }
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
