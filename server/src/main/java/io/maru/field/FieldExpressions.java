package io.maru.field;

import io.maru.expression.ValueType;
import io.maru.people.CurrentPerson;
import io.maru.platform.RichText;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Answers as the names of an expression: {@code fields.<key>}, of money {@code fields.<key>.amount} and
 * {@code .currency}, of a table {@code fields.<key>.count} and, of a column of numbers, {@code fields.<key>.<column>.sum};
 * with them {@code now}, {@code today} (its first instant in the person's zone), {@code person.id} and
 * {@code person.groups}.
 */
@Component
public class FieldExpressions {

    private static final String FIELDS = "fields.";
    private static final String COUNT = ".count";

    private final Clock clock;

    FieldExpressions(Clock clock) {
        this.clock = clock;
    }

    /** Whether a name is of the field with this key; money has names of its own below the field's. */
    public static boolean isOf(String name, String key) {
        String own = FIELDS + key;
        return name.equals(own) || name.startsWith(own + ".");
    }

    /** What an expression over these fields may name. */
    public Map<String, ValueType> names(Collection<FieldDefinition> fields) {
        Map<String, ValueType> names = new HashMap<>(Map.of(
                "now", ValueType.INSTANT,
                "today", ValueType.INSTANT,
                "person.id", ValueType.WHOLE,
                "person.groups", ValueType.WHOLES));
        for (FieldDefinition field : fields) {
            String name = FIELDS + field.key();
            switch (field.type()) {
                case SHORT_TEXT, LONG_TEXT, RICH_TEXT, URL, EMAIL, PHONE, CHOICE -> names.put(name, ValueType.TEXT);
                case TICKET -> names.put(name, ValueType.TEXT);
                case NUMBER -> names.put(name, ValueType.NUMBER);
                case PERSON, PRIORITY, GROUP, TEAM, SERVICE -> names.put(name, ValueType.WHOLE);
                case DURATION -> names.put(name, ValueType.DURATION);
                case DATE, DATE_TIME -> names.put(name, ValueType.INSTANT);
                case MULTI_CHOICE, FILE -> names.put(name, ValueType.TEXTS);
                case PERSONS -> names.put(name, ValueType.WHOLES);
                case COMPUTED -> names.put(name, computed(field));
                case CHECKBOX, CONSENT -> names.put(name, ValueType.TRUTH);
                case MONEY -> {
                    names.put(name + ".amount", ValueType.NUMBER);
                    names.put(name + ".currency", ValueType.TEXT);
                }
                case TABLE -> {
                    names.put(name + COUNT, ValueType.WHOLE);
                    numbers(field).forEach(column -> names.put(name + sumOf(column), ValueType.NUMBER));
                }
            }
        }
        return names;
    }

    private static List<TableColumn> numbers(FieldDefinition table) {
        return table.settings().tableColumns().stream()
                .filter(column -> column.type() == FieldType.NUMBER)
                .toList();
    }

    private static String sumOf(TableColumn column) {
        return "." + column.key() + ".sum";
    }

    /** Of no rows too: there are none, and they come to nothing. */
    private static void putTable(Map<String, Object> values, FieldDefinition field, @Nullable JsonNode answer) {
        String name = FIELDS + field.key();
        values.put(name + COUNT, answer == null ? 0L : (long) answer.size());
        for (TableColumn column : numbers(field)) {
            BigDecimal sum = BigDecimal.ZERO;
            if (answer != null) {
                sum = answer.valueStream()
                        .map(row -> row.path(column.key()))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::decimalValue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
            }
            values.put(name + sumOf(column), sum.doubleValue());
        }
    }

    private static ValueType computed(FieldDefinition field) {
        return switch (field.settings().result()) {
            case TEXT -> ValueType.TEXT;
            case TRUTH -> ValueType.TRUTH;
            case NUMBER -> ValueType.NUMBER;
            case null -> ValueType.NUMBER;
        };
    }

    /**
     * What the names stand for.
     *
     * @param answers by field key, as {@link FieldValues#accept} gave them
     */
    public Map<String, Object> values(
            Collection<FieldDefinition> fields, Map<String, JsonNode> answers, CurrentPerson person) {
        ZoneId zone = person.timeZone();
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>(Map.of(
                "now",
                now,
                "today",
                now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant(),
                "person.id",
                person.id(),
                "person.groups",
                List.copyOf(person.groupIds())));
        for (FieldDefinition field : fields) {
            put(values, field, answers.get(field.key()), zone);
        }
        return values;
    }

    private static void put(Map<String, Object> values, FieldDefinition field, @Nullable JsonNode answer, ZoneId zone) {
        String name = FIELDS + field.key();
        if (answer == null || answer.isNull()) {
            switch (field.type()) {
                case TABLE -> putTable(values, field, null);
                case CHECKBOX, CONSENT -> values.put(name, false);
                case MULTI_CHOICE, FILE, PERSONS -> values.put(name, List.of());
                default -> {}
            }
            return;
        }
        switch (field.type()) {
            case SHORT_TEXT, LONG_TEXT, URL, EMAIL, PHONE, CHOICE, TICKET -> values.put(name, answer.asString());
            case RICH_TEXT -> values.put(name, RichText.of(answer.asString()).text());
            case NUMBER -> values.put(name, answer.asDouble());
            case PERSON, PRIORITY, GROUP, TEAM, SERVICE -> values.put(name, answer.asLong());
            case PERSONS ->
                values.put(name, answer.valueStream().map(JsonNode::asLong).toList());
            case CONSENT -> values.put(name, true);
            case COMPUTED ->
                values.put(
                        name,
                        answer.isNumber()
                                ? (Object) answer.asDouble()
                                : answer.isBoolean() ? (Object) answer.asBoolean() : answer.asString());
            case DURATION -> values.put(name, Duration.ofMillis(answer.asLong()));
            case DATE ->
                values.put(
                        name,
                        LocalDate.parse(answer.asString()).atStartOfDay(zone).toInstant());
            case DATE_TIME -> values.put(name, Instant.parse(answer.asString()));
            case MULTI_CHOICE, FILE ->
                values.put(name, answer.valueStream().map(JsonNode::asString).toList());
            case CHECKBOX -> values.put(name, answer.asBoolean());
            case TABLE -> putTable(values, field, answer);
            case MONEY -> {
                Money money = Money.of(answer);
                values.put(name + ".amount", money.amount().doubleValue());
                values.put(name + ".currency", money.currency().getCurrencyCode());
            }
        }
    }
}
