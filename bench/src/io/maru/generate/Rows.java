package io.maru.generate;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for one table in PostgreSQL's binary COPY format, gathered in memory and sent at once. */
final class Rows {

    private static final byte[] BEGINNING = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long YEAR_2000 = 946_684_800L;
    private static final long DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int OID_OF_TEXT = 25;

    private final String statement;
    private final int columns;
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int rows;

    /**
     * @param columns names with commas between them
     * @param emptied whether the table was emptied in the same transaction: its rows then need no freezing later
     */
    Rows(String table, String columns, boolean emptied) {
        this.statement =
                "copy " + table + " (" + columns + ") from stdin with (format binary, freeze " + emptied + ")";
        this.columns = columns.split(",").length;
        clear();
    }

    private void clear() {
        length = 0;
        rows = 0;
        put(BEGINNING);
    }

    /** Begins the next row; its values follow in the order of the columns. */
    Rows row() {
        rows++;
        return int2Bits(columns);
    }

    Rows nothing() {
        return int4Bits(-1);
    }

    Rows number(long value) {
        return int4Bits(8).int8Bits(value);
    }

    /** @param value 0 for none: no row has this id */
    Rows reference(long value) {
        return value == 0 ? nothing() : number(value);
    }

    Rows integer(int value) {
        return int4Bits(4).int4Bits(value);
    }

    Rows small(int value) {
        return int4Bits(2).int2Bits(value);
    }

    Rows truth(boolean value) {
        int4Bits(1);
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    Rows text(String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    Rows bytes(byte[] value) {
        int4Bits(value.length);
        return put(value);
    }

    Rows json(String value) {
        if (value == null) {
            return nothing();
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int4Bits(text.length + 1);
        room(1);
        bytes[length++] = 1;
        return put(text);
    }

    /** @param seconds since 1970; 0 for none */
    Rows instant(long seconds) {
        return seconds == 0 ? nothing() : number((seconds - YEAR_2000) * 1_000_000L);
    }

    Rows date(LocalDate date) {
        return date == null ? nothing() : integer((int) (date.toEpochDay() - DAY_2000));
    }

    Rows uuid(UUID id) {
        return int4Bits(16).int8Bits(id.getMostSignificantBits()).int8Bits(id.getLeastSignificantBits());
    }

    Rows texts(List<String> values) {
        int at = length;
        int4Bits(0);
        int4Bits(values.isEmpty() ? 0 : 1).int4Bits(0).int4Bits(OID_OF_TEXT);
        if (!values.isEmpty()) {
            int4Bits(values.size()).int4Bits(1);
            values.forEach(this::text);
        }
        int end = length;
        length = at;
        int4Bits(end - at - 4);
        length = end;
        return this;
    }

    private Rows int2Bits(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    private Rows int4Bits(int value) {
        return int2Bits(value >> 16).int2Bits(value);
    }

    private Rows int8Bits(long value) {
        return int4Bits((int) (value >> 32)).int4Bits((int) value);
    }

    private Rows put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private void room(int needed) {
        if (length + needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + needed));
        }
    }

    /** Sends what was gathered, and is empty again. */
    void send(Connection connection) throws SQLException {
        if (rows > 0) {
            int2Bits(-1);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            copy.writeToCopy(bytes, 0, length);
            copy.endCopy();
        }
        clear();
    }
}
