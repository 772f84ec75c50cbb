package io.maru.expression;

import io.maru.expression.Template.Part;
import io.maru.platform.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and checks texts with places, in each of which an expression stands for a value. */
@Component
public class Templates {

    /** The longest template, in characters. */
    public static final int MAXIMUM_LENGTH = 20_000;

    private static final int MOST_PLACES = 200;
    private static final String BEGIN = "{{";
    private static final String END = "}}";

    private final Expressions expressions;

    Templates(Expressions expressions) {
        this.expressions = expressions;
    }

    /**
     * Checks a template.
     *
     * @param names what its places may name, and what that stands for
     * @param zone in which days begin and times are written
     * @param pointer where it stands in the request
     * @return null when it cannot be used; violations then say why
     */
    public @Nullable Template compile(
            String text, Map<String, ValueType> names, ZoneId zone, String pointer, List<Violation> violations) {
        if (text.length() > MAXIMUM_LENGTH) {
            violations.add(Violation.of(pointer, "too_long", MAXIMUM_LENGTH));
            return null;
        }
        List<Part> parts = new ArrayList<>();
        int before = violations.size();
        int places = 0;
        int at = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, at)) {
            int end = end(text, begin + BEGIN.length());
            if (end < 0) {
                violations.add(Violation.of(pointer, "template_place_open", excerpt(text, begin)));
                return null;
            }
            if (++places > MOST_PLACES) {
                violations.add(Violation.of(pointer, "too_many", MOST_PLACES));
                return null;
            }
            if (begin > at) {
                parts.add(new Part.Words(text.substring(at, begin)));
            }
            String source = text.substring(begin + BEGIN.length(), end).strip();
            Expression expression = expressions.compileValue(source, names, zone, pointer, violations);
            if (expression != null) {
                parts.add(new Part.Place(source, expression));
            }
            at = end + END.length();
        }
        if (at < text.length()) {
            parts.add(new Part.Words(text.substring(at)));
        }
        return violations.size() == before ? new Template(parts) : null;
    }

    /** Where a place ends, which is not within a text that it quotes; -1 when it does not. */
    private static int end(String text, int from) {
        char quote = 0;
        for (int at = from; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                if (letter == '\\') {
                    at++;
                } else if (letter == quote) {
                    quote = 0;
                }
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (text.startsWith(END, at)) {
                return at;
            }
        }
        return -1;
    }

    private static String excerpt(String text, int begin) {
        return text.substring(begin, Math.min(text.length(), begin + 20));
    }
}
