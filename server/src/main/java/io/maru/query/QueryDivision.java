package io.maru.query;

import io.maru.people.CurrentPerson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** A field whose values divide tickets, for those who sum something up for each of them. */
public final class QueryDivision {

    private final CurrentPerson current;
    private final QueryField field;
    private final String written;

    /** @param written as the field stands in a query */
    QueryDivision(CurrentPerson current, QueryField field, String written) {
        this.current = current;
        this.field = field;
        this.written = written;
    }

    /** What is read of each ticket; null where the field is empty. */
    public Field<?> value() {
        return ((QueryColumn.Single) field.column()).value();
    }

    /**
     * The tickets with one value.
     *
     * @param label what people read for it; null when there is no such thing any more
     * @param query that finds them
     */
    public record Part(@Nullable String label, String query) {}

    /** What each of some values stands for. */
    public Map<Object, Part> parts(Collection<?> values) {
        QueryNames names = Objects.requireNonNull(field.names());
        Map<Object, String> labels = new HashMap<>();
        values.forEach(value -> labels.put(value, names.shown(current, value)));
        Map<String, Set<Object>> called = names.called(current, Set.copyOf(labels.values()));
        Map<Object, Part> parts = new HashMap<>();
        labels.forEach((value, label) -> {
            boolean alone = called.getOrDefault(label, Set.of()).equals(Set.of(value));
            parts.put(
                    value,
                    new Part(
                            label.isEmpty() ? null : label,
                            written + " = " + Formatter.quoted(alone ? label : "#" + value)));
        });
        return parts;
    }

    /** What finds the tickets on which the field is empty. */
    public String withoutValue() {
        return written + " IS EMPTY";
    }

    /** Values in the order in which people know them, as it is with priorities; of others as they come. */
    public List<Object> ranked(Collection<?> values) {
        return field.kind() == QueryKind.RANKED
                ? values.stream().<Object>map(value -> value).sorted().toList()
                : List.copyOf(values);
    }
}
