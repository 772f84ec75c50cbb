package io.maru.field;

import io.maru.expression.Expression;
import io.maru.expression.Expressions;
import io.maru.expression.ValueType;
import io.maru.people.CurrentPerson;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Answers to a form whose parts depend on each other: what is asked, and what is kept of what was answered.
 *
 * <p>What is not visible has no answer, and what is read-only has the one it had. Both change what other conditions see,
 * so they are asked in rounds until nothing changes any more. Since no answer depends on itself, as many rounds as there
 * are fields suffice, and it does not matter with which one begins. A condition that cannot be decided does not hold.
 */
@Service
public class FormAnswers {

    private static final int COMPUTED_LENGTH = 2_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FieldValues fieldValues;
    private final Expressions expressions;
    private final FieldExpressions fieldExpressions;

    FormAnswers(FieldValues fieldValues, Expressions expressions, FieldExpressions fieldExpressions) {
        this.fieldValues = fieldValues;
        this.expressions = expressions;
        this.fieldExpressions = fieldExpressions;
    }

    /** How a field stands for the answers at hand. */
    public record FieldState(boolean visible, boolean required, boolean readOnly) {}

    /**
     * How a form stands for the answers at hand; says nothing of fields that are kept from the person.
     *
     * @param fields by key
     * @param values what stands in the fields that are not the person's to answer, by key
     */
    public record FormState(Map<String, FieldState> fields, Map<String, JsonNode> values) {

        /** Of a field that the form does not ask for, too. */
        public FieldState of(String key) {
            return fields.getOrDefault(key, new FieldState(false, false, false));
        }
    }

    /** How a form stands for what a person has entered so far; what is not acceptable yet counts as not answered. */
    public FormState state(List<FormSection> sections, Map<String, JsonNode> given, CurrentPerson person) {
        return state(sections, List.of(), Map.of(), given, person);
    }

    /**
     * Takes what a person entered into a form. Everything wrong is told at once, each at its own field: what is not
     * acceptable, what is missing, and what was not asked for.
     *
     * @return what is to be kept, by key
     */
    public Map<String, JsonNode> accept(
            List<FormSection> sections,
            Map<String, JsonNode> given,
            String pointer,
            List<Violation> violations,
            CurrentPerson person) {
        return accept(sections, List.of(), Map.of(), given, pointer, violations, person);
    }

    /**
     * As {@link #accept(List, Map, String, List, CurrentPerson)}, where conditions may name what the form does not ask.
     *
     * @param beside fields that are not asked for
     * @param known their values
     */
    public Map<String, JsonNode> accept(
            List<FormSection> sections,
            List<FieldDefinition> beside,
            Map<String, JsonNode> known,
            Map<String, JsonNode> given,
            String pointer,
            List<Violation> violations,
            CurrentPerson person) {
        List<Violation> found = new ArrayList<>();
        Map<String, JsonNode> accepted = accepted(sections, given, pointer, found, person);
        Set<String> faulty = found.stream().map(Violation::pointer).collect(Collectors.toSet());
        Judged judged = judge(sections, beside, known, accepted, FormAnswers::untouched, person);
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        for (FormField asked : fields(sections)) {
            String key = asked.field().key();
            String at = pointer + "/" + key;
            JsonNode value = judged.values().get(key);
            if (!asked.hidden()) {
                FieldState state = judged.state().of(key);
                boolean wrong = FieldValues.isFaulty(faulty, at);
                boolean unasked =
                        accepted.containsKey(key) && !accepted.get(key).equals(value);
                if ((wrong || unasked) && (!state.visible() || state.readOnly())) {
                    found.removeIf(violation -> FieldValues.isWithin(violation.pointer(), at));
                    found.add(Violation.of(at, state.visible() ? "field_read_only" : "field_not_asked"));
                } else if (state.required() && value == null && !wrong) {
                    found.add(Violation.of(at, "required"));
                }
            }
            if (value != null && (asked.hidden() || judged.state().of(key).visible())) {
                kept.put(key, value);
            }
        }
        checkRules(fields(sections), accepted, pointer, found, person);
        violations.addAll(found);
        kept.replaceAll((key, value) -> given.containsKey(key) ? signed(sections, key, value, person) : value);
        return kept;
    }

