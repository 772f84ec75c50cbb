package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.field.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Something a rule asks for. Its name in words is the message {@code rule.parameter.<name>}.
 *
 * @param many whether it is a list
 * @param choices what can be chosen, in order; their names are the messages {@code rule.choice.<name>.<choice>}
 * @param fieldTypes what the named field must hold; empty for anything
 */
public record RuleParameter(
        String name, Type type, boolean required, boolean many, List<String> choices, Set<FieldType> fieldTypes) {

    /** What a parameter names. */
    public enum Type {
        /** The key of a field of the desk, or {@code assignee}, {@code reporter}, {@code resolution}. */
        FIELD,
        /** The key of a status of the workflow. */
        STATUS,
        /** The id of a group. */
        GROUP,
        /** The id of an active person. */
        PERSON,
        CHOICE,
        TEXT,
        /** A text in one or both languages: {@code {"ko": …, "en": …}}. */
        LOCALIZED_TEXT,
        NUMBER,
        /** A time of day, {@code "09:30"}. */
        TIME,
        TIME_ZONE,
        /** A regular expression, as fields have. */
        PATTERN,
        /** An expression over the ticket, in the Common Expression Language; its rule checks it. */
        EXPRESSION,
        /** What the rule's field can hold. */
        VALUE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RuleParameter {
        choices = List.copyOf(choices);
        fieldTypes = Set.copyOf(fieldTypes);
    }

    public static RuleParameter of(String name, Type type) {
        return new RuleParameter(name, type, true, false, List.of(), Set.of());
    }

    public static RuleParameter choice(String name, List<String> choices) {
        return new RuleParameter(name, Type.CHOICE, true, false, choices, Set.of());
    }

    /** Any of an enumeration's values. */
    public static <T> RuleParameter choice(String name, T[] values, Function<T, String> key) {
        return choice(name, Arrays.stream(values).map(key).toList());
    }

    public static RuleParameter field(String name, FieldType... types) {
        return new RuleParameter(name, Type.FIELD, true, false, List.of(), Set.copyOf(Arrays.asList(types)));
    }

    public RuleParameter optional() {
        return new RuleParameter(name, type, false, many, choices, fieldTypes);
    }

    public RuleParameter several() {
        return new RuleParameter(name, type, required, true, choices, fieldTypes);
    }
}
