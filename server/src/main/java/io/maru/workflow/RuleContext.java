package io.maru.workflow;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a workflow may name.
 *
 * @param statuses keys of the workflow's statuses
 * @param fields the desk's fields
 * @param group whether there is a group with this id
 * @param person whether there is an active person with this id
 */
public record RuleContext(
        Set<String> statuses, List<FieldDefinition> fields, LongPredicate group, LongPredicate person) {

    /** What every ticket has besides the fields that can be on a form. */
    private static final Map<String, FieldType> ALWAYS =
            Map.of("assignee", FieldType.PERSON, "reporter", FieldType.PERSON, "resolution", FieldType.CHOICE);

    public RuleContext {
        statuses = Set.copyOf(statuses);
        fields = List.copyOf(fields);
    }

    /** A field that can be on a form; empty for what a ticket has besides. */
    public Optional<FieldDefinition> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    /** What kind of value a field holds; null when there is no such field. */
    public @Nullable FieldType typeOf(String key) {
        return typeOf(key, fields);
    }

    public static @Nullable FieldType typeOf(String key, List<FieldDefinition> fields) {
        FieldType always = ALWAYS.get(key);
        return always != null
                ? always
                : fields.stream()
                        .filter(field -> field.key().equals(key))
                        .map(FieldDefinition::type)
                        .findFirst()
                        .orElse(null);
    }
}
