package io.maru.query;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.query.Query.Expression;
import io.maru.query.Query.Name;
import io.maru.query.Query.Operand;
import io.maru.query.Query.Operands;
import io.maru.query.Query.Operator;
import io.maru.query.Query.Predicate;
import io.maru.query.Query.Sort;
import io.maru.query.Query.Subject;
import io.maru.query.Query.Test;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query for programs that show it as conditions. It says what the text says, no more and no less: the names are those that
 * were written, and whether they mean anything is asked of the text.
 *
 * @param where null when every ticket is meant
 */
public record QueryTree(@Nullable TreePart where, List<TreeSort> order) {

    /** Groups within each other that are taken apart; what is within those stays text, since nobody could follow it as boxes. */
    private static final int DEEPEST = 12;

    /** Functions within the arguments of functions that are taken apart. */
    private static final int DEEPEST_ARGUMENTS = 3;

    private static final Place NOWHERE = new Place(0, 0);

    /** What a part of a query is. */
    public enum TreeKind {
        AND,
        OR,
        NOT,
        CLAUSE,
        /** Anything, as it is written. */
        TEXT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static TreeKind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param parts of a group; of {@code not} one, of the others none
     * @param clause null for what is none
     * @param text how a clause is written; for {@code text} all there is. Null for the others, and nothing need be sent for a clause
     */
    public record TreePart(
            TreeKind kind,
            List<TreePart> parts,
            @Nullable TreeClause clause,
            @Nullable String text) {}

    /** How a clause asks, as it is written. */
    public enum TreeTest {
        EQUALS("="),
        NOT_EQUALS("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        CONTAINS("~"),
        CONTAINS_NOT("!~"),
        IN("IN"),
        NOT_IN("NOT IN"),
        IS_EMPTY("IS EMPTY"),
        IS_NOT_EMPTY("IS NOT EMPTY"),
        WAS("WAS"),
        WAS_NOT("WAS NOT"),
        WAS_IN("WAS IN"),
        WAS_NOT_IN("WAS NOT IN"),
        CHANGED("CHANGED");

        private final String written;

        TreeTest(String written) {
            this.written = written;
        }

        @JsonValue
        public String written() {
            return written;
        }

        @JsonCreator
        public static TreeTest of(String written) {
            return Arrays.stream(values())
                    .filter(test -> test.written.equals(written))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(written));
        }
    }

    /**
     * @param operands one for a comparison and for WAS, any number with IN, none for EMPTY and CHANGED
     * @param predicates what narrows WAS and CHANGED
     */
    public record TreeClause(
            TreeSubject subject, TreeTest test, List<TreeOperand> operands, List<TreePredicate> predicates) {}

    /**
     * What is asked about: {@code assignee}, {@code cf[17]}, {@code timeIn("In progress")}.
     *
     * @param index what stands in square brackets; null for none
     * @param arguments null when it is no function
     * @param field the name of the field that is meant, as the list of fields has it; null when there is none. Nothing need be
     *     sent
     */
    public record TreeSubject(
            String name,
            @Nullable String index,
            @Nullable List<TreeOperand> arguments,
            @Nullable String field) {}

    /** What an operand is. */
    public enum TreeOperandKind {
        VALUE,
        CALL,
        EMPTY;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static TreeOperandKind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param text the value, or the name of the function; empty for EMPTY
     * @param arguments of a function
     */
    public record TreeOperand(TreeOperandKind kind, String text, List<TreeOperand> arguments) {}

    /** By what WAS and CHANGED are narrowed. */
    public enum TreePredicateKind {
        AFTER,
        BEFORE,
        ON,
        DURING,
        BY,
        FROM,
        TO;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static TreePredicateKind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** @param operands two for {@code during}; one for the others, or several with {@code by}, {@code from} and {@code to} */
    public record TreePredicate(TreePredicateKind kind, List<TreeOperand> operands) {}

    /** @param direction null when it was not written, which means ascending */
    public record TreeSort(TreeSubject subject, @Nullable TreeDirection direction) {}

    public enum TreeDirection {
        ASC,
        DESC;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static TreeDirection of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    // ------------------------------------------------------------------ from a query

    /** @param fields the name of the field that a subject means, or null */
    static QueryTree of(Query query, Function<Subject, @Nullable String> fields) {
        return new QueryTree(
                query.where() == null ? null : part(query.where(), fields, 0),
                query.order().stream()
                        .map(sort -> new TreeSort(
                                subject(sort.subject(), fields),
                                sort.directionWritten()
                                        ? sort.descending() ? TreeDirection.DESC : TreeDirection.ASC
                                        : null))
                        .toList());
    }

