package io.maru.platform;

import java.util.List;

/**
 * One thing wrong with one part of a request.
 *
 * @param pointer JSON pointer into the request body, e.g. {@code /values/needed_by}; for a query parameter its name
 *     after a slash
 * @param code stable; its text is the message {@code violation.<code>}
 * @param arguments what the text names, by position
 */
public record Violation(String pointer, String code, List<Object> arguments) {

    public Violation {
        arguments = List.copyOf(arguments);
    }

    /** The arguments as they are put into a text of this language: an administrator's own words are in it, too. */
    public Object[] argumentsIn(Language language) {
        return arguments.stream()
                .map(argument -> argument instanceof LocalizedText text ? text.in(language) : argument)
                .toArray();
    }

    public static Violation of(String pointer, String code, Object... arguments) {
        return new Violation(pointer, code, List.of(arguments));
    }
}