    private static JsonNode signed(List<FormSection> sections, String key, JsonNode value, CurrentPerson person) {
        return fields(sections).stream()
                .filter(asked -> asked.field().key().equals(key))
                .findFirst()
                .map(asked -> signed(asked.field(), value, person))
                .orElse(value);
    }

    /** An answer as it is kept of this person: a consent says whose it is. */
    public static JsonNode signed(FieldDefinition field, JsonNode value, CurrentPerson person) {
        return field.type() == FieldType.CONSENT && !value.has("person")
                ? FieldValues.givenBy(value, person.id())
                : value;
    }

    /** Tells which acceptable answers break the rules of their fields. */
    public void checkRules(
            List<FormField> asked,
            Map<String, JsonNode> accepted,
            String pointer,
            List<Violation> violations,
            CurrentPerson person) {
        for (FormField question : asked) {
            FieldDefinition field = question.field();
            FieldSettings.Rule rule = field.settings().rule();
            JsonNode value = accepted.get(field.key());
            if (rule == null || value == null) {
                continue;
            }
            Expression expression = expressions.compile(
                    rule.expression(),
                    fieldExpressions.names(List.of(field)),
                    Set.of(ValueType.TRUTH),
                    "",
                    new ArrayList<>());
            Map<String, Object> values = fieldExpressions.values(List.of(field), Map.of(field.key(), value), person);
            if (expression != null
                    && expression.value(values).filter(Boolean.FALSE::equals).isPresent()) {
                String message = rule.message() == null ? "" : rule.message().in(person.language());
                violations.add(Violation.of(pointer + "/" + field.key(), "field_rule", message));
            }
        }
    }

    /** How a form stands whose answers are kept already. */
    public FormState standing(
            List<FormSection> sections,
            List<FieldDefinition> beside,
            Map<String, JsonNode> kept,
            CurrentPerson person) {
        return judge(
                        sections,
                        beside,
                        kept,
                        kept,
                        question -> kept.get(question.field().key()),
                        person)
                .state();
    }

    /** As {@link #state}, where conditions may name what the form does not ask. */
    public FormState state(
            List<FormSection> sections,
            List<FieldDefinition> beside,
            Map<String, JsonNode> known,
            Map<String, JsonNode> given,
            CurrentPerson person) {
        Map<String, JsonNode> accepted = accepted(sections, given, "", new ArrayList<>(), person);
        return judge(sections, beside, known, accepted, FormAnswers::untouched, person)
                .state();
    }

    /** What a field of a new form holds that is not the person's to answer. */
    private static @Nullable JsonNode untouched(FormField field) {
        return field.hidden() ? field.preset() : field.defaultValue();
    }

    private Map<String, JsonNode> accepted(
            List<FormSection> sections,
            Map<String, JsonNode> given,
            String pointer,
            List<Violation> violations,
            CurrentPerson person) {
        List<FormField> open = fields(sections).stream()
                .filter(field -> !field.hidden())
                .map(FormField::optional)
                .toList();
        return fieldValues.accept(open, given, pointer, violations, person.language(), person.timeZone());
    }

    private record Judged(FormState state, Map<String, JsonNode> values) {}

    /**
     * @param known what fields hold that are not asked for
     * @param standing what a field holds that is asked for and not the person's to answer
     */
    private Judged judge(
            List<FormSection> sections,
            List<FieldDefinition> beside,
            Map<String, JsonNode> known,
            Map<String, JsonNode> answers,
            Function<FormField, @Nullable JsonNode> standing,
            CurrentPerson person) {
        List<FormField> asked = fields(sections);
        List<FieldDefinition> all =
                new ArrayList<>(asked.stream().map(FormField::field).toList());
        Set<String> keys = all.stream().map(FieldDefinition::key).collect(Collectors.toSet());
        beside.stream().filter(field -> !keys.contains(field.key())).forEach(all::add);
        Set<String> besides = beside.stream().map(FieldDefinition::key).collect(Collectors.toSet());
        Map<String, JsonNode> values = new HashMap<>(known);
        values.putAll(answers);
        Round round = null;
        boolean settled = false;
        for (int rounds = 0; !settled && rounds <= asked.size() + 1; rounds++) {
            round = new Round(all, values, person);
            Map<String, JsonNode> next = new HashMap<>(known);
            for (FormSection section : sections) {
                boolean sectionVisible = round.holds(section.conditions().visibleWhen(), true);
                boolean sectionReadOnly = round.holds(section.conditions().readOnlyWhen(), false);
                for (FormField field : section.fields()) {
                    boolean visible =
                            sectionVisible && round.holds(field.conditions().visibleWhen(), true);
                    boolean readOnly =
                            sectionReadOnly || round.holds(field.conditions().readOnlyWhen(), false);
                    String key = field.field().key();
                    JsonNode value = field.field().type() == FieldType.COMPUTED
                            ? round.computed(field.field())
                            : field.hidden() || readOnly ? standing.apply(field) : answers.get(key);
                    if (visible) {
                        put(next, key, value);
                    } else if (!besides.contains(key)) {
                        next.remove(key);
                    }
                }
            }
            settled = next.equals(values);
            values = next;
        }
        return new Judged(state(sections, Objects.requireNonNull(round), values), values);
    }

