package io.maru.ticket;

import static io.maru.ticket.FieldComparison.Kind.EQUALS;
import static io.maru.ticket.FieldComparison.Kind.GREATER;
import static io.maru.ticket.FieldComparison.Kind.IS_EMPTY;
import static io.maru.ticket.FieldComparison.Kind.IS_NOT_EMPTY;
import static io.maru.ticket.FieldComparison.Kind.LESS;
import static io.maru.ticket.FieldComparison.Kind.NOT_EQUALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.field.FieldType;
import io.maru.workflow.Rule;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules say of values, times and texts; no ticket is needed for that. */
class PureRulesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-11-23T12:00:00+09:00[Asia/Seoul]");

    @Test
    void numbersDurationsAndPrioritiesAreComparedByAmount() {
        assertThat(holds(EQUALS, FieldType.NUMBER, "3", "3.0")).isTrue();
        assertThat(holds(GREATER, FieldType.NUMBER, "10", "9")).isTrue();
        assertThat(holds(LESS, FieldType.PRIORITY, "1", "3")).isTrue();
        assertThat(holds(GREATER, FieldType.DURATION, "7200000", "3600000")).isTrue();
        assertThat(holds(GREATER, FieldType.NUMBER, null, "9")).isFalse();
        assertThat(holds(LESS, FieldType.NUMBER, null, "9")).isFalse();
    }

    @Test
    void datesAreComparedWithTodayOfTheOneWhoActs() {
        assertThat(holds(EQUALS, FieldType.DATE, "\"2026-11-23\"", "\"today\"")).isTrue();
        assertThat(holds(LESS, FieldType.DATE, "\"2026-11-22\"", "\"today\"")).isTrue();
        assertThat(holds(GREATER, FieldType.DATE_TIME, "\"2026-11-23T03:00:01Z\"", "\"now\""))
                .isTrue();
    }

    @Test
    void whatIsNotThereEqualsNothing() {
        assertThat(holds(EQUALS, FieldType.CHOICE, null, "\"a\"")).isFalse();
        assertThat(holds(NOT_EQUALS, FieldType.CHOICE, null, "\"a\"")).isTrue();
        assertThat(holds(IS_EMPTY, FieldType.MULTI_CHOICE, "[]", null)).isTrue();
        assertThat(holds(IS_NOT_EMPTY, FieldType.SHORT_TEXT, "\"x\"", null)).isTrue();
    }

    @Test
    void aBoxThatNobodyTickedIsNotTicked() {
        assertThat(holds(EQUALS, FieldType.CHECKBOX, null, "false")).isTrue();
        assertThat(holds(EQUALS, FieldType.CHECKBOX, null, "true")).isFalse();
    }

    @Test
    void theOrderOfChoicesDoesNotMatter() {
        assertThat(holds(EQUALS, FieldType.MULTI_CHOICE, "[\"a\",\"b\"]", "[\"b\",\"a\"]"))
                .isTrue();
    }

    @Test
    void aWindowIsOpenFromItsBeginningUntilBeforeItsEnd() {
        Rule office = window("[\"monday\"]", "09:00", "18:00", "Asia/Seoul");

        assertThat(TransitionConditions.withinWindow(office, NOON.withHour(9))).isTrue();
        assertThat(TransitionConditions.withinWindow(office, NOON.withHour(18))).isFalse();
        assertThat(TransitionConditions.withinWindow(office, NOON.plusDays(1))).isFalse();
    }

    @Test
    void aWindowIsThatOfItsOwnTimeZone() {
        Rule berlin = window("[\"monday\"]", "04:00", "05:00", "Europe/Berlin");

        assertThat(TransitionConditions.withinWindow(berlin, NOON)).isTrue();
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
        Rule night = window("[\"monday\"]", "22:00", "06:00", "Asia/Seoul");

        assertThat(TransitionConditions.withinWindow(night, NOON.withHour(23))).isTrue();
        assertThat(TransitionConditions.withinWindow(night, NOON.plusDays(1).withHour(5)))
                .isTrue();
        assertThat(TransitionConditions.withinWindow(night, NOON.withHour(5))).isFalse();
        assertThat(TransitionConditions.withinWindow(
                        window("[\"monday\"]", "00:00", "00:00", "Asia/Seoul"), NOON.withHour(23)))
                .isTrue();
    }

    @Test
    void whatIsPutIntoAPlaceIsNoTemplateItself() {
        Map<String, String> words = Map.of("ticket.summary", "{{actor.name}}", "ticket.key", "IT-1");

        assertThat(CommentTemplate.fill(
                        "{{ ticket.key }}: {{ticket.summary}} {x}", name -> words.getOrDefault(name, "?")))
                .isEqualTo("IT-1: {{actor.name}} {x}");
        assertThat(CommentTemplate.names("{{ticket.key}} {{ field.place }}"))
                .containsExactly("ticket.key", "field.place");
    }

    private static boolean holds(
            FieldComparison.Kind kind, FieldType type, @Nullable String value, @Nullable String wanted) {
        return FieldComparison.holds(kind, type, json(value), json(wanted), NOON);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }

    private static Rule window(String days, String from, String until, String zone) {
        return new Rule(
                "time_window",
                Map.of(
                        "weekdays", JSON.readTree(days),
                        "from", JSON.valueToTree(from),
                        "until", JSON.valueToTree(until),
                        "time_zone", JSON.valueToTree(zone)));
    }
}
