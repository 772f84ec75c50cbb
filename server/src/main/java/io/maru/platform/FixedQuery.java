package io.maru.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.VisitListener;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * A query, or a statement that changes rows, whose text is written once. For what nearly every request asks: jOOQ takes
 * longer to write such a text than PostgreSQL to answer it. What differs from call to call stands in it as a
 * {@link #value}.
 */
public final class FixedQuery {

    /** How a value stands in the text until all of it is written; no name or text of ours has this character. */
    private static final char MARK = '\u0001';

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\w+)" + MARK);

    private final String sql;
    private final List<String> names;
    private final Field<?>[] fields;
    private final boolean plannedAnew;

    public FixedQuery(Query query) {
        this(query, Map.of());
    }

    /** @param instead tables that are read in the place of others, wherever the query names these */
    public FixedQuery(Query query, Map<Table<?>, Table<?>> instead) {
        this(query, instead, false);
    }

    /** One that PostgreSQL plans for the values of each call, since the plan that is good for few rows is bad for many. */
    public static FixedQuery plannedAnew(Query query) {
        return new FixedQuery(query, Map.of(), true);
    }

    private FixedQuery(Query query, Map<Table<?>, Table<?>> instead, boolean plannedAnew) {
        this.plannedAnew = plannedAnew;
        Configuration writing = new DefaultConfiguration().set(SQLDialect.POSTGRES);
        if (!instead.isEmpty()) {
            writing.set(VisitListener.onVisitStart(visit -> {
                if (visit.queryPart() instanceof Table<?> table && instead.containsKey(table)) {
                    visit.queryPart(instead.get(table));
                }
            }));
        }
        Matcher values = MARKED.matcher(DSL.using(writing).renderInlined(query));
        names = values.results().map(value -> value.group(1)).toList();
        sql = values.replaceAll("?");
        fields = switch (query) {
            case Select<?> select -> select.getSelect().toArray(Field<?>[]::new);
            case ResultQuery<?> returning -> returning.fields();
            default -> new Field<?>[0];
        };
    }

    /** A value that is given with each call. */
    public static <T> Field<T> value(String name, Field<T> like) {
        return CustomField.of(name, like.getDataType(), context -> context.sql(MARK + name + MARK));
    }

    /**
     * Asks it in the current transaction.
     *
     * @param values by name; one that may be nothing is given as null, none is left out
     */
    public Result<Record> fetch(DSLContext database, Map<String, ? extends @Nullable Object> values) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = prepared(connection)) {
                bind(statement, values);
                try (ResultSet rows = statement.executeQuery()) {
                    return database.fetch(rows, fields);
                }
            }
        });
    }

    /**
     * Carries it out in the current transaction, once for each of these, in one journey to the database.
     *
     * @param values each as for {@link #fetch}
     */
    public void execute(DSLContext database, Collection<? extends Map<String, ? extends @Nullable Object>> values) {
        database.connection(connection -> {
            try (PreparedStatement statement = prepared(connection)) {
                for (Map<String, ? extends @Nullable Object> each : values) {
                    bind(statement, each);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (plannedAnew) {
            // What has no name at the server keeps no plan there.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, Map<String, ? extends @Nullable Object> values) throws SQLException {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            Object value = values.get(name);
            if (value == null && !values.containsKey(name)) {
                throw new IllegalArgumentException("No value for " + name);
            }
            bind(statement, index + 1, value);
        }
    }

    static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Long[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers));
            case String[] texts ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            case JSONB json -> statement.setObject(index, json.data(), Types.OTHER);
            case null, default -> statement.setObject(index, value);
        }
    }
}