    private static TreePart part(Expression expression, Function<Subject, @Nullable String> fields, int depth) {
        return switch (expression) {
            case Expression.Clause clause -> {
                String text = Formatter.format(new Query(clause, List.of()));
                yield deepest(clause) > DEEPEST_ARGUMENTS
                        ? text(text)
                        : new TreePart(TreeKind.CLAUSE, List.of(), clause(clause, fields), text);
            }
            case Expression group when depth == DEEPEST -> text(Formatter.format(new Query(group, List.of())));
            case Expression.And and -> group(TreeKind.AND, and.parts(), fields, depth);
            case Expression.Or or -> group(TreeKind.OR, or.parts(), fields, depth);
            case Expression.Not not -> group(TreeKind.NOT, List.of(not.part()), fields, depth);
        };
    }

    private static TreePart group(
            TreeKind kind, List<Expression> parts, Function<Subject, @Nullable String> fields, int depth) {
        return new TreePart(
                kind, parts.stream().map(part -> part(part, fields, depth + 1)).toList(), null, null);
    }

    private static TreePart text(String text) {
        return new TreePart(TreeKind.TEXT, List.of(), null, text);
    }

    private static int deepest(Expression.Clause clause) {
        Stream<Operand> asked = switch (clause.test()) {
            case Test.Comparison comparison -> Stream.of(comparison.operand());
            case Test.Membership membership -> membership.operands().each().stream();
            case Test.Emptiness emptiness -> Stream.empty();
            case Test.Past past -> Stream.concat(past.operands().each().stream(), narrowing(past.predicates()));
            case Test.Change change -> narrowing(change.predicates());
        };
        Stream<Operand> told =
                clause.subject().arguments() == null ? Stream.empty() : clause.subject().arguments().stream();
        return deepest(Stream.concat(asked, told));
    }

    private static Stream<Operand> narrowing(List<Predicate> predicates) {
        return predicates.stream().flatMap(predicate -> predicate.operands().each().stream());
    }

    private static int deepest(Stream<Operand> operands) {
        return operands.mapToInt(
                        operand -> operand instanceof Operand.Call call ? 1 + deepest(call.arguments().stream()) : 0)
                .max()
                .orElse(0);
    }

    private static TreeClause clause(Expression.Clause clause, Function<Subject, @Nullable String> fields) {
        TreeSubject subject = subject(clause.subject(), fields);
        return switch (clause.test()) {
            case Test.Comparison comparison ->
                new TreeClause(
                        subject,
                        TreeTest.of(comparison.operator().sign()),
                        List.of(operand(comparison.operand())),
                        List.of());
            case Test.Membership membership ->
                new TreeClause(
                        subject,
                        membership.not() ? TreeTest.NOT_IN : TreeTest.IN,
                        operands(membership.operands().each()),
                        List.of());
            case Test.Emptiness emptiness ->
                new TreeClause(
                        subject, emptiness.not() ? TreeTest.IS_NOT_EMPTY : TreeTest.IS_EMPTY, List.of(), List.of());
            case Test.Past past ->
                new TreeClause(
                        subject,
                        past.listed()
                                ? past.not() ? TreeTest.WAS_NOT_IN : TreeTest.WAS_IN
                                : past.not() ? TreeTest.WAS_NOT : TreeTest.WAS,
                        operands(past.operands().each()),
                        predicates(past.predicates()));
            case Test.Change change ->
                new TreeClause(subject, TreeTest.CHANGED, List.of(), predicates(change.predicates()));
        };
    }

    private static TreeSubject subject(Subject subject, Function<Subject, @Nullable String> fields) {
        return new TreeSubject(
                subject.name().text(),
                subject.index() == null ? null : subject.index().text(),
                subject.arguments() == null ? null : operands(subject.arguments()),
                fields.apply(subject));
    }

    /** How a field is written. */
    static TreeSubject subject(Subject subject, QueryField field) {
        return subject(subject, any -> field.name());
    }

    private static List<TreePredicate> predicates(List<Predicate> predicates) {
        return predicates.stream()
                .map(predicate -> new TreePredicate(
                        TreePredicateKind.valueOf(predicate.kind().name()),
                        operands(predicate.operands().each())))
                .toList();
    }

    private static List<TreeOperand> operands(List<Operand> operands) {
        return operands.stream().map(QueryTree::operand).toList();
    }

    private static TreeOperand operand(Operand operand) {
        return switch (operand) {
            case Operand.Empty none -> new TreeOperand(TreeOperandKind.EMPTY, "", List.of());
            case Operand.Value value -> new TreeOperand(TreeOperandKind.VALUE, value.text(), List.of());
            case Operand.Call call ->
                new TreeOperand(TreeOperandKind.CALL, call.function().text(), operands(call.arguments()));
        };
    }

