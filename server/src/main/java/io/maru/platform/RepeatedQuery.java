package io.maru.platform;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query that is asked again as it is: its text is written and its values are gathered once. {@link FixedQuery} is for those whose
 * values differ from call to call.
 */
public final class RepeatedQuery {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Long.class,
            Integer.class,
            Short.class,
            Boolean.class,
            BigDecimal.class,
            Instant.class,
            LocalDate.class,
            JSONB.class,
            Long[].class,
            String[].class);

    private final String sql;
    private final List<@Nullable Object> values;
    private final Field<?>[] fields;

    private RepeatedQuery(String sql, List<@Nullable Object> values, Field<?>[] fields) {
        this.sql = sql;
        this.values = values;
        this.fields = fields;
    }

    /** Empty when one of the values is of a kind that is seldom asked for, and is better left to jOOQ. */
    public static Optional<RepeatedQuery> of(Select<?> query) {
        DSLContext writer = DSL.using(SQLDialect.POSTGRES);
        List<@Nullable Object> values = writer.extractBindValues(query);
        return values.stream().allMatch(value -> value == null || KNOWN.contains(value.getClass()))
                ? Optional.of(new RepeatedQuery(
                        writer.render(query), values, query.getSelect().toArray(Field<?>[]::new)))
                : Optional.empty();
    }

    /**
     * Asks it in the current transaction.
     *
     * @param patience after which the database gives up
     */
    public Result<Record> fetch(DSLContext database, Duration patience) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout((int) patience.toSeconds());
                for (int index = 0; index < values.size(); index++) {
                    FixedQuery.bind(statement, index + 1, values.get(index));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return database.fetch(rows, fields);
                }
            }
        });
    }
}
