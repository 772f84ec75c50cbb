package io.maru.ticket;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares a field with a value or with another field; conditions and validators do it alike. */
final class FieldComparison {

    static final List<RuleParameter> PARAMETERS = List.of(
            RuleParameter.field("field"),
            RuleParameter.choice("comparison", Kind.values(), Kind::key),
            RuleParameter.of("value", RuleParameter.Type.VALUE).optional(),
            RuleParameter.field("other_field").optional());

    /** Of dates: the day on which the rule is asked. */
    static final String TODAY = "today";

    /** Of instants: the instant at which the rule is asked. */
    static final String NOW = "now";

    private static final Set<FieldType> ORDERED =
            EnumSet.of(FieldType.NUMBER, FieldType.DURATION, FieldType.PRIORITY, FieldType.DATE, FieldType.DATE_TIME);

    private static final Set<FieldType> IDS =
            EnumSet.of(FieldType.PERSON, FieldType.GROUP, FieldType.TEAM, FieldType.SERVICE);

    enum Kind {
        EQUALS,
        NOT_EQUALS,
        IS_EMPTY,
        IS_NOT_EMPTY,
        GREATER,
        LESS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    private FieldComparison() {}

    static Kind kind(Rule rule) {
        return Kind.of(rule.text("comparison"));
    }

    /** What the field is compared with. */
    static @Nullable JsonNode wanted(Rule rule, TransitionSubject ticket) {
        return rule.has("other_field") ? ticket.value(rule.text("other_field")) : rule.value("value");
    }

    /** Whether no value of the one field of two comparisons fulfils both. */
    static boolean excludes(Rule rule, Rule other) {
        if (!other.type().equals(rule.type())
                || !other.text("field").equals(rule.text("field"))
                || rule.has("other_field")
                || other.has("other_field")) {
            return false;
        }
        Kind theirs = kind(other);
        boolean sameValue = Objects.equals(rule.value("value"), other.value("value"));
        return switch (kind(rule)) {
            case EQUALS -> theirs == Kind.EQUALS && !sameValue || theirs == Kind.NOT_EQUALS && sameValue;
            case IS_EMPTY -> theirs == Kind.IS_NOT_EMPTY || theirs == Kind.EQUALS;
            default -> false;
        };
    }

    static boolean holds(Rule rule, TransitionSubject ticket) {
        FieldType type = ticket.typeOf(rule.text("field"));
        JsonNode value = ticket.value(rule.text("field"));
        return holds(kind(rule), type, value, wanted(rule, ticket), ticket.now());
    }

    static boolean holds(
            Kind kind,
            @Nullable FieldType type,
            @Nullable JsonNode value,
            @Nullable JsonNode wanted,
            ZonedDateTime now) {
        return switch (kind) {
            case IS_EMPTY -> isEmpty(value);
            case IS_NOT_EMPTY -> !isEmpty(value);
            case EQUALS -> same(type, value, wanted, now);
            case NOT_EQUALS -> !same(type, value, wanted, now);
            case GREATER -> ordered(type, value, wanted) && order(type, value, wanted, now) > 0;
            case LESS -> ordered(type, value, wanted) && order(type, value, wanted, now) < 0;
        };
    }

    static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || value.isString() && value.asString().isBlank()
                || value.isArray() && value.isEmpty();
    }

    private static boolean same(
            @Nullable FieldType type, @Nullable JsonNode value, @Nullable JsonNode wanted, ZonedDateTime now) {
        if (type == FieldType.CHECKBOX) {
            // A box that nobody ticked has no value.
            return (value != null && value.asBoolean()) == (wanted != null && wanted.asBoolean());
        }
        if (value == null || wanted == null) {
            return value == null && wanted == null;
        }
        if (ordered(type, value, wanted)) {
            return order(type, value, wanted, now) == 0;
        }
        if (type != null && IDS.contains(type)) {
            return value.asLong() == wanted.asLong();
        }
        if (type == FieldType.MULTI_CHOICE) {
            return Set.copyOf(value.valueStream().toList())
                    .equals(Set.copyOf(wanted.valueStream().toList()));
        }
        return value.asString("").equals(wanted.asString(""));
    }

    private static boolean ordered(@Nullable FieldType type, @Nullable JsonNode value, @Nullable JsonNode wanted) {
        return type != null && ORDERED.contains(type) && value != null && wanted != null;
    }

