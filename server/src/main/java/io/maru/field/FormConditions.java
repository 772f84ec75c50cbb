package io.maru.field;

import io.maru.expression.Expression;
import io.maru.expression.Expressions;
import io.maru.expression.ValueType;
import io.maru.platform.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges the conditions of a form when it is saved. An answer may depend on other answers, which may depend on others,
 * but never on itself: only then is there one way, and only one, in which a form can be answered.
 */
@Component
public class FormConditions {

    private static final Pattern NAMED = Pattern.compile("fields\\s*\\.\\s*([a-z][a-z0-9_]*)");

    private final Expressions expressions;
    private final FieldExpressions fieldExpressions;

    FormConditions(Expressions expressions, FieldExpressions fieldExpressions) {
        this.expressions = expressions;
        this.fieldExpressions = fieldExpressions;
    }

    /**
     * A part of a form.
     *
     * @param pointer where it stands; its conditions are members there
     * @param fields keys of those whose answers it decides
     * @param computed the field itself when its answer is worked out
     */
    public record Part(
            String pointer,
            List<String> fields,
            Conditions conditions,
            @Nullable FieldDefinition computed) {

        public Part {
            fields = List.copyOf(fields);
        }

        public Part(String pointer, List<String> fields, Conditions conditions) {
            this(pointer, fields, conditions, null);
        }
    }

    /** That an answer depends on another one, and where it says so. */
    private record Dependency(String on, String pointer, int line, int column) {}

    /**
     * Tells what is wrong with the conditions of a form, each at its place in it.
     *
     * @param nameable the fields that conditions can name
     */
    public void check(Collection<FieldDefinition> nameable, List<Part> parts, List<Violation> violations) {
        Map<String, ValueType> names = fieldExpressions.names(nameable);
        Map<String, List<Dependency>> dependencies = new LinkedHashMap<>();
        for (Part part : parts) {
            Conditions conditions = part.conditions();
            // Whether an answer is needed does not change it, so that this alone may depend on anything.
            compiled(conditions.requiredWhen(), names, part.pointer() + "/requiredWhen", violations);
            depend(part, conditions.visibleWhen(), "/visibleWhen", names, dependencies, violations);
            depend(part, conditions.readOnlyWhen(), "/readOnlyWhen", names, dependencies, violations);
            if (part.computed() != null) {
                computed(part, part.computed(), names, dependencies, violations);
            }
        }
        tellCircles(dependencies, violations);
    }

    private void computed(
            Part part,
            FieldDefinition field,
            Map<String, ValueType> names,
            Map<String, List<Dependency>> dependencies,
            List<Violation> violations) {
        String pointer = part.pointer() + "/fieldId";
        Expression formula = formula(field, names, pointer, violations);
        if (formula != null) {
            dependencies
                    .computeIfAbsent(field.key(), key -> new ArrayList<>())
                    .addAll(named(Objects.requireNonNull(field.settings().formula()), formula, pointer));
        }
    }

    /** Tells what is wrong with the expressions of a field itself. */
    void checkField(
            FieldDefinition field, Collection<FieldDefinition> others, String pointer, List<Violation> violations) {
        if (field.type() == FieldType.COMPUTED) {
            List<FieldDefinition> nameable = others.stream()
                    .filter(other -> !other.key().equals(field.key()))
                    .toList();
            formula(field, fieldExpressions.names(nameable), pointer + "/formula", violations);
        }
        FieldSettings.Rule rule = field.settings().rule();
        if (rule != null) {
            compiled(
                    rule.expression(),
                    fieldExpressions.names(List.of(field)),
                    pointer + "/rule/expression",
                    violations);
        }
    }

    private @Nullable Expression formula(
            FieldDefinition field, Map<String, ValueType> names, String pointer, List<Violation> violations) {
        String formula = field.settings().formula();
        FieldSettings.Result result = field.settings().result();
        return formula == null || result == null
                ? null
                : expressions.compile(formula, names, result.types(), pointer, violations);
    }

    private void depend(
            Part part,
            @Nullable String condition,
            String member,
            Map<String, ValueType> names,
            Map<String, List<Dependency>> dependencies,
            List<Violation> violations) {
        String pointer = part.pointer() + member;
        Expression expression = compiled(condition, names, pointer, violations);
        if (expression == null || condition == null) {
            return;
        }
        List<Dependency> on = named(condition, expression, pointer);
        part.fields()
                .forEach(field -> dependencies
                        .computeIfAbsent(field, key -> new ArrayList<>())
                        .addAll(on));
    }

    private @Nullable Expression compiled(
            @Nullable String condition, Map<String, ValueType> names, String pointer, List<Violation> violations) {
        return condition == null
                ? null
                : expressions.compile(condition, names, Set.of(ValueType.TRUTH), pointer, violations);
    }

    /** The fields that an expression names, each where it does first; a text may look like a name and is none. */
    private static List<Dependency> named(String source, Expression expression, String pointer) {
        List<Dependency> named = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Matcher name = NAMED.matcher(source);
        while (name.find()) {
            String key = name.group(1);
            boolean used = expression.used().stream().anyMatch(each -> FieldExpressions.isOf(each, key));
            if (used && seen.add(key)) {
                String before = source.substring(0, name.start());
                int line = (int) before.chars()
                                .filter(character -> character == '\n')
                                .count()
                        + 1;
                named.add(new Dependency(key, pointer, line, before.length() - before.lastIndexOf('\n')));
            }
        }
        return named;
    }

    private static void tellCircles(Map<String, List<Dependency>> dependencies, List<Violation> violations) {
        Set<String> settled = new HashSet<>();
        Set<String> told = new HashSet<>();
        for (String start : dependencies.keySet()) {
            walk(start, dependencies, new LinkedHashSet<>(), settled, told, violations);
        }
    }

    private static void walk(
            String field,
            Map<String, List<Dependency>> dependencies,
            LinkedHashSet<String> way,
            Set<String> settled,
            Set<String> told,
            List<Violation> violations) {
        if (settled.contains(field)) {
            return;
        }
        way.add(field);
        for (Dependency dependency : dependencies.getOrDefault(field, List.of())) {
            if (!way.contains(dependency.on())) {
                walk(dependency.on(), dependencies, way, settled, told, violations);
            } else if (told.add(dependency.pointer() + " " + dependency.on())) {
                violations.add(Violation.of(
                        dependency.pointer(),
                        "condition_circular",
                        circle(way, dependency.on()),
                        dependency.line(),
                        dependency.column()));
            }
        }
        way.remove(field);
        settled.add(field);
    }

    private static String circle(LinkedHashSet<String> way, String closing) {
        Deque<String> circle = new ArrayDeque<>();
        for (String field : way.reversed()) {
            circle.addFirst(field);
            if (field.equals(closing)) {
                break;
            }
        }
        circle.addLast(closing);
        return String.join(" → ", circle);
    }
}
