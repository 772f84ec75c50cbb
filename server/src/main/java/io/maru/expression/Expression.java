package io.maru.expression;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checked expression. It is immutable and can be asked by many threads. */
public final class Expression {

    private final Set<String> used;
    private final CelRuntime.Program program;

    Expression(Set<String> used, CelRuntime.Program program) {
        this.used = Set.copyOf(used);
        this.program = program;
    }

    /** Those of the names that it uses. */
    public Set<String> used() {
        return used;
    }

    /**
     * What it yields with these values.
     *
     * @param values by name; a name that is missing has no value
     * @return empty when it is undecided: something it needs has no value, it failed, as a division by zero does, or it
     *     cost too much
     */
    public Optional<Object> value(Map<String, ?> values) {
        Map<String, Object> known = new HashMap<>();
        for (String name : used) {
            @Nullable Object value = values.get(name);
            known.put(name, value == null ? NullValue.NULL_VALUE : value);
        }
        try {
            Object value = program.eval(known);
            return value instanceof NullValue ? Optional.empty() : Optional.of(value);
        } catch (CelEvaluationException undecided) {
            return Optional.empty();
        }
    }

    /** Whether it is true; undecided is not. */
    public boolean holds(Map<String, ?> values) {
        return value(values).filter(Boolean.TRUE::equals).isPresent();
    }
}