    private static int order(
            @Nullable FieldType type, @Nullable JsonNode value, @Nullable JsonNode wanted, ZonedDateTime now) {
        if (value == null || wanted == null) {
            throw new IllegalArgumentException("Only values have an order");
        }
        return switch (type) {
            case DATE -> date(value, now).compareTo(date(wanted, now));
            case DATE_TIME -> instant(value, now).compareTo(instant(wanted, now));
            case null, default -> value.decimalValue().compareTo(wanted.decimalValue());
        };
    }

    private static LocalDate date(JsonNode value, ZonedDateTime now) {
        return value.asString().equals(TODAY) ? now.toLocalDate() : LocalDate.parse(value.asString());
    }

    private static Instant instant(JsonNode value, ZonedDateTime now) {
        return value.asString().equals(NOW)
                ? now.toInstant()
                : OffsetDateTime.parse(value.asString()).toInstant();
    }

    /** What is wrong with a comparison whose parameters are each acceptable. */
    static void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
        FieldType type = context.typeOf(rule.text("field"));
        if (type == null) {
            return;
        }
        Kind kind = kind(rule);
        JsonNode value = rule.value("value");
        boolean emptiness = kind == Kind.IS_EMPTY || kind == Kind.IS_NOT_EMPTY;
        if (emptiness) {
            if (value != null) {
                violations.add(Violation.of(pointer + "/value", "comparison_unfit"));
            }
            if (rule.has("other_field")) {
                violations.add(Violation.of(pointer + "/other_field", "comparison_unfit"));
            }
            return;
        }
        // Amounts of money can be of different currencies, which neither equal nor exceed each other.
        if (type == FieldType.FILE
                || type == FieldType.TABLE
                || type == FieldType.MONEY
                || type == FieldType.CONSENT
                || type == FieldType.PERSONS
                || type == FieldType.COMPUTED
                || kind.compareTo(Kind.GREATER) >= 0 && !ORDERED.contains(type)) {
            violations.add(Violation.of(pointer + "/comparison", "comparison_unfit"));
        } else if (rule.has("other_field")) {
            if (value != null) {
                violations.add(Violation.of(pointer + "/value", "comparison_unfit"));
            }
            if (context.typeOf(rule.text("other_field")) != type) {
                violations.add(Violation.of(pointer + "/other_field", "field_type_unfit"));
            }
        } else if (value == null) {
            violations.add(Violation.of(pointer + "/value", "required"));
        } else {
            String problem = problem(type, context.field(rule.text("field")).orElse(null), value);
            if (problem != null) {
                violations.add(Violation.of(pointer + "/value", problem));
            }
        }
    }

    /** Why a value can never be that of a field; null when it can. */
    private static @Nullable String problem(FieldType type, @Nullable FieldDefinition field, JsonNode value) {
        return switch (type) {
            case SHORT_TEXT, LONG_TEXT, RICH_TEXT, URL, EMAIL, PHONE, TICKET -> value.isString() ? null : "wrong_type";
            case NUMBER, DURATION, PRIORITY -> value.isNumber() ? null : "wrong_type";
            case PERSON, GROUP, TEAM, SERVICE -> value.isIntegralNumber() ? null : "wrong_type";
            case CHECKBOX -> value.isBoolean() ? null : "wrong_type";
            case FILE, TABLE, MONEY, CONSENT, PERSONS, COMPUTED -> "wrong_type";
            case CHOICE -> !value.isString() ? "wrong_type" : offered(field, value) ? null : "choice_unknown";
            case MULTI_CHOICE ->
                !value.isArray() || !value.valueStream().allMatch(JsonNode::isString)
                        ? "wrong_type"
                        : value.valueStream().allMatch(each -> offered(field, each)) ? null : "choice_unknown";
            case DATE -> isRead(value, LocalDate::parse, TODAY) ? null : "date_unreadable";
            case DATE_TIME -> isRead(value, OffsetDateTime::parse, NOW) ? null : "date_time_unreadable";
        };
    }

    private static boolean isRead(JsonNode value, Consumer<String> reading, String word) {
        if (!value.isString()) {
            return false;
        }
        try {
            if (!value.asString().equals(word)) {
                reading.accept(value.asString());
            }
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean offered(@Nullable FieldDefinition field, JsonNode choice) {
        return field == null
                ? Resolution.of(choice.asString()).isPresent()
                : field.option(choice.asString()).isPresent();
    }
}
