package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketQueries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What a query finds, as a table that is read row by row and never stands in memory as a whole. */
public final class TicketTable {

    /** More values of a column than this are looked up each time they come. */
    private static final int TOLD_MAXIMUM = 10_000;

    private final CurrentPerson current;
    private final TicketQueries tickets;
    private final Condition where;
    private final List<TicketQueries.Sort> order;
    private final List<QueryField> fields;
    private final Map<QueryField, Map<Object, String>> told = new HashMap<>();

    TicketTable(
            CurrentPerson current,
            TicketQueries tickets,
            Condition where,
            List<TicketQueries.Sort> order,
            List<QueryField> fields) {
        this.current = current;
        this.tickets = tickets;
        this.where = where;
        this.order = order;
        this.fields = fields;
    }

    /** @param label in the reader's words */
    public record Column(String label, QueryKind kind) {}

    public List<Column> columns() {
        return fields.stream()
                .map(field -> new Column(field.label().in(current.language()), field.kind()))
                .toList();
    }

    /**
     * Tells each row: an {@link Instant}, {@link LocalDate}, {@link BigDecimal} or {@link Duration} where the column holds such, else a
     * text in the reader's words; null where a field is empty.
     *
     * @param patience for the first of them
     * @throws io.maru.ticket.TookTooLong when the database gave up before it
     */
    public void each(Duration patience, Consumer<List<@Nullable Object>> row) {
        List<Field<?>> read = new ArrayList<>();
        fields.forEach(field -> read.add(Objects.requireNonNull(field.listing()).value()));
        tickets.each(current, where, order, read, patience, values -> {
            List<@Nullable Object> cells = new ArrayList<>(values.size());
            for (int index = 0; index < values.size(); index++) {
                Object value = values.get(index);
                cells.add(value == null ? null : cell(fields.get(index), value));
            }
            row.accept(cells);
        });
    }

    private Object cell(QueryField field, Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case LocalDate date -> date;
            case Number milliseconds
            when field.kind() == QueryKind.DURATION -> Duration.ofMillis(milliseconds.longValue());
            case BigDecimal number when field.kind() == QueryKind.NUMBER -> number.stripTrailingZeros();
            default -> text(field, value);
        };
    }

    /** Names are looked up once for each thing, and not for each ticket. */
    private String text(QueryField field, Object value) {
        if (field.kind() != QueryKind.NAMED && field.kind() != QueryKind.RANKED
                || value.getClass().isArray()) {
            return tell(field, value);
        }
        Map<Object, String> known = told.computeIfAbsent(field, any -> new HashMap<>());
        String text = known.get(value);
        if (text == null) {
            text = tell(field, value);
            if (known.size() < TOLD_MAXIMUM) {
                known.put(value, text);
            }
        }
        return text;
    }

    private String tell(QueryField field, Object value) {
        return Objects.requireNonNull(field.listing())
                .teller()
                .tell(current, value)
                .text();
    }
}
