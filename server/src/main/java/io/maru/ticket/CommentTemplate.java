package io.maru.ticket;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A text with places such as {@code {{ticket.key}}} for what is not known before. It has no logic. */
final class CommentTemplate {

    /** The places that every ticket fills; {@code field.<key>} is one too. */
    static final Set<String> NAMES =
            Set.of("ticket.key", "ticket.summary", "ticket.status", "ticket.assignee", "ticket.reporter", "actor.name");

    static final String FIELD = "field.";

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*\\}\\}");

    private CommentTemplate() {}

    /** The names of its places. */
    static List<String> names(String template) {
        List<String> names = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** What is put into a place is text and never a template itself. */
    static String fill(String template, UnaryOperator<String> words) {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            filled.append(template, end, place.start()).append(words.apply(place.group(1)));
            end = place.end();
        }
        return filled.append(template.substring(end)).toString();
    }
}
