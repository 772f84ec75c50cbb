package io.maru.query;

import java.util.List;

/**
 * Something in a query that cannot be understood or is not possible.
 *
 * @param place what of the text it is about
 * @param code stable; its text is the message {@code query.problem.<code>}
 * @param arguments what the text names, by position
 * @param suggestions texts that could stand in its place as they are, the likeliest first
 */
public record QueryProblem(Place place, String code, List<Object> arguments, List<String> suggestions) {

    public QueryProblem {
        arguments = List.copyOf(arguments);
        suggestions = List.copyOf(suggestions);
    }

    static QueryProblem at(Place place, String code, Object... arguments) {
        return new QueryProblem(place, code, List.of(arguments), List.of());
    }

    QueryProblem suggesting(List<String> others) {
        return new QueryProblem(place, code, arguments, others);
    }
}
