package io.maru.ticket;

import io.maru.field.FieldType;
import io.maru.people.Permission;
import io.maru.people.Role;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import io.maru.workflow.StatusCategory;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** The conditions that come with the ticket itself. */
@Configuration(proxyBeanMethods = false)
class TransitionConditions {

    private static final String EITHER = "either";

    private record Condition(
            String key,
            List<RuleParameter> parameters,
            RuleCheck check,
            BiPredicate<Rule, TransitionSubject> holding,
            BiPredicate<Rule, Rule> excluding)
            implements TransitionCondition {

        Condition(String key, List<RuleParameter> parameters, BiPredicate<Rule, TransitionSubject> holding) {
            this(key, parameters, RuleCheck.NOTHING_ELSE, holding, (rule, other) -> false);
        }

        @Override
        public void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
            check.check(rule, context, pointer, violations);
        }

        @Override
        public boolean excludes(Rule rule, Rule other) {
            return excluding.test(rule, other);
        }

        @Override
        public boolean holds(Rule rule, TransitionSubject ticket) {
            return holding.test(rule, ticket);
        }
    }

    @Bean
    static TransitionCondition permissionCondition() {
        return new Condition(
                "permission",
                List.of(RuleParameter.choice("permission", Permission.values(), Permission::key)),
                (rule, ticket) -> ticket.actor().mayOnDesk(Permission.of(rule.text("permission")), ticket.deskId()));
    }

    @Bean
    static TransitionCondition roleCondition() {
        List<String> roles = Arrays.stream(Role.values())
                .filter(role -> role != Role.ADMINISTRATOR)
                .map(Role::key)
                .toList();
        return new Condition(
                "role",
                List.of(RuleParameter.choice("role", roles).several()),
                (rule, ticket) -> rule.texts("role").stream().anyMatch(ticket.roles()::contains));
    }

    @Bean
    static TransitionCondition groupCondition() {
        return new Condition(
                "group",
                List.of(RuleParameter.of("group", RuleParameter.Type.GROUP).several()),
                (rule, ticket) ->
                        rule.numbers("group").stream().anyMatch(ticket.actor().groupIds()::contains));
    }

    @Bean
    static TransitionCondition assigneeCondition() {
        return new Condition("assignee", List.of(), (rule, ticket) -> isActor("assignee", ticket));
    }

    @Bean
    static TransitionCondition reporterCondition() {
        return new Condition("reporter", List.of(), (rule, ticket) -> isActor("reporter", ticket));
    }

    @Bean
    static TransitionCondition participantCondition() {
        return new Condition(
                "participant",
                List.of(),
                (rule, ticket) ->
                        ticket.participantIds().contains(ticket.actor().id()));
    }

    @Bean
    static TransitionCondition notSamePersonCondition() {
        return new Condition(
                "not_same_person_as",
                List.of(RuleParameter.field("field", FieldType.PERSON)),
                RuleCheck.NOTHING_ELSE,
                (rule, ticket) -> !isActor(rule.text("field"), ticket),
                // "Only the reporter" and "not the same person as the reporter".
                (rule, other) -> other.type().equals(rule.text("field")));
    }

    @Bean
    static TransitionCondition fieldCondition() {
        return new Condition(
                "field_compare",
                FieldComparison.PARAMETERS,
                FieldComparison::check,
                FieldComparison::holds,
                FieldComparison::excludes);
    }

    @Bean
    static TransitionCondition expressionCondition(TransitionExpressions expressions) {
        return new Condition(
                "expression",
                List.of(RuleParameter.of("expression", RuleParameter.Type.EXPRESSION)),
                expressions::check,
                expressions::holds,
                (rule, other) -> rule.equals(other) && expressions.isNeverTrue(rule));
    }

    @Bean
    static TransitionCondition linkedTicketsCondition() {
        return new Condition(
                "linked_tickets_status",
                List.of(
                        RuleParameter.choice("link_type", LinkType.values(), LinkType::key),
                        RuleParameter.choice("direction", List.of("outward", "inward", EITHER)),
                        RuleParameter.choice("category", StatusCategory.values(), StatusCategory::key)
                                .several()),
                (rule, ticket) -> ticket.linked().stream()
                        .filter(linked -> linked.type().key().equals(rule.text("link_type")))
                        .filter(linked -> rule.text("direction").equals(EITHER)
                                || rule.text("direction").equals("outward") == linked.outward())
                        .allMatch(linked -> rule.texts("category")
                                .contains(linked.category().key())));
    }

    @Bean
    static TransitionCondition formerStatusCondition() {
        return new Condition(
                "previously_been_in",
                List.of(RuleParameter.of("status", RuleParameter.Type.STATUS).several()),
                (rule, ticket) -> rule.texts("status").stream().anyMatch(ticket.formerStatuses()::contains));
    }

    @Bean
    static TransitionCondition timeWindowCondition() {
        return new Condition(
                "time_window",
                List.of(
                        RuleParameter.choice("weekdays", DayOfWeek.values(), TransitionConditions::key)
                                .several(),
                        RuleParameter.of("from", RuleParameter.Type.TIME),
                        RuleParameter.of("until", RuleParameter.Type.TIME),
                        RuleParameter.of("time_zone", RuleParameter.Type.TIME_ZONE)),
                (rule, ticket) -> withinWindow(rule, ticket.now()));
    }

    /** A window over midnight belongs to the day on which it begins; one that ends when it begins is the whole day. */
    static boolean withinWindow(Rule rule, ZonedDateTime now) {
        ZonedDateTime there = now.withZoneSameInstant(ZoneId.of(rule.text("time_zone")));
        Set<DayOfWeek> days = rule.texts("weekdays").stream()
                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        LocalTime from = LocalTime.parse(rule.text("from"));
        LocalTime until = LocalTime.parse(rule.text("until"));
        LocalTime time = there.toLocalTime();
        boolean today = days.contains(there.getDayOfWeek());
        boolean yesterday = days.contains(there.getDayOfWeek().minus(1));
        if (from.equals(until)) {
            return today;
        }
        return from.isBefore(until)
                ? today && !time.isBefore(from) && time.isBefore(until)
                : today && !time.isBefore(from) || yesterday && time.isBefore(until);
    }

    private static String key(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isActor(String field, TransitionSubject ticket) {
        JsonNode person = ticket.value(field);
        return person != null && person.asLong() == ticket.actor().id();
    }
}