    private static void put(Map<String, JsonNode> values, String key, @Nullable JsonNode value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    private static FormState state(List<FormSection> sections, Round round, Map<String, JsonNode> values) {
        Map<String, FieldState> states = new LinkedHashMap<>();
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (FormSection section : sections) {
            Conditions together = section.conditions();
            boolean sectionVisible = round.holds(together.visibleWhen(), true);
            boolean sectionReadOnly = round.holds(together.readOnlyWhen(), false);
            boolean sectionRequired = round.holds(together.requiredWhen(), false);
            for (FormField field : section.fields()) {
                if (field.hidden()) {
                    continue;
                }
                Conditions own = field.conditions();
                boolean visible = sectionVisible && round.holds(own.visibleWhen(), true);
                boolean readOnly = field.field().type() == FieldType.COMPUTED
                        || sectionReadOnly
                        || round.holds(own.readOnlyWhen(), false);
                boolean required = field.required() || sectionRequired || round.holds(own.requiredWhen(), false);
                String key = field.field().key();
                states.put(key, new FieldState(visible, visible && required && !readOnly, visible && readOnly));
                JsonNode value = values.get(key);
                if (visible && readOnly && value != null) {
                    shown.put(key, value);
                }
            }
        }
        return new FormState(states, shown);
    }

    private static List<FormField> fields(List<FormSection> sections) {
        return sections.stream().flatMap(section -> section.fields().stream()).toList();
    }

    /** The conditions as they are for one set of answers. */
    private final class Round {

        private final List<FieldDefinition> fields;
        private final Map<String, JsonNode> answers;
        private final CurrentPerson person;
        private @Nullable Map<String, ValueType> names;
        private @Nullable Map<String, Object> values;

        Round(List<FieldDefinition> fields, Map<String, JsonNode> answers, CurrentPerson person) {
            this.fields = fields;
            this.answers = answers;
            this.person = person;
        }

        boolean holds(@Nullable String condition, boolean otherwise) {
            return condition == null
                    ? otherwise
                    : value(condition, Set.of(ValueType.TRUTH))
                            .filter(Boolean.TRUE::equals)
                            .isPresent();
        }

        /** What a field is worked out to be; null while that is undecided. */
        @Nullable
        JsonNode computed(FieldDefinition field) {
            FieldSettings settings = field.settings();
            return settings.formula() == null || settings.result() == null
                    ? null
                    : value(settings.formula(), settings.result().types())
                            .map(value -> node(value, settings))
                            .orElse(null);
        }

        private Optional<Object> value(String source, Set<ValueType> results) {
            if (names == null || values == null) {
                names = fieldExpressions.names(fields);
                values = fieldExpressions.values(fields, answers, person);
            }
            Expression expression = expressions.compile(source, names, results, "", new ArrayList<>());
            return expression == null ? Optional.empty() : expression.value(values);
        }

        private static @Nullable JsonNode node(Object value, FieldSettings settings) {
            return switch (value) {
                case Boolean truth -> JSON.booleanNode(truth);
                case Number number -> FieldValues.computed(number.doubleValue(), settings.decimals());
                case String text when text.length() <= COMPUTED_LENGTH -> JSON.stringNode(text);
                default -> null;
            };
        }
    }
}
