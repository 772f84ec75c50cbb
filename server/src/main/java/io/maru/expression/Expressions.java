package io.maru.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import io.maru.platform.Violation;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and checks expressions of the <a href="https://cel.dev">Common Expression Language</a>. Beside its standard, a
 * number may be calculated with a whole number, because nobody who writes {@code fields.cost * 2} means a type.
 */
@Component
public class Expressions {

    /** The longest expression, in characters. */
    public static final int MAXIMUM_LENGTH = 2_000;

    private static final CelOptions BOUNDS = CelOptions.current()
            .maxExpressionCodePointSize(MAXIMUM_LENGTH)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(10_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern UNFIT = Pattern.compile("no matching overload for '([^']+)' applied to '\\((.*)\\)' ");

    /** @param names what it may name @param values in which zone it is written as a value; null for one that is not */
    private record Dialect(
            Map<String, ValueType> names, @Nullable ZoneId values) {}

    private record Question(String source, Dialect dialect, Set<ValueType> results) {}

    private sealed interface Answer {
        record Good(Expression expression) implements Answer {}

        /** @param code with the arguments of a {@link Violation} */
        record Bad(String code, List<Object> arguments) implements Answer {}
    }

    private final Cache<Dialect, Cel> languages =
            Caffeine.newBuilder().maximumSize(200).build();
    private final Cache<Question, Answer> answers =
            Caffeine.newBuilder().maximumSize(5_000).build();

    /**
     * Checks an expression. What was checked before is remembered.
     *
     * @param names what it may name, and what that stands for
     * @param results what it may yield
     * @param pointer where it stands in the request
     * @return null when it cannot be used; a violation then says why and at which line and column
     */
    public @Nullable Expression compile(
            String source,
            Map<String, ValueType> names,
            Set<ValueType> results,
            String pointer,
            List<Violation> violations) {
        return compile(source, new Dialect(Map.copyOf(names), null), results, pointer, violations);
    }

    /**
     * Checks an expression that stands for a value in what an administrator writes, whatever kind of value it is. It has functions for
     * texts, lists and times beside the standard, and no loops: what it costs is bounded by its length.
     *
     * @param zone in which days begin and times are written
     * @return null when it cannot be used, as above
     */
    public @Nullable Expression compileValue(
            String source, Map<String, ValueType> names, ZoneId zone, String pointer, List<Violation> violations) {
        return compile(source, new Dialect(Map.copyOf(names), zone), Set.of(ValueType.values()), pointer, violations);
    }

    private @Nullable Expression compile(
            String source, Dialect dialect, Set<ValueType> results, String pointer, List<Violation> violations) {
        if (source.length() > MAXIMUM_LENGTH) {
            violations.add(Violation.of(pointer, "too_long", MAXIMUM_LENGTH));
            return null;
        }
        Question question = new Question(source, dialect, Set.copyOf(results));
        return switch (answers.get(question, this::answer)) {
            case Answer.Good good -> good.expression();
            case Answer.Bad bad -> {
                violations.add(new Violation(pointer, bad.code(), bad.arguments()));
                yield null;
            }
        };
    }

    private Answer answer(Question question) {
        Cel language = languages.get(question.dialect(), Expressions::language);
        CelValidationResult checked = language.compile(question.source());
        try {
            if (checked.hasError()) {
                return whatIsWrong(question.source(), checked.getErrors().getFirst());
            }
            if (question.results().stream().noneMatch(type -> isYielded(type, checked))) {
                return new Answer.Bad("expression_result", List.of(1, 1));
            }
            Set<String> used = checked.getAst().getReferenceMap().values().stream()
                    .map(CelReference::name)
                    .filter(question.dialect().names()::containsKey)
                    .collect(Collectors.toSet());
            return new Answer.Good(new Expression(used, language.createProgram(checked.getAst())));
        } catch (CelValidationException | CelEvaluationException unusable) {
            return new Answer.Bad("expression_unreadable", List.of(1, 1));
        }
    }

    private static boolean isYielded(ValueType type, CelValidationResult checked) {
        try {
            return type.isYieldedBy(checked.getAst().getResultType());
        } catch (CelValidationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer whatIsWrong(String source, CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn() + 1;
        if (issue.getMessage().startsWith("undeclared reference")) {
            return new Answer.Bad("expression_name_unknown", List.of(line, column, nameAt(source, line, column)));
        }
        Matcher unfit = UNFIT.matcher(issue.getMessage());
        if (unfit.find()) {
            String operator = unfit.group(1).replaceAll("^@?_|_$|@", "");
            String types = unfit.group(2).replaceAll("wrapper\\(([a-z.]+)\\)", "$1");
            return new Answer.Bad("expression_types_unfit", List.of(line, column, operator, types));
        }
        return new Answer.Bad("expression_unreadable", List.of(line, column));
    }

    private static String nameAt(String source, int line, int column) {
        String text = source.lines().skip(line - 1L).findFirst().orElse("");
        Matcher name = NAME.matcher(text);
        return column <= text.length() && name.find(column - 1) ? name.group() : "";
    }

    private static Cel language(Dialect dialect) {
        CelBuilder builder = CelFactory.standardCelBuilder().setOptions(BOUNDS);
        if (dialect.values() == null) {
            builder.setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        } else {
            ValueFunctions.add(builder, dialect.values());
        }
        dialect.names().forEach((name, type) -> builder.addVar(name, type.type()));
        mixing(builder, "_+_", "add", SimpleType.DOUBLE, Double::sum, Double::sum);
        mixing(builder, "_-_", "subtract", SimpleType.DOUBLE, (a, b) -> a - b, (a, b) -> a - b);
        mixing(builder, "_*_", "multiply", SimpleType.DOUBLE, (a, b) -> a * b, (a, b) -> a * b);
        mixing(builder, "_/_", "divide", SimpleType.DOUBLE, (a, b) -> a / b, (a, b) -> a / b);
        mixing(builder, "_==_", "equals", SimpleType.BOOL, (a, b) -> a == (double) b, (a, b) -> (double) a == b);
        mixing(builder, "_!=_", "differs", SimpleType.BOOL, (a, b) -> a != (double) b, (a, b) -> (double) a != b);
        return builder.build();
    }

    /** What an operator means between a number and a whole number. */
    private static void mixing(
            CelBuilder builder,
            String operator,
            String name,
            CelType result,
            CelFunctionOverload.Binary<Double, Long> withWhole,
            CelFunctionOverload.Binary<Long, Double> ofWhole) {
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(name + "_double_int", result, SimpleType.DOUBLE, SimpleType.INT),
                CelOverloadDecl.newGlobalOverload(name + "_int_double", result, SimpleType.INT, SimpleType.DOUBLE)));
        builder.addFunctionBindings(
                CelFunctionBinding.from(name + "_double_int", Double.class, Long.class, withWhole),
                CelFunctionBinding.from(name + "_int_double", Long.class, Double.class, ofWhole));
    }
}
