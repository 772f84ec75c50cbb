package io.maru.automation;

import io.maru.automation.Action.AssignAction;
import io.maru.automation.Action.CallAction;
import io.maru.automation.Action.CommentAction;
import io.maru.automation.Action.CreateAction;
import io.maru.automation.Action.EditAction;
import io.maru.automation.Action.Keyword;
import io.maru.automation.Action.LinkAction;
import io.maru.automation.Action.LogAction;
import io.maru.automation.Action.NotifyAction;
import io.maru.automation.Action.Target;
import io.maru.automation.Action.TransitionAction;
import io.maru.automation.Action.VariableAction;
import io.maru.automation.Action.WatchAction;
import io.maru.automation.Condition.ComparisonCondition;
import io.maru.automation.Condition.ExpressionCondition;
import io.maru.automation.Condition.PersonCondition;
import io.maru.automation.Condition.QueryCondition;
import io.maru.automation.Step.EachStep;
import io.maru.automation.Step.EachValue;
import io.maru.automation.Step.FoundTickets;
import io.maru.automation.Step.IfStep;
import io.maru.automation.Step.LinkedTickets;
import io.maru.automation.Step.WhenStep;
import io.maru.expression.Expressions;
import io.maru.expression.Templates;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Violation;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What a rule may say. */
@Component
class RuleChecks {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_NOTE = 1_000;

    private static final int MOST_STEPS = 200;
    private static final int DEEPEST = 8;
    private static final int MOST_KEYWORDS = 200;
    private static final int MOST_INPUTS = 20;
    private static final int MOST_VALUES = 50;

    /** A year of minutes. */
    private static final int LONGEST_INTERVAL = 525_600;

    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final Set<String> OWN_FIELDS = Set.of("summary", "description", "priority", "due_date");

    private final Expressions expressions;
    private final Templates templates;
    private final RuleNames names;

    RuleChecks(Expressions expressions, Templates templates, RuleNames names) {
        this.expressions = expressions;
        this.templates = templates;
        this.names = names;
    }

    /**
     * Tells what is wrong with a rule, each at its JSON pointer. Its queries are for others to judge.
     *
     * @param fields of the desks on which it is to run
     * @param zone of the person in whose name it runs
     */
    void check(RuleDefinition definition, Collection<FieldDefinition> fields, ZoneId zone, List<Violation> violations) {
        new Check(
                        names.of(fields, definition.named()),
                        fields.stream().map(FieldDefinition::key).collect(Collectors.toSet()),
                        zone,
                        violations)
                .check(definition);
    }

    /** The variables that steps set. */
    static Stream<String> variables(List<Step> steps) {
        return steps.stream().flatMap(step -> switch (step) {
            case VariableAction variable when VARIABLE.matcher(variable.name()).matches() -> Stream.of(variable.name());
            case IfStep choice -> Stream.concat(variables(choice.then()), variables(choice.orElse()));
            case EachStep each -> variables(each.steps());
            default -> Stream.empty();
        });
    }

    private final class Check {

        private final Map<String, ValueType> names;
        private final Predicate<String> isField;
        private final ZoneId zone;
        private final List<Violation> violations;
        private int steps;

        Check(Map<String, ValueType> names, Set<String> keys, ZoneId zone, List<Violation> violations) {
            this.names = names;
            this.isField = key -> OWN_FIELDS.contains(key) || keys.contains(key);
            this.zone = zone;
            this.violations = violations;
        }

        void check(RuleDefinition definition) {
            switch (definition.trigger()) {
                case Trigger.StatusTrigger status -> {
                    choice(status.from(), "/trigger/from");
                    choice(status.to(), "/trigger/to");
                }
                case Trigger.FieldTrigger field -> required(!field.field().isBlank(), "/trigger/field");
                case Trigger.ApprovalTrigger approval ->
                    required(!approval.news().isEmpty(), "/trigger/news");
                case Trigger.ThresholdTrigger threshold ->
                    required(!threshold.news().isEmpty(), "/trigger/news");
                case Trigger.ScheduleTrigger schedule -> {
                    required(schedule.query() == null || !schedule.query().isBlank(), "/trigger/query");
                    check(schedule.schedule());
                }
                case Trigger.ManualTrigger manual -> check(manual);
                case Trigger.WebhookTrigger webhook -> check(webhook);
                case Trigger.CreatedTrigger any -> {}
                case Trigger.AssignedTrigger any -> {}
                case Trigger.CommentedTrigger any -> {}
                case Trigger.LinkedTrigger any -> {}
            }
            required(!definition.steps().isEmpty(), "/steps");
            check(definition.steps(), "/steps", 1, definition.trigger().withTicket());
            if (steps > MOST_STEPS) {
                violations.add(Violation.of("/steps", "too_many", MOST_STEPS));
            }
        }

        private void choice(Trigger.@Nullable StatusChoice choice, String pointer) {
            required(choice == null || !choice.empty(), pointer);
        }

