package io.maru.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;

/**
 * A query whose text is written once. For what nearly every request asks: jOOQ takes longer to write such a text than
 * PostgreSQL to answer it. What differs from call to call stands in the query as a {@link #value}.
 */
public final class FixedQuery {

    /** How a value stands in the text until all of it is written; no name or text of ours has this character. */
    private static final char MARK = '\u0001';

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\w+)" + MARK);

    private final String sql;
    private final List<String> names;
    private final Field<?>[] fields;

    public FixedQuery(Select<?> query) {
        Matcher values = MARKED.matcher(DSL.using(SQLDialect.POSTGRES).renderInlined(query));
        names = values.results().map(value -> value.group(1)).toList();
        sql = values.replaceAll("?");
        fields = query.getSelect().toArray(Field<?>[]::new);
    }

    /** A value that is given with each call. */
    public static <T> Field<T> value(String name, Field<T> like) {
        return CustomField.of(name, like.getDataType(), context -> context.sql(MARK + name + MARK));
    }

    /** Asks it in the current transaction. */
    public Result<Record> fetch(DSLContext database, Map<String, ?> values) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < names.size(); index++) {
                    bind(statement, index + 1, Objects.requireNonNull(values.get(names.get(index)), names.get(index)));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return database.fetch(rows, fields);
                }
            }
        });
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Long[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers));
            default -> statement.setObject(index, value);
        }
    }
}
