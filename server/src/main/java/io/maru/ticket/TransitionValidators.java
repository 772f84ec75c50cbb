package io.maru.ticket;

import com.google.re2j.Pattern;
import io.maru.field.FieldType;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** The validators that come with the ticket itself. Each judges one field, and can say why in the designer's own words. */
@Configuration(proxyBeanMethods = false)
class TransitionValidators {

    private static final RuleParameter MESSAGE =
            RuleParameter.of("message", RuleParameter.Type.LOCALIZED_TEXT).optional();

    /** Answers what is wrong with the field, at this pointer; null for nothing. */
    private interface Judgement {
        @Nullable
        Violation judge(Rule rule, TransitionSubject ticket, String pointer);
    }

    private record Validator(String key, List<RuleParameter> parameters, Judgement judgement, RuleCheck check)
            implements TransitionValidator {

        @Override
        public void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
            check.check(rule, context, pointer, violations);
        }

        @Override
        public void judge(Rule rule, TransitionSubject ticket, List<Violation> violations) {
            String pointer = "/fields/" + rule.text("field");
            Violation violation = judgement.judge(rule, ticket, pointer);
            if (violation == null) {
                return;
            }
            JsonNode message = rule.value("message");
            violations.add(
                    message == null
                            ? violation
                            : Violation.of(
                                    pointer,
                                    "transition_rule",
                                    text(message).in(ticket.actor().language())));
        }

        private static LocalizedText text(JsonNode message) {
            return new LocalizedText(
                    message.path("ko").asString(""), message.path("en").asString(""));
        }
    }

    private static TransitionValidator validator(
            String key, Judgement judgement, RuleCheck check, RuleParameter... own) {
        return new Validator(
                key, Stream.concat(Stream.of(own), Stream.of(MESSAGE)).toList(), judgement, check);
    }

    @Bean
    static TransitionValidator requiredValidator() {
        return validator(
                "required",
                (rule, ticket, pointer) -> FieldComparison.isEmpty(ticket.value(rule.text("field")))
                        ? Violation.of(pointer, "required")
                        : null,
                RuleCheck.NOTHING_ELSE,
                RuleParameter.field("field"));
    }

    /** Judges what there is; that there is something is another rule. */
    @Bean
    static TransitionValidator patternValidator() {
        Map<String, Pattern> patterns = new ConcurrentHashMap<>();
        return validator(
                "pattern",
                (rule, ticket, pointer) -> {
                    JsonNode value = ticket.value(rule.text("field"));
                    Pattern pattern = patterns.computeIfAbsent(rule.text("pattern"), Pattern::compile);
                    return FieldComparison.isEmpty(value) || value != null && pattern.matches(value.asString(""))
                            ? null
                            : Violation.of(pointer, "pattern");
                },
                RuleCheck.NOTHING_ELSE,
                RuleParameter.field("field", FieldType.SHORT_TEXT, FieldType.LONG_TEXT),
                RuleParameter.of("pattern", RuleParameter.Type.PATTERN));
    }

    @Bean
    static TransitionValidator dateWindowValidator() {
        return validator(
                "date_window",
                TransitionValidators::dateWindow,
                (rule, context, pointer, violations) -> {
                    if (!rule.has("earliest_days") && !rule.has("latest_days")) {
                        violations.add(Violation.of(pointer + "/earliest_days", "required"));
                    } else if (rule.has("earliest_days")
                            && rule.has("latest_days")
                            && days(rule, "earliest_days") > days(rule, "latest_days")) {
                        violations.add(Violation.of(pointer + "/latest_days", "bounds_reversed"));
                    }
                },
                RuleParameter.field("field", FieldType.DATE, FieldType.DATE_TIME),
                RuleParameter.of("earliest_days", RuleParameter.Type.NUMBER).optional(),
                RuleParameter.of("latest_days", RuleParameter.Type.NUMBER).optional());
    }

    private static @Nullable Violation dateWindow(Rule rule, TransitionSubject ticket, String pointer) {
        JsonNode value = ticket.value(rule.text("field"));
        if (value == null || FieldComparison.isEmpty(value)) {
            return null;
        }
        LocalDate day = ticket.typeOf(rule.text("field")) == FieldType.DATE_TIME
                ? LocalDate.ofInstant(
                        Instant.parse(value.asString()), ticket.now().getZone())
                : LocalDate.parse(value.asString());
        LocalDate today = ticket.now().toLocalDate();
        if (rule.has("earliest_days") && day.isBefore(today.plusDays(days(rule, "earliest_days")))) {
            return Violation.of(
                    pointer,
                    "date_too_early",
                    today.plusDays(days(rule, "earliest_days")).toString());
        }
        if (rule.has("latest_days") && day.isAfter(today.plusDays(days(rule, "latest_days")))) {
            return Violation.of(
                    pointer,
                    "date_too_late",
                    today.plusDays(days(rule, "latest_days")).toString());
        }
        return null;
    }

    private static long days(Rule rule, String parameter) {
        JsonNode days = rule.value(parameter);
        return days == null ? 0 : days.asLong();
    }

    /** Says in the designer's words what is wrong, since nobody could guess it from the expression. */
    @Bean
    static TransitionValidator expressionValidator(TransitionExpressions expressions) {
        return new Validator(
                "expression",
                List.of(
                        RuleParameter.field("field"),
                        RuleParameter.of("expression", RuleParameter.Type.EXPRESSION),
                        RuleParameter.of("message", RuleParameter.Type.LOCALIZED_TEXT)),
                (rule, ticket, pointer) ->
                        expressions.holds(rule, ticket) ? null : Violation.of(pointer, "transition_rule", ""),
                expressions::check);
    }

    @Bean
    static TransitionValidator fieldValidator() {
        return validator(
                "field_compare",
                (rule, ticket, pointer) -> {
                    if (FieldComparison.holds(rule, ticket)) {
                        return null;
                    }
                    FieldComparison.Kind kind = FieldComparison.kind(rule);
                    return switch (kind) {
                        case IS_NOT_EMPTY -> Violation.of(pointer, "required");
                        case IS_EMPTY -> Violation.of(pointer, "must_be_empty");
                        default ->
                            Violation.of(
                                    pointer,
                                    "must_be_" + kind.key(),
                                    rule.has("other_field")
                                            ? ticket.label(rule.text("other_field"))
                                            : ticket.display(rule.text("field"), rule.value("value")));
                    };
                },
                FieldComparison::check,
                FieldComparison.PARAMETERS.toArray(RuleParameter[]::new));
    }
}
