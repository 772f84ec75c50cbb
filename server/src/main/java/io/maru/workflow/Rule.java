package io.maru.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A condition, validator or post-function of a transition, as data.
 *
 * @param type key of a {@link RuleType}
 * @param parameters what the type asks for, by name
 */
public record Rule(String type, Map<String, JsonNode> parameters) {

    public Rule(String type, @Nullable Map<String, JsonNode> parameters) {
        this.type = type;
        this.parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** A parameter as it was given; null when it was not. */
    public @Nullable JsonNode value(String parameter) {
        JsonNode value = parameters.get(parameter);
        return value == null || value.isNull() ? null : value;
    }

    public boolean has(String parameter) {
        return value(parameter) != null;
    }

    /** A parameter's text; empty when there is none. */
    public String text(String parameter) {
        JsonNode value = value(parameter);
        return value == null ? "" : value.asString("");
    }

    /** The texts of a parameter that may hold several. */
    public Set<String> texts(String parameter) {
        return each(parameter).stream().map(value -> value.asString("")).collect(Collectors.toSet());
    }

    /** The numbers of a parameter that may hold several, such as ids. */
    public Set<Long> numbers(String parameter) {
        return each(parameter).stream().map(JsonNode::asLong).collect(Collectors.toSet());
    }

    /** The values of a parameter, whether it holds one or several. */
    List<JsonNode> each(String parameter) {
        JsonNode value = value(parameter);
        if (value == null) {
            return List.of();
        }
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }
}
