package io.maru.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    private static final Map<String, ValueType> NAMES = Map.of(
            "fields.kind", ValueType.TEXT,
            "fields.cost.amount", ValueType.NUMBER,
            "fields.priority", ValueType.WHOLE,
            "fields.urgent", ValueType.TRUTH,
            "fields.systems", ValueType.TEXTS,
            "fields.effort", ValueType.DURATION,
            "fields.note", ValueType.TEXT,
            "now", ValueType.INSTANT);

    private static final Map<String, Object> VALUES = Map.of(
            "fields.kind",
            "hardware",
            "fields.cost.amount",
            1500.0,
            "fields.priority",
            2L,
            "fields.urgent",
            true,
            "fields.systems",
            List.of("vpn", "mail"),
            "fields.effort",
            Duration.ofHours(3),
            "now",
            Instant.parse("2026-11-21T06:04:00Z"));

    private final Expressions expressions = new Expressions();
    private final List<Violation> violations = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields.kind == 'hardware' && fields.cost.amount > 1000",
                "fields.cost.amount * 2 + 1 == 3001",
                "10 / fields.cost.amount < 1",
                "'vpn' in fields.systems && !('erp' in fields.systems)",
                "fields.systems.exists(system, system.startsWith('ma'))",
                "fields.urgent && fields.priority <= 2",
                "fields.effort > duration('2h')",
                "now < timestamp('2027-01-01T00:00:00Z')",
                "fields.note == null",
                "fields.note == 'x' || fields.urgent",
            })
    void saysWhatHolds(String source) {
        assertThat(truth(source).holds(VALUES)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields.note.startsWith('x')",
                "!fields.note.startsWith('x')",
                "1 / 0 == 1 || 1 / 0 != 1",
                "fields.priority / 0 == 1",
                // 10^5 turns are more than it may cost.
                "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c, "
                        + "[1,2,3,4,5,6,7,8,9,0].all(d, [1,2,3,4,5,6,7,8,9,0].all(e, true)))))",
            })
    void whatIsUndecidedDoesNotHold(String source) {
        assertThat(truth(source).value(VALUES)).isEmpty();
        assertThat(truth(source).holds(VALUES)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    fields.kind ==,                     expression_unreadable,   "[1, 15]"
                    fields.nothing == 'x',              expression_name_unknown, "[1, 1, fields.nothing]"
                    "fields.urgent &&
                     other.thing",                      expression_name_unknown, "[2, 2, other.thing]"
                    fields.kind > 3,                    expression_types_unfit,  "[1, 13, >, string, int]"
                    fields.kind,                        expression_result,       "[1, 1]"
                    System.exit(0),                     expression_name_unknown, "[1, 1, System.exit]"
                    """)
    void saysWhatIsWrongAndWhere(String source, String code, String arguments) {
        assertThat(expressions.compile(source, NAMES, Set.of(ValueType.TRUTH), "/when", violations))
                .isNull();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/when");
            assertThat(violation.code()).isEqualTo(code);
            assertThat(violation.arguments()).hasToString(arguments);
        });
    }

    @Test
    void isBoundedInLengthAndDepth() {
        for (String source : List.of("true" + " ".repeat(2_000), "(".repeat(500) + "true" + ")".repeat(500))) {
            assertThat(expressions.compile(source, NAMES, Set.of(ValueType.TRUTH), "", violations))
                    .isNull();
        }
        assertThat(violations).extracting(Violation::code).containsExactly("too_long", "expression_unreadable");
    }

    @Test
    void yieldsValuesOfTheKindAskedFor() {
        Map<String, Object> values = new HashMap<>(VALUES);
        Expression sum = compiled("fields.cost.amount * 1.1", ValueType.NUMBER);
        assertThat(sum.value(values)).contains(1650.0000000000002);
        values.remove("fields.cost.amount");
        assertThat(sum.value(values)).isEmpty();
    }

    private Expression truth(String source) {
        return compiled(source, ValueType.TRUTH);
    }

    private Expression compiled(String source, ValueType result) {
        Expression expression = expressions.compile(source, NAMES, Set.of(result), "", violations);
        assertThat(violations).isEmpty();
        return Objects.requireNonNull(expression);
    }
}
