package io.maru.export;

import io.maru.people.CurrentPerson;
import io.maru.platform.Refused;
import io.maru.query.Queries;
import io.maru.query.QueryKind;
import io.maru.query.TicketTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Writes what a query finds into a file, while it is read. */
@Service
public class Exports {

    /** How long the database may look for the first ticket. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Each holds a connection to the database until its reader has it all. */
    private static final int AT_ONCE = 3;

    /** Of a sheet, as spreadsheets have it. */
    private static final int ROWS_MAXIMUM = 1_048_576;

    private static final List<String> COLUMNS = List.of(
            "key",
            "summary",
            "desk",
            "type",
            "request type",
            "status",
            "resolution",
            "priority",
            "assignee",
            "team",
            "reporter",
            "labels",
            "due",
            "created",
            "updated",
            "resolved");

    private final Queries queries;
    private final MessageSource messages;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Exports(Queries queries, MessageSource messages) {
        this.queries = queries;
        this.messages = messages;
    }

    /** Where a file goes, once it is clear that there is one. */
    @FunctionalInterface
    public interface Target {
        OutputStream open() throws IOException;
    }

    /** What its file is called, without an ending. */
    public String name(CurrentPerson current) {
        return messages.getMessage("export.tickets", null, current.language().locale());
    }

    /**
     * Writes a file of all tickets that a query finds.
     *
     * @param columns names of fields; null for those that say most
     * @param target asked for only when the first ticket was found, so that everything before can be refused
     * @throws Refused {@code exports_busy} when others are being written
     * @throws UncheckedIOException when the reader has left
     */
    public void write(
            CurrentPerson current, String query, @Nullable List<String> columns, ExportFormat format, Target target) {
        TicketTable table = queries.table(current, query, columns == null || columns.isEmpty() ? COLUMNS : columns);
        List<String> header = table.columns().stream()
                .map(column -> column.kind() == QueryKind.DURATION
                        ? messages.getMessage(
                                "export.hours",
                                new Object[] {column.label()},
                                current.language().locale())
                        : column.label())
                .toList();
        if (!turns.tryAcquire()) {
            throw new Refused("exports_busy");
        }
        try {
            Writing writing = new Writing(current, format, header, target);
            table.each(PATIENCE, row -> {
                try {
                    writing.sheet().row(row);
                } catch (IOException left) {
                    throw new UncheckedIOException(left);
                }
            });
            writing.sheet().close();
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        } finally {
            turns.release();
        }
    }

    /** A file that begins with its first row. */
    private final class Writing {

        private final CurrentPerson current;
        private final ExportFormat format;
        private final List<String> header;
        private final Target target;
        private @Nullable Sheet begun;

        Writing(CurrentPerson current, ExportFormat format, List<String> header, Target target) {
            this.current = current;
            this.format = format;
            this.header = header;
            this.target = target;
        }

        Sheet sheet() throws IOException {
            Sheet sheet = begun;
            if (sheet == null) {
                sheet = switch (format) {
                    case CSV -> {
                        Sheet csv = new CsvSheet(target.open(), current.timeZone());
                        csv.row(header);
                        yield csv;
                    }
                    case XLSX -> new XlsxSheet(target.open(), name(current), header, current.timeZone(), ROWS_MAXIMUM);
                };
                begun = sheet;
            }
            return sheet;
        }
    }
}
