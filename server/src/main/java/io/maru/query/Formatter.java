package io.maru.query;

import io.maru.query.Query.Expression;
import io.maru.query.Query.Operand;
import io.maru.query.Query.Operands;
import io.maru.query.Query.Predicate;
import io.maru.query.Query.Subject;
import io.maru.query.Query.Test;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a query in its one canonical form: keywords in capitals, no parentheses that are not needed, quotes where they are. */
final class Formatter {

    private static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "in", "is", "was", "changed", "empty", "null", "order", "by", "asc", "desc", "after",
            "before", "during", "on", "from", "to");

    private static final Pattern WORD =
            Pattern.compile("[^\\p{IsWhite_Space}\"'\u201c\u201d\u2018\u2019(),=!<>~&|\\[\\]\\\\]+");

    /** Whose values those after BY are. */
    private static final Subject PERSON =
            new Subject(new Query.Name("assignee", new Place(0, 0)), null, null, new Place(0, 0));

    /** What is written for the names in a query. */
    interface Wording {

        /** For what is asked about. */
        String subject(Subject subject);

        /** For one of its values. */
        String value(Subject subject, String value);

        /**
         * For what a function is given.
         *
         * @param argument its position, from 0
         */
        String argument(String function, int argument, String value);
    }

    private static final Wording AS_IT_IS = new Wording() {
        @Override
        public String subject(Subject subject) {
            return written(subject);
        }

        @Override
        public String value(Subject subject, String value) {
            return value;
        }

        @Override
        public String argument(String function, int argument, String value) {
            return value;
        }
    };

    private final Wording wording;

    private Formatter(Wording wording) {
        this.wording = wording;
    }

    /** As it is named now. */
    static String format(Query query) {
        return format(query, AS_IT_IS);
    }

    /** With other names. */
    static String format(Query query, Wording wording) {
        return new Formatter(wording).query(query);
    }

    static String written(Subject subject) {
        String name = quoted(subject.name().text());
        return subject.index() == null
                ? name
                : name + "[" + quoted(subject.index().text()) + "]";
    }

    /** A name or value as it can stand in a query. */
    static String quoted(String text) {
        if (WORD.matcher(text).matches() && !KEYWORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String query(Query query) {
        StringBuilder text = new StringBuilder();
        if (query.where() != null) {
            text.append(expression(query.where(), 0));
        }
        if (!query.order().isEmpty()) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append("ORDER BY ")
                    .append(query.order().stream()
                            .map(sort -> subject(sort.subject())
                                    + (sort.directionWritten() ? sort.descending() ? " DESC" : " ASC" : ""))
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    /** @param binding how strongly what is around it binds: 0 nothing, 1 OR, 2 AND, 3 NOT */
    private String expression(Expression expression, int binding) {
        return switch (expression) {
            case Expression.Or or -> enclosed(joined(or.parts(), " OR ", 1), binding > 1);
            case Expression.And and -> enclosed(joined(and.parts(), " AND ", 2), binding > 2);
            case Expression.Not not -> "NOT " + expression(not.part(), 3);
            case Expression.Clause clause -> subject(clause.subject()) + " " + test(clause.subject(), clause.test());
        };
    }

    private String joined(List<Expression> parts, String separator, int binding) {
        return parts.stream().map(part -> expression(part, binding + 1)).collect(Collectors.joining(separator));
    }

    private static String enclosed(String text, boolean needed) {
        return needed ? "(" + text + ")" : text;
    }

    private String subject(Subject subject) {
        return wording.subject(subject) + (subject.arguments() == null ? "" : arguments(subject, subject.arguments()));
    }

    private String test(Subject subject, Test test) {
        return switch (test) {
            case Test.Comparison comparison ->
                comparison.operator().sign() + " " + operand(subject, comparison.operand());
            case Test.Membership membership ->
                (membership.not() ? "NOT IN " : "IN ") + list(subject, membership.operands());
            case Test.Emptiness emptiness -> emptiness.not() ? "IS NOT EMPTY" : "IS EMPTY";
            case Test.Past past ->
                (past.not() ? "WAS NOT " : "WAS ")
                        + (past.listed()
                                ? "IN " + list(subject, past.operands())
                                : operand(subject, past.operands().each().getFirst()))
                        + predicates(subject, past.predicates());
            case Test.Change change -> "CHANGED" + predicates(subject, change.predicates());
        };
    }

    private String predicates(Subject subject, List<Predicate> predicates) {
        return predicates.stream()
                .map(predicate -> {
                    Subject whose = switch (predicate.kind()) {
                        case FROM, TO -> subject;
                        case BY -> PERSON;
                        default -> null;
                    };
                    List<Operand> each = predicate.operands().each();
                    return " " + predicate.kind() + " "
                            + (predicate.kind() == Predicate.Kind.DURING || each.size() > 1
                                    ? arguments(whose, each)
                                    : operand(whose, each.getFirst()));
                })
                .collect(Collectors.joining());
    }

    private String list(Subject subject, Operands operands) {
        return operands.each().size() == 1 && operands.each().getFirst() instanceof Operand.Call call
                ? operand(subject, call)
                : arguments(subject, operands.each());
    }

    private String arguments(@Nullable Subject subject, List<Operand> operands) {
        return operands.stream().map(operand -> operand(subject, operand)).collect(Collectors.joining(", ", "(", ")"));
    }

    private String operand(@Nullable Subject subject, Operand operand) {
        return switch (operand) {
            case Operand.Empty none -> "EMPTY";
            case Operand.Call call -> quoted(call.function().text()) + given(call);
            case Operand.Value value -> quoted(subject == null ? value.text() : wording.value(subject, value.text()));
        };
    }

    private String given(Operand.Call call) {
        String function = call.function().text();
        return IntStream.range(0, call.arguments().size())
                .mapToObj(argument -> call.arguments().get(argument) instanceof Operand.Value value
                        ? quoted(wording.argument(function, argument, value.text()))
                        : operand(null, call.arguments().get(argument)))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