        private void check(Schedule schedule) {
            try {
                switch (schedule) {
                    case Schedule.CronSchedule cron -> {
                        ZoneId.of(cron.timeZone());
                        CronExpression.parse("0 " + cron.expression().strip());
                    }
                    case Schedule.IntervalSchedule interval -> {
                        if (interval.minutes() < 1) {
                            violations.add(Violation.of("/trigger/schedule/minutes", "number_too_small", 1));
                        } else if (interval.minutes() > LONGEST_INTERVAL) {
                            violations.add(
                                    Violation.of("/trigger/schedule/minutes", "number_too_large", LONGEST_INTERVAL));
                        }
                    }
                    case Schedule.BusinessDaySchedule day -> LocalTime.parse(day.at());
                }
            } catch (DateTimeException | IllegalArgumentException wrong) {
                violations.add(Violation.of("/trigger/schedule", "automation_schedule"));
            }
        }

        private void check(Trigger.ManualTrigger manual) {
            if (manual.inputs().size() > MOST_INPUTS) {
                violations.add(Violation.of("/trigger/inputs", "too_many", MOST_INPUTS));
            }
            Set<String> keys = new HashSet<>();
            for (int index = 0; index < manual.inputs().size(); index++) {
                Trigger.ManualInput input = manual.inputs().get(index);
                String pointer = "/trigger/inputs/" + index;
                if (!VARIABLE.matcher(input.key()).matches() || !keys.add(input.key())) {
                    violations.add(Violation.of(pointer + "/key", "key_form"));
                }
                required(!input.label().isEmpty(), pointer + "/label");
                required((input.type() == Trigger.InputType.CHOICE) != none(input.choices()), pointer + "/choices");
            }
        }

        private void check(Trigger.WebhookTrigger webhook) {
            if (webhook.ticket() != null) {
                jsonPointer(webhook.ticket(), "/trigger/ticket");
            }
            if (webhook.values().size() > MOST_VALUES) {
                violations.add(Violation.of("/trigger/values", "too_many", MOST_VALUES));
            }
            webhook.values().forEach((name, where) -> {
                if (!VARIABLE.matcher(name).matches()) {
                    violations.add(Violation.of("/trigger/values/" + name, "key_form"));
                }
                jsonPointer(where, "/trigger/values/" + name);
            });
        }

        private void jsonPointer(String text, String pointer) {
            try {
                JsonPointer.compile(text);
            } catch (IllegalArgumentException wrong) {
                violations.add(Violation.of(pointer, "automation_json_pointer"));
            }
        }

        private void check(List<Step> some, String pointer, int depth, boolean withTicket) {
            if (depth > DEEPEST) {
                violations.add(Violation.of(pointer, "automation_depth", DEEPEST));
                return;
            }
            for (int index = 0; index < some.size(); index++) {
                steps++;
                check(some.get(index), pointer + "/" + index, depth, withTicket);
            }
        }

        private void check(Step step, String pointer, int depth, boolean withTicket) {
            if (!withTicket && needsTicket(step)) {
                violations.add(Violation.of(pointer, "automation_without_ticket"));
            }
            switch (step) {
                case WhenStep when -> check(when.condition(), pointer + "/condition");
                case IfStep choice -> {
                    check(choice.condition(), pointer + "/condition");
                    check(choice.then(), pointer + "/then", depth + 1, withTicket);
                    check(choice.orElse(), pointer + "/otherwise", depth + 1, withTicket);
                }
                case EachStep each -> {
                    switch (each.of()) {
                        case EachValue value -> template(value.value(), pointer + "/of/value");
                        case FoundTickets found -> required(!found.query().isBlank(), pointer + "/of/query");
                        case LinkedTickets any -> {}
                    }
                    required(!each.steps().isEmpty(), pointer + "/steps");
                    check(each.steps(), pointer + "/steps", depth + 1, withTicket || each.of() instanceof FoundTickets);
                }
                case EditAction edit -> check(edit, pointer);
                case TransitionAction transition ->
                    required(
                            (transition.status() == null || transition.status().isBlank())
                                    == (transition.category() != null),
                            pointer + "/status");
                case CommentAction comment -> text(comment.text(), pointer + "/text");
                case AssignAction assign -> check(assign, pointer);
                case CreateAction create -> {
                    required(create.requestTypeId() != null || create.ticketType() != null, pointer + "/ticketType");
                    required(create.values().containsKey("summary"), pointer + "/values/summary");
                    values(create.values(), pointer + "/values");
                }
                case LinkAction link -> text(link.target(), pointer + "/target");
                case WatchAction watch ->
                    required((watch.who() == null) != (watch.personId() == null), pointer + "/who");
                case NotifyAction told -> {
                    required(!none(told.to()) || !none(told.personIds()) || !none(told.groupIds()), pointer + "/to");
                    text(told.text(), pointer + "/text");
                }
                case CallAction call -> {
                    if (OutgoingAddress.read(call.address()).isEmpty()) {
                        violations.add(Violation.of(pointer + "/address", "webhook_address"));
                    }
                    if (call.values().size() > MOST_VALUES) {
                        violations.add(Violation.of(pointer + "/values", "too_many", MOST_VALUES));
                    }
                    call.values().forEach((name, value) -> template(value, pointer + "/values/" + name));
                }
                case VariableAction variable -> {
                    if (!VARIABLE.matcher(variable.name()).matches()) {
                        violations.add(Violation.of(pointer + "/name", "key_form"));
                    }
                    template(variable.value(), pointer + "/value");
                }
                case LogAction log -> text(log.text(), pointer + "/text");
            }
        }

