package io.maru.query;

import io.maru.query.Query.Expression;
import io.maru.query.Query.Name;
import io.maru.query.Query.Operand;
import io.maru.query.Query.Operands;
import io.maru.query.Query.Operator;
import io.maru.query.Query.Predicate;
import io.maru.query.Query.Sort;
import io.maru.query.Query.Subject;
import io.maru.query.Query.Test;
import io.maru.query.grammar.LanguageLexer;
import io.maru.query.grammar.LanguageParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/** Reads a query's text. */
final class QueryReader {

    /** In UTF-16 code units; what nobody writes by hand, and what ten thousand keys fit into twice. */
    static final int LONGEST = 256 * 1024;

    /** Parentheses within each other; more are no question but an attack on the reader's stack. */
    static final int DEEPEST = 500;

    private final List<Integer> charactersBefore = new ArrayList<>();

    private QueryReader() {}

    static Query read(String text) throws QueryRefused {
        if (text.length() > LONGEST) {
            throw new QueryRefused(QueryProblem.at(new Place(LONGEST, text.length()), "too_long", LONGEST));
        }
        LanguageLexer lexer = lexer(text);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        QueryReader reader = new QueryReader();
        reader.count(text);
        reader.judge(tokens.getTokens());
        LanguageParser parser = new LanguageParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return reader.query(parser.query());
        } catch (ParseCancellationException cancelled) {
            if (cancelled.getCause() instanceof RecognitionException unexpected) {
                throw new QueryRefused(reader.unexpected(parser, unexpected));
            }
            throw cancelled;
        }
    }

    static LanguageLexer lexer(String text) {
        LanguageLexer lexer = new LanguageLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        return lexer;
    }

    /** ANTLR counts code points, browsers and Java code units; they differ only where there are surrogates. */
    private void count(String text) {
        if (text.codePointCount(0, text.length()) == text.length()) {
            return;
        }
        for (int index = 0; index < text.length(); index = text.offsetByCodePoints(index, 1)) {
            charactersBefore.add(index);
        }
        charactersBefore.add(text.length());
    }

    private int index(int codePoints) {
        return charactersBefore.isEmpty() ? codePoints : charactersBefore.get(codePoints);
    }

    private void judge(List<Token> tokens) throws QueryRefused {
        int depth = 0;
        for (Token token : tokens) {
            switch (token.getType()) {
                case LanguageLexer.OPEN -> {
                    if (++depth > DEEPEST) {
                        throw new QueryRefused(QueryProblem.at(place(token), "too_deep", DEEPEST));
                    }
                }
                case LanguageLexer.CLOSE -> depth--;
                case LanguageLexer.OPEN_STRING -> throw new QueryRefused(QueryProblem.at(place(token), "quote_open"));
                case LanguageLexer.OTHER ->
                    throw new QueryRefused(QueryProblem.at(place(token), "character", token.getText()));
                default -> {}
            }
        }
    }

    private QueryProblem unexpected(LanguageParser parser, RecognitionException failure) {
        Token found = failure.getOffendingToken();
        IntervalSet expected = failure.getExpectedTokens();
        List<String> suggestions = new ArrayList<>();
        if (expected != null) {
            for (int type : expected.toList()) {
                String word = word(type);
                if (word != null) {
                    suggestions.add(word);
                }
            }
        }
        boolean wantsName = expected != null && expected.contains(LanguageLexer.WORD);
        if (found.getType() == Token.EOF) {
            return QueryProblem.at(place(found), wantsName ? "ends_before_name" : "ends_early")
                    .suggesting(suggestions);
        }
        if (expected != null && expected.size() == 1 && expected.contains(Token.EOF)) {
            suggestions.addAll(List.of("AND", "OR", "ORDER BY"));
        }
        if (wantsName && isKeyword(found.getType())) {
            return QueryProblem.at(place(found), "reserved", found.getText())
                    .suggesting(List.of('"' + found.getText() + '"'));
        }
        return QueryProblem.at(place(found), "unexpected", found.getText()).suggesting(suggestions);
    }

    private static boolean isKeyword(int type) {
        return type >= LanguageLexer.AND && type <= LanguageLexer.TO;
    }

    /** A keyword or sign as it is written; null for what stands for many texts. */
    static @Nullable String word(int type) {
        return switch (type) {
            case LanguageLexer.AND -> "AND";
            case LanguageLexer.OR -> "OR";
            case LanguageLexer.NOT -> "NOT";
            case LanguageLexer.IN -> "IN";
            case LanguageLexer.IS -> "IS";
            case LanguageLexer.WAS -> "WAS";
            case LanguageLexer.CHANGED -> "CHANGED";
            case LanguageLexer.EMPTY -> "EMPTY";
            case LanguageLexer.ORDER -> "ORDER BY";
            case LanguageLexer.BY -> "BY";
            case LanguageLexer.ASC -> "ASC";
            case LanguageLexer.DESC -> "DESC";
            case LanguageLexer.AFTER -> "AFTER";
            case LanguageLexer.BEFORE -> "BEFORE";
            case LanguageLexer.DURING -> "DURING";
            case LanguageLexer.ON -> "ON";
            case LanguageLexer.FROM -> "FROM";
            case LanguageLexer.TO -> "TO";
            case LanguageLexer.EQUALS -> "=";
            case LanguageLexer.NOT_EQUALS -> "!=";
            case LanguageLexer.LESS -> "<";
            case LanguageLexer.LESS_OR_EQUAL -> "<=";
            case LanguageLexer.GREATER -> ">";
            case LanguageLexer.GREATER_OR_EQUAL -> ">=";
            case LanguageLexer.CONTAINS -> "~";
            case LanguageLexer.CONTAINS_NOT -> "!~";
            case LanguageLexer.OPEN -> "(";
            case LanguageLexer.CLOSE -> ")";
            case LanguageLexer.COMMA -> ",";
            default -> null;
        };
    }

    // ------------------------------------------------------------------ from the parser's tree to ours

    private Query query(LanguageParser.QueryContext context) {
        return new Query(
                context.disjunction() == null ? null : expression(context.disjunction()),
                context.ordering() == null
                        ? List.of()
                        : context.ordering().sort().stream().map(this::sort).toList());
    }

    private Sort sort(LanguageParser.SortContext context) {
        return new Sort(
                subject(context.subject()), context.DESC() != null, context.DESC() != null || context.ASC() != null);
    }

    private Expression expression(LanguageParser.DisjunctionContext context) {
        List<Expression> parts = new ArrayList<>();
        for (LanguageParser.ConjunctionContext each : context.conjunction()) {
            Expression part = expression(each);
            if (part instanceof Expression.Or or) {
                parts.addAll(or.parts());
            } else {
                parts.add(part);
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression expression(LanguageParser.ConjunctionContext context) {
        List<Expression> parts = new ArrayList<>();
        for (LanguageParser.NegationContext each : context.negation()) {
            Expression part = expression(each);
            if (part instanceof Expression.And and) {
                parts.addAll(and.parts());
            } else {
                parts.add(part);
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression expression(LanguageParser.NegationContext context) {
        Expression inner = context.clause() != null ? clause(context.clause()) : expression(context.disjunction());
        return context.NOT().size() % 2 == 0 ? inner : new Expression.Not(inner);
    }

    private Expression clause(LanguageParser.ClauseContext context) {
        Subject subject = subject(context.subject());
        LanguageParser.TestContext test = context.test();
        Token keyword = test.getStart();
        return new Expression.Clause(
                subject,
                switch (test) {
                    case LanguageParser.ComparisonContext comparison ->
                        new Test.Comparison(operator(comparison.operator()), operand(comparison.operand()));
                    case LanguageParser.MembershipContext membership ->
                        new Test.Membership(
                                membership.NOT() != null, operands(membership.operands(), membership.call()));
                    case LanguageParser.EmptinessContext emptiness -> new Test.Emptiness(emptiness.NOT() != null);
                    case LanguageParser.PastContext past ->
                        new Test.Past(
                                past.NOT() != null,
                                past.IN() != null,
                                past.operand() != null
                                        ? single(operand(past.operand()))
                                        : operands(past.operands(), past.call()),
                                past.predicate().stream().map(this::predicate).toList());
                    case LanguageParser.ChangeContext change ->
                        new Test.Change(
                                change.predicate().stream().map(this::predicate).toList());
                    default -> throw new IllegalStateException("No such test: " + test.getText());
                },
                place(keyword));
    }

    private Subject subject(LanguageParser.SubjectContext context) {
        return new Subject(
                name(context.name(0)),
                context.OPEN_SQUARE() == null ? null : name(context.name(1)),
                context.arguments() == null ? null : arguments(context.arguments()),
                place(context));
    }

    private Predicate predicate(LanguageParser.PredicateContext context) {
        Predicate.Kind kind = context.DURING() != null
                ? Predicate.Kind.DURING
                : Predicate.Kind.valueOf(context.getStart().getText().toUpperCase(Locale.ROOT));
        Operands operands = context.DURING() != null
                ? new Operands(context.operand().stream().map(this::operand).toList(), place(context))
                : context.operands() != null ? operands(context.operands(), null) : single(operand(context.operand(0)));
        return new Predicate(kind, operands, place(context));
    }

    private Operands operands(
            LanguageParser.@Nullable OperandsContext list, LanguageParser.@Nullable CallContext call) {
        if (list != null) {
            return new Operands(list.operand().stream().map(this::operand).toList(), place(list));
        }
        Objects.requireNonNull(call);
        return single(new Operand.Call(name(call.name()), arguments(call.arguments()), place(call)));
    }

    private static Operands single(Operand operand) {
        return new Operands(List.of(operand), operand.place());
    }

    private Operand operand(LanguageParser.OperandContext context) {
        if (context.name() == null) {
            return new Operand.Empty(place(context));
        }
        Name name = name(context.name());
        return context.arguments() == null
                ? new Operand.Value(name.text(), name.place())
                : new Operand.Call(name, arguments(context.arguments()), place(context));
    }

    private List<Operand> arguments(LanguageParser.ArgumentsContext context) {
        return context.operand().stream().map(this::operand).toList();
    }

    private static Operator operator(LanguageParser.OperatorContext context) {
        return switch (context.getStart().getType()) {
            case LanguageLexer.EQUALS -> Operator.EQUALS;
            case LanguageLexer.NOT_EQUALS -> Operator.NOT_EQUALS;
            case LanguageLexer.LESS -> Operator.LESS;
            case LanguageLexer.LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case LanguageLexer.GREATER -> Operator.GREATER;
            case LanguageLexer.GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case LanguageLexer.CONTAINS -> Operator.CONTAINS;
            default -> Operator.CONTAINS_NOT;
        };
    }

    private Name name(LanguageParser.NameContext context) {
        Token token = context.getStart();
        return new Name(text(token), place(token));
    }

    /** A word as it stands; a string without its quotation marks, and without the backslash before what it protects. */
    static String text(Token token) {
        String written = token.getText();
        if (token.getType() != LanguageLexer.STRING) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int index = 1; index < written.length() - 1; index++) {
            char character = written.charAt(index);
            if (character == '\\') {
                index++;
                character = written.charAt(index);
            }
            text.append(character);
        }
        return text.toString();
    }

    private Place place(ParserRuleContext context) {
        return Place.between(place(context.getStart()), place(context.getStop()));
    }

    private Place place(Token token) {
        if (token.getType() == Token.EOF) {
            return new Place(index(token.getStartIndex()), index(token.getStartIndex()));
        }
        return new Place(index(token.getStartIndex()), index(token.getStopIndex() + 1));
    }
}
