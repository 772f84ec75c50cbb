package io.maru.workflow;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.maru.field.FieldType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Violation;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The registry: every kind of rule that the modules contribute. */
@Component
public class RuleTypes {

    private static final int RULES_MAXIMUM = 20;
    private static final int TEXT_MAXIMUM = 10_000;
    private static final int PATTERN_MAXIMUM = 500;

    private final List<RuleType> types;
    private final Map<RuleType.Kind, Map<String, RuleType>> byKind;

    RuleTypes(List<RuleType> types) {
        this.types = types.stream()
                .sorted(java.util.Comparator.comparing(RuleType::kind).thenComparing(RuleType::key))
                .toList();
        this.byKind = types.stream()
                .collect(Collectors.groupingBy(
                        RuleType::kind, Collectors.toUnmodifiableMap(RuleType::key, type -> type)));
    }

    /** All of them, for somebody who designs workflows. */
    public List<RuleType> all(CurrentPerson me) {
        me.requireOnAnyDesk(Permission.DESK_CONFIGURE);
        return types;
    }

    /** Everything that is wrong with the rules of these transitions, each at its place in the document. */
    List<Violation> violations(List<Transition> transitions, RuleContext context) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            for (RuleType.Kind kind : RuleType.Kind.values()) {
                String at = "/transitions/" + i + "/" + kind.member();
                List<Rule> rules = kind.of(transition);
                if (rules.size() > RULES_MAXIMUM) {
                    violations.add(Violation.of(at, "too_many_rules", RULES_MAXIMUM));
                }
                int before = violations.size();
                for (int j = 0; j < rules.size(); j++) {
                    check(kind, rules.get(j), context, at + "/" + j, violations);
                }
                if (kind == RuleType.Kind.CONDITION && violations.size() == before) {
                    checkTogether(rules, at, violations);
                }
            }
            // What a customer's comment sets off must not stand in the comment's way.
            if (transition.onCustomerComment() && !transition.validators().isEmpty()) {
                violations.add(Violation.of("/transitions/" + i + "/validators", "taken_by_itself", transition.name()));
            }
        }
        return violations;
    }

    private void checkTogether(List<Rule> conditions, String at, List<Violation> violations) {
        for (int i = 0; i < conditions.size(); i++) {
            Rule rule = conditions.get(i);
            boolean excluded = conditions.subList(0, i + 1).stream()
                    .anyMatch(other -> excludes(rule, other) || excludes(other, rule));
            if (excluded) {
                violations.add(Violation.of(at + "/" + i, "condition_never_holds"));
            }
        }
    }

    private boolean excludes(Rule condition, Rule other) {
        RuleType type = byKind.getOrDefault(RuleType.Kind.CONDITION, Map.of()).get(condition.type());
        return type != null && type.excludes(condition, other);
    }

    private void check(RuleType.Kind kind, Rule rule, RuleContext context, String at, List<Violation> violations) {
        RuleType type = byKind.getOrDefault(kind, Map.of()).get(rule.type());
        if (type == null) {
            violations.add(Violation.of(at + "/type", "rule_type_unknown", rule.type()));
            return;
        }
        String pointer = at + "/parameters";
        Map<String, RuleParameter> unseen = new HashMap<>();
        type.parameters().forEach(parameter -> unseen.put(parameter.name(), parameter));
        List<Violation> found = new ArrayList<>();
        rule.parameters().keySet().stream()
                .filter(name -> !unseen.containsKey(name))
                .sorted()
                .forEach(name -> found.add(Violation.of(pointer + "/" + name, "unknown")));
        for (RuleParameter parameter : type.parameters()) {
            check(parameter, rule, context, pointer + "/" + parameter.name(), found);
        }
        if (found.isEmpty()) {
            type.check(rule, context, pointer, found);
        }
        violations.addAll(found);
    }

    private static void check(
            RuleParameter parameter, Rule rule, RuleContext context, String at, List<Violation> violations) {
        JsonNode given = rule.value(parameter.name());
        if (given == null
                || given.isArray() && given.isEmpty()
                || given.isString() && given.asString().isBlank()) {
            if (parameter.required()) {
                violations.add(Violation.of(at, "required"));
            }
            return;
        }
        if (parameter.type() == RuleParameter.Type.VALUE) {
            return;
        }
        if (parameter.many() != given.isArray()) {
            violations.add(Violation.of(at, "wrong_type"));
            return;
        }
        List<JsonNode> values = rule.each(parameter.name());
        for (int i = 0; i < values.size(); i++) {
            check(parameter, values.get(i), context, parameter.many() ? at + "/" + i : at, violations);
        }
    }

    private static void check(
            RuleParameter parameter, JsonNode value, RuleContext context, String at, List<Violation> violations) {
        boolean fits = switch (parameter.type()) {
            case GROUP, PERSON -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isIntegralNumber() && value.canConvertToInt();
            case LOCALIZED_TEXT -> value.isObject() && value.valueStream().allMatch(JsonNode::isString);
            default -> value.isString();
        };
        if (!fits) {
            violations.add(Violation.of(at, "wrong_type"));
            return;
        }
        switch (parameter.type()) {
            case FIELD -> {
                FieldType type = context.typeOf(value.asString());
                if (type == null) {
                    violations.add(Violation.of(at, "unknown"));
                } else if (!parameter.fieldTypes().isEmpty()
                        && !parameter.fieldTypes().contains(type)) {
                    violations.add(Violation.of(at, "field_type_unfit"));
                }
            }
            case STATUS -> {
                if (!context.statuses().contains(value.asString())) {
                    violations.add(Violation.of(at, "status_unknown", value.asString()));
                }
            }
            case GROUP -> {
                if (!context.group().test(value.asLong())) {
                    violations.add(Violation.of(at, "unknown"));
                }
            }
            case PERSON -> {
                if (!context.person().test(value.asLong())) {
                    violations.add(Violation.of(at, "unknown"));
                }
            }
            case CHOICE -> {
                if (!parameter.choices().contains(value.asString())) {
                    violations.add(Violation.of(at, "choice_unknown"));
                }
            }
            case TEXT -> {
                if (value.asString().length() > TEXT_MAXIMUM) {
                    violations.add(Violation.of(at, "too_long", TEXT_MAXIMUM));
                }
            }
            case TIME -> {
                try {
                    LocalTime.parse(value.asString());
                } catch (DateTimeException notATime) {
                    violations.add(Violation.of(at, "time_unreadable"));
                }
            }
            case TIME_ZONE -> {
                try {
                    ZoneId.of(value.asString());
                } catch (DateTimeException notAZone) {
                    violations.add(Violation.of(at, "time_zone_unknown"));
                }
            }
            case PATTERN -> {
                if (value.asString().length() > PATTERN_MAXIMUM) {
                    violations.add(Violation.of(at, "too_long", PATTERN_MAXIMUM));
                    return;
                }
                try {
                    Pattern.compile(value.asString());
                } catch (PatternSyntaxException wrong) {
                    violations.add(Violation.of(at, "pattern_unreadable", wrong.getDescription()));
                }
            }
            case LOCALIZED_TEXT, NUMBER, VALUE, EXPRESSION -> {}
        }
    }
}