        private static boolean needsTicket(Step step) {
            return switch (step) {
                case WhenStep when -> needsTicket(when.condition());
                case IfStep choice -> needsTicket(choice.condition());
                case EachStep each -> each.of() instanceof LinkedTickets;
                case CreateAction create -> create.deskKey() == null || create.link() != null;
                case CallAction any -> false;
                case VariableAction any -> false;
                case LogAction any -> false;
                case Action any -> true;
            };
        }

        private static boolean needsTicket(Condition condition) {
            return condition instanceof QueryCondition || condition instanceof PersonCondition;
        }

        private void check(Condition condition, String pointer) {
            switch (condition) {
                case QueryCondition asked -> required(!asked.query().isBlank(), pointer + "/query");
                case ComparisonCondition comparison -> {
                    text(comparison.value(), pointer + "/value");
                    if (comparison.with() != null) {
                        template(comparison.with(), pointer + "/with");
                    }
                    required(
                            comparison.with() != null
                                    || !comparison.comparison().needsOther(),
                            pointer + "/with");
                }
                case ExpressionCondition expression ->
                    expressions.compile(
                            expression.expression(),
                            names,
                            Set.of(ValueType.TRUTH),
                            pointer + "/expression",
                            violations);
                case PersonCondition person ->
                    required(
                            !none(person.personIds())
                                    || !none(person.groupIds())
                                    || Boolean.TRUE.equals(person.agents()),
                            pointer + "/personIds");
            }
        }

        private void check(EditAction edit, String pointer) {
            required(
                    edit.values() != null && !edit.values().isEmpty()
                            || !none(edit.addLabels())
                            || !none(edit.removeLabels()),
                    pointer + "/values");
            if (edit.values() != null) {
                edit.values().keySet().stream()
                        .filter(isField.negate())
                        .forEach(key -> violations.add(Violation.of(pointer + "/values/" + key, "field_not_settable")));
                values(edit.values(), pointer + "/values");
            }
            labels(edit.addLabels(), pointer + "/addLabels");
            labels(edit.removeLabels(), pointer + "/removeLabels");
        }

        private void labels(@Nullable List<String> labels, String pointer) {
            for (int index = 0; labels != null && index < labels.size(); index++) {
                text(labels.get(index), pointer + "/" + index);
            }
        }

        private void check(AssignAction assign, String pointer) {
            Target to = assign.to();
            required(to != null || assign.teamId() != null, pointer + "/to");
            required((to == Target.PERSON) == (assign.personId() != null), pointer + "/personId");
            if (assign.groupId() != null && to != Target.ROUND_ROBIN && to != Target.LEAST_LOADED) {
                violations.add(Violation.of(pointer + "/groupId", "parameter_unfit"));
            }
            if (to == Target.KEYWORD) {
                text(assign.text() == null ? "" : assign.text(), pointer + "/text");
                List<Keyword> keywords = assign.keywords() == null ? List.of() : assign.keywords();
                required(!keywords.isEmpty(), pointer + "/keywords");
                if (keywords.size() > MOST_KEYWORDS) {
                    violations.add(Violation.of(pointer + "/keywords", "too_many", MOST_KEYWORDS));
                }
                for (int index = 0; index < keywords.size(); index++) {
                    Keyword keyword = keywords.get(index);
                    required(
                            keyword.words().stream().anyMatch(word -> !word.isBlank())
                                    && (keyword.personId() != null || keyword.teamId() != null),
                            pointer + "/keywords/" + index);
                }
            }
        }

        private void values(Map<String, JsonNode> values, String pointer) {
            values.forEach((key, value) -> {
                if (value.isString()) {
                    template(value.stringValue(), pointer + "/" + key);
                }
            });
        }

        private void text(String template, String pointer) {
            required(!template.isBlank(), pointer);
            template(template, pointer);
        }

        private void template(String template, String pointer) {
            templates.compile(template, names, zone, pointer, violations);
        }

        private void required(boolean given, String pointer) {
            if (!given) {
                violations.add(Violation.of(pointer, "required"));
            }
        }

        private static boolean none(@Nullable Collection<?> values) {
            return values == null || values.isEmpty();
        }
    }
}
