package io.maru.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with places, as administrators write them, and what people put into them. */
class TemplatesTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final Map<String, ValueType> NAMES = Map.of(
            "ticket.key", ValueType.TEXT,
            "ticket.summary", ValueType.TEXT,
            "ticket.assignee", ValueType.TEXT,
            "ticket.assignee.id", ValueType.WHOLE,
            "ticket.priority", ValueType.WHOLE,
            "ticket.labels", ValueType.TEXTS,
            "fields.cost", ValueType.NUMBER,
            "now", ValueType.INSTANT);

    private static final Map<String, Object> VALUES = Map.of(
            "ticket.key",
            "IT-1",
            "ticket.summary",
            "프린터가 멈췄어요 🖨",
            "ticket.priority",
            2L,
            "ticket.labels",
            List.of("vip", "3층"),
            "fields.cost",
            12.5,
            "now",
            Instant.parse("2026-11-23T15:30:00Z"));

    private final Templates templates = new Templates(new Expressions());
    private final List<Violation> violations = new ArrayList<>();

    private String filled(String text, Map<String, ?> values) {
        Template template = templates.compile(text, NAMES, SEOUL, "/text", violations);
        assertThat(violations).as(text).isEmpty();
        return Objects.requireNonNull(template).fill(values, Object::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no places | no places",
                "{{ticket.key}}: {{ ticket.summary.left(3) }} | IT-1: 프린터",
                "{{ticket.summary.right(1)}} | 🖨",
                "{{ticket.key.toLowerCase()}} | it-1",
                "{{ticket.key.substring(1, 99)}} | T-1",
                "{{ticket.key.replace('-', ' ')}} | IT 1",
                "{{ticket.labels.join(', ')}} | vip, 3층",
                "{{ticket.labels.last()}} | 3층",
                "{{ticket.assignee.orElse('nobody')}} | nobody",
                "{{ticket.assignee}}. | .",
                "{{ticket.assignee.id}}. | .",
                "{{ticket.priority <= 2 ? 'urgent' : 'as usual'}} | urgent",
                "{{fields.cost * 2}} | 25.0",
                "{{now.plusDays(7).format('yyyy-MM-dd')}} | 2026-12-01",
                "{{now.minusHours(1).format('HH:mm')}} | 23:30",
                "{{'{{'}} and }} | {{ and }}",
                "{{'}}'}} | }}",
                "{{1 / 0}} | ''",
                "{{ticket.labels.first().size()}} | 3"
            })
    void aPlaceIsFilledWithWhatItsExpressionStandsFor(String text, String filled) {
        assertThat(filled(text, VALUES)).isEqualTo(filled);
    }

    @Test
    void aDayLaterIsTheSameTimeOnTheWallWhereClocksAreMoved() {
        Template template = Objects.requireNonNull(templates.compile(
                "{{now.plusDays(1).format('HH:mm')}}", NAMES, ZoneId.of("Europe/Berlin"), "/text", violations));
        assertThat(template.fill(Map.of("now", Instant.parse("2026-10-24T10:00:00Z")), Object::toString))
                .isEqualTo("12:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ticket.key",
                "{{ticket.key}",
                "{{}}",
                "{{ticket.unknown}}",
                "{{ticket.key.plusDays(1)}}",
                "{{ticket.summary.getClass()}}",
                "{{ticket.labels.map(each, each + each)}}",
                "{{'unclosed}}",
                "{{now.plusDays()}}"
            })
    void whatIsNoValueIsRefusedBeforeItIsUsed(String text) {
        assertThat(templates.compile(text, NAMES, SEOUL, "/text", violations)).isNull();
        assertThat(violations).isNotEmpty().allMatch(each -> each.pointer().equals("/text"));
    }

    @Test
    void whatPeopleWroteIsNeverReadAsATemplate() {
        String hostile = "{{ticket.key}} {{now.plusDays(1)}} ${7*7} #{1} ' \" }} {{";
        Map<String, Object> values = new HashMap<>(VALUES);
        values.put("ticket.summary", hostile);
        assertThat(filled("{{ticket.summary}}", values)).isEqualTo(hostile);
        assertThat(filled("{{ticket.summary.trim()}}/{{ticket.summary + '!'}}", values))
                .isEqualTo(hostile + "/" + hostile + "!");
    }

    @Test
    void nothingGrowsBeyondItsBound() {
        Map<String, Object> values = new HashMap<>(VALUES);
        values.put("ticket.summary", "a".repeat(50_000));
        assertThat(filled("{{ticket.summary.replace('a', 'bbbbbbbb')}}", values))
                .isEmpty();
        assertThat(filled("{{ticket.summary}}".repeat(100), values)).hasSizeLessThanOrEqualTo(Template.LONGEST_RESULT);
        assertThat(templates.compile("{{ticket.key}}".repeat(201), NAMES, SEOUL, "/text", violations))
                .isNull();
        assertThat(templates.compile("x".repeat(20_001), NAMES, SEOUL, "/text", violations))
                .isNull();
        assertThat(violations).extracting(Violation::code).containsExactly("too_many", "too_long");
    }

    @Test
    void nothingThatIsThrownTogetherDoesHarm() {
        Random random = new Random(20261123);
        List<String> pieces = List.of(
                "{{",
                "}}",
                "{",
                "}",
                "'",
                "\"",
                "\\",
                "ticket",
                ".",
                "key",
                "summary",
                "now",
                "(",
                ")",
                "plusDays",
                "left",
                "-1",
                "9223372036854775807",
                "?",
                ":",
                "||",
                "+",
                "[",
                "]",
                ",",
                "replace",
                "format",
                "yyyy",
                "\n",
                "한글",
                "\uD83D",
                "\0",
                "orElse",
                "null",
                "join",
                "labels",
                " ",
                "{{ticket.key}}",
                "matches",
                "(a+)+$");
        Map<String, Object> values = new HashMap<>(VALUES);
        values.put("ticket.summary", "a".repeat(10_000));
        long begun = System.nanoTime();
        for (int round = 0; round < 5_000; round++) {
            String text = IntStream.range(0, random.nextInt(30))
                    .mapToObj(any -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            Template template = templates.compile(text, NAMES, SEOUL, "/text", new ArrayList<>());
            if (template != null) {
                assertThat(template.fill(values, Object::toString)).hasSizeLessThanOrEqualTo(Template.LONGEST_RESULT);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aTemplateThatIsOnePlaceKeepsTheKindOfItsValue() {
        Template one =
                Objects.requireNonNull(templates.compile("{{ticket.labels}}", NAMES, SEOUL, "/text", violations));
        Template more =
                Objects.requireNonNull(templates.compile("{{ticket.labels}} ", NAMES, SEOUL, "/text", violations));
        assertThat(one.value(VALUES)).contains(List.of("vip", "3층"));
        assertThat(more.value(VALUES)).isEmpty();
        assertThat(one.used()).containsExactly("ticket.labels");
    }
}