    // ------------------------------------------------------------------ to a text

    /**
     * The canonical text.
     *
     * @throws QueryRefused when something in it is missing or is too much, or one of its texts cannot be read
     */
    String written() throws QueryRefused {
        Query query = new Query(
                where == null ? null : expression(where),
                order.stream()
                        .map(sort -> new Sort(
                                subject(sort.subject()),
                                sort.direction() == TreeDirection.DESC,
                                sort.direction() != null))
                        .toList());
        // What is in the texts, and groups of one, only the reader puts in order.
        return Formatter.format(QueryReader.read(Formatter.format(query)));
    }

    private static QueryRefused incomplete() {
        return new QueryRefused(QueryProblem.at(NOWHERE, "tree_incomplete"));
    }

    private static Expression expression(TreePart part) throws QueryRefused {
        return switch (part.kind()) {
            case AND -> new Expression.And(expressions(part.parts()));
            case OR -> new Expression.Or(expressions(part.parts()));
            case NOT -> {
                if (part.parts().size() != 1) {
                    throw incomplete();
                }
                yield new Expression.Not(expression(part.parts().getFirst()));
            }
            case CLAUSE -> {
                if (part.clause() == null) {
                    throw incomplete();
                }
                yield clause(part.clause());
            }
            case TEXT -> {
                Query query = QueryReader.read(Objects.requireNonNullElse(part.text(), ""));
                if (query.where() == null || !query.order().isEmpty()) {
                    throw incomplete();
                }
                yield query.where();
            }
        };
    }

    private static List<Expression> expressions(List<TreePart> parts) throws QueryRefused {
        if (parts.isEmpty()) {
            throw incomplete();
        }
        Expression[] expressions = new Expression[parts.size()];
        for (int index = 0; index < expressions.length; index++) {
            expressions[index] = expression(parts.get(index));
        }
        return List.of(expressions);
    }

    private static Expression clause(TreeClause clause) throws QueryRefused {
        List<Operand> operands = read(clause.operands());
        boolean fits = switch (clause.test()) {
            case IS_EMPTY, IS_NOT_EMPTY, CHANGED -> operands.isEmpty();
            case IN, NOT_IN, WAS_IN, WAS_NOT_IN -> !operands.isEmpty();
            default -> operands.size() == 1;
        };
        if (!fits) {
            throw incomplete();
        }
        Operands values = new Operands(operands, NOWHERE);
        Test test = switch (clause.test()) {
            case IN, NOT_IN -> new Test.Membership(clause.test() == TreeTest.NOT_IN, values);
            case IS_EMPTY, IS_NOT_EMPTY -> new Test.Emptiness(clause.test() == TreeTest.IS_NOT_EMPTY);
            case WAS, WAS_NOT -> new Test.Past(clause.test() == TreeTest.WAS_NOT, false, values, narrowed(clause));
            case WAS_IN, WAS_NOT_IN ->
                new Test.Past(clause.test() == TreeTest.WAS_NOT_IN, true, values, narrowed(clause));
            case CHANGED -> new Test.Change(narrowed(clause));
            default -> new Test.Comparison(Operator.valueOf(clause.test().name()), operands.getFirst());
        };
        return new Expression.Clause(subject(clause.subject()), test, NOWHERE);
    }

    private static List<Predicate> narrowed(TreeClause clause) throws QueryRefused {
        for (TreePredicate predicate : clause.predicates()) {
            int wanted = predicate.kind() == TreePredicateKind.DURING ? 2 : 1;
            if (predicate.operands().size() < wanted
                    || predicate.kind() == TreePredicateKind.DURING
                            && predicate.operands().size() > wanted) {
                throw incomplete();
            }
        }
        return clause.predicates().stream()
                .map(predicate -> new Predicate(
                        Predicate.Kind.valueOf(predicate.kind().name()),
                        new Operands(read(predicate.operands()), NOWHERE),
                        NOWHERE))
                .toList();
    }

    private static Subject subject(TreeSubject subject) {
        return new Subject(
                name(subject.name()),
                subject.index() == null ? null : name(subject.index()),
                subject.arguments() == null ? null : read(subject.arguments()),
                NOWHERE);
    }

    private static Name name(String text) {
        return new Name(text, NOWHERE);
    }

    private static List<Operand> read(List<TreeOperand> operands) {
        return operands.stream().map(QueryTree::read).toList();
    }

    private static Operand read(TreeOperand operand) {
        return switch (operand.kind()) {
            case EMPTY -> new Operand.Empty(NOWHERE);
            case VALUE -> new Operand.Value(operand.text(), NOWHERE);
            case CALL -> new Operand.Call(name(operand.text()), read(operand.arguments()), NOWHERE);
        };
    }
}
