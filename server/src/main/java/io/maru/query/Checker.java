package io.maru.query;

import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.query.Criterion.Values;
import io.maru.query.Query.Expression;
import io.maru.query.Query.Operand;
import io.maru.query.Query.Operands;
import io.maru.query.Query.Operator;
import io.maru.query.Query.Predicate;
import io.maru.query.Query.Subject;
import io.maru.query.Query.Test;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up what a query names and judges whether it can be asked; tells everything that is wrong with it at once. */
final class Checker {

    /** What tells how long a ticket has been in a status. */
    static final String TIME_IN = "timeIn";

    /** As many values as the list of an IN may have; more than a list that people keep. */
    static final int MOST_VALUES = 20_000;

    private static final int SUGGESTIONS = 5;

    private final Vocabulary vocabulary;
    private final Instant now;
    private final ValueReader values;
    private final List<QueryProblem> problems = new ArrayList<>();
    private boolean lasting = true;
    private boolean calling;

    private Checker(Vocabulary vocabulary, Instant now) {
        this.vocabulary = vocabulary;
        this.now = now;
        this.values = new ValueReader(now, vocabulary.current().timeZone());
    }

    static CheckedQuery check(Query query, Vocabulary vocabulary, Instant now) throws QueryRefused {
        Checker checker = new Checker(vocabulary, now);
        Criterion where = query.where() == null ? Criterion.ANY : checker.criterion(query.where());
        List<CheckedQuery.Sort> order = new ArrayList<>();
        for (Query.Sort sort : query.order()) {
            QueryField field = checker.field(sort.subject());
            if (field == null) {
                continue;
            }
            if (!field.sortable()) {
                checker.problem(QueryProblem.at(sort.subject().place(), "not_sortable", field.name()));
            }
            order.add(new CheckedQuery.Sort(field, sort.descending()));
        }
        if (!checker.problems.isEmpty()) {
            throw new QueryRefused(checker.problems);
        }
        boolean lasting = checker.lasting && !checker.values.askedForNow();
        return new CheckedQuery(where, order, lasting, lasting && !checker.calling);
    }

    private void problem(QueryProblem problem) {
        problems.add(problem);
    }

    private Criterion criterion(Expression expression) {
        return switch (expression) {
            case Expression.And and ->
                new Criterion.All(and.parts().stream().map(this::criterion).toList());
            case Expression.Or or ->
                new Criterion.Either(or.parts().stream().map(this::criterion).toList());
            case Expression.Not not -> new Criterion.Not(criterion(not.part()));
            case Expression.Clause clause -> clause(clause);
        };
    }

    private Criterion clause(Expression.Clause clause) {
        QueryField field = field(clause.subject());
        if (field == null) {
            return Criterion.ANY;
        }
        return switch (clause.test()) {
            case Test.Comparison comparison -> comparison(field, clause, comparison);
            case Test.Membership membership -> membership(field, clause, membership);
            case Test.Emptiness emptiness -> not(emptiness.not(), new Criterion.Empty(field));
            case Test.Past past -> past(field, clause, past);
            case Test.Change change -> change(field, clause, change);
        };
    }

    private static Criterion not(boolean negated, Criterion criterion) {
        return negated ? new Criterion.Not(criterion) : criterion;
    }

    // ------------------------------------------------------------------ what is asked about

    private @Nullable QueryField field(Subject subject) {
        String name = subject.name().text();
        if (subject.arguments() != null) {
            return told(subject, name);
        }
        if (subject.index() != null) {
            name = name + "[" + subject.index().text() + "]";
        }
        List<QueryField> found = vocabulary.called(name);
        if (found.isEmpty()) {
            problem(QueryProblem.at(subject.place(), "field_unknown", name).suggesting(vocabulary.fieldsLike(name)));
            return null;
        }
        if (found.size() > 1) {
            problem(QueryProblem.at(subject.place(), "field_ambiguous", name)
                    .suggesting(found.stream().map(QueryField::name).toList()));
            return null;
        }
        return found.getFirst();
    }

    /** Whether it is asked how long tickets have been in a status. */
    static boolean isTimeIn(Subject subject) {
        return subject.arguments() != null
                && Vocabulary.folded(subject.name().text()).equals(Vocabulary.folded(TIME_IN));
    }

    /** What a function tells of each ticket. */
    private @Nullable QueryField told(Subject subject, String name) {
        if (!isTimeIn(subject)) {
            problem(QueryProblem.at(subject.place(), "function_unknown", name).suggesting(List.of(TIME_IN)));
            return null;
        }
        QueryField status = vocabulary.called("status").getFirst();
        List<Operand> arguments = Objects.requireNonNull(subject.arguments());
        if (arguments.isEmpty()) {
            problem(QueryProblem.at(subject.place(), "argument_missing", TIME_IN));
            return null;
        }
        Values statuses = values(status, new Operands(arguments, subject.place()));
        if (statuses == null) {
            return null;
        }
        TicketColumns.Held held = held(status, statuses);
        lasting = false;
        return new QueryField(
                TIME_IN,
                List.of(),
                LocalizedText.EMPTY,
                QueryKind.DURATION,
                null,
                QueryColumn.always(TicketColumns.heldMilliseconds(
                        held, Compiler.condition(new Criterion.Among(status, statuses.values())), now)),
                null);
    }

    // ------------------------------------------------------------------ what is asked

    private Criterion comparison(QueryField field, Expression.Clause clause, Test.Comparison comparison) {
        Operator operator = comparison.operator();
        Operand operand = comparison.operand();
        if (!field.kind().allows(operator)) {
            problem(QueryProblem.at(clause.keyword(), "operator_not_possible", operator.sign(), field.name())
                    .suggesting(operators(field)));
            return Criterion.ANY;
        }
        if (operator == Operator.CONTAINS || operator == Operator.CONTAINS_NOT) {
            QueryColumn.Words looked = field.column().words();
            if (!(operand instanceof Operand.Value words)
                    || words.text().isBlank()
                    || looked != null && !looked.askable().test(words.text())) {
                problem(QueryProblem.at(operand.place(), "words_expected", field.name()));
                return Criterion.ANY;
            }
            return not(operator == Operator.CONTAINS_NOT, new Criterion.Holding(field, words.text()));
        }
        if (operator.ordering()) {
            if (operand instanceof Operand.Call call && comparing(field, call)) {
                QueryFunction.Result result = call(field, call, operator);
                return result instanceof QueryFunction.Result.Tickets tickets ? told(tickets) : Criterion.ANY;
            }
            Values found = values(field, new Operands(List.of(operand), operand.place()));
            if (found == null) {
                return Criterion.ANY;
            }
            if (found.empty() || found.values().size() != 1) {
                problem(QueryProblem.at(operand.place(), "one_value_expected", operator.sign()));
                return Criterion.ANY;
            }
            return new Criterion.Compared(
                    field, operator, found.values().iterator().next());
        }
        return among(field, new Operands(List.of(operand), operand.place()), operator == Operator.NOT_EQUALS);
    }

    private static Criterion told(QueryFunction.Result.Tickets tickets) {
        return new Criterion.Told(tickets.condition(), tickets.among());
    }

    /** Whether a function says itself how a field compares with it. */
    private boolean comparing(QueryField field, Operand.Call call) {
        return vocabulary
                .function(call.function().text())
                .filter(function -> function.comparing() && function.fits(field))
                .isPresent();
    }

    private Criterion membership(QueryField field, Expression.Clause clause, Test.Membership membership) {
        if (!field.kind().compared()) {
            problem(QueryProblem.at(clause.keyword(), "operator_not_possible", "IN", field.name())
                    .suggesting(operators(field)));
            return Criterion.ANY;
        }
        return among(field, membership.operands(), membership.not());
    }

    /** The operators that a field can be asked with. */
    static List<String> operators(QueryField field) {
        List<String> operators = new ArrayList<>(
                field.kind().operators().stream().map(Operator::sign).toList());
        if (field.kind().compared()) {
            operators.addAll(List.of("IN", "NOT IN"));
        }
        operators.addAll(List.of("IS EMPTY", "IS NOT EMPTY"));
        if (field.history() != null) {
            operators.addAll(List.of("WAS", "WAS NOT", "WAS IN", "WAS NOT IN", "CHANGED"));
        }
        return operators;
    }

    private Criterion among(QueryField field, Operands operands, boolean negated) {
        List<Criterion> parts = new ArrayList<>();
        if (operands.each().size() == 1 && operands.each().getFirst() instanceof Operand.Call call) {
            QueryFunction.Result result = call(field, call, Operator.EQUALS);
            switch (result) {
                case null -> {
                    return Criterion.ANY;
                }
                case QueryFunction.Result.Tickets tickets -> parts.add(told(tickets));
                case QueryFunction.Result.Values found -> parts.add(new Criterion.Among(field, found.values()));
            }
        } else {
            Values found = values(field, operands);
            if (found == null) {
                return Criterion.ANY;
            }
            if (found.empty()) {
                parts.add(new Criterion.Empty(field));
            }
            if (!found.values().isEmpty() || !found.empty()) {
                parts.add(new Criterion.Among(field, found.values()));
            }
        }
        return not(negated, parts.size() == 1 ? parts.getFirst() : new Criterion.Either(parts));
    }

    private Criterion past(QueryField field, Expression.Clause clause, Test.Past past) {
        if (!remembered(field, clause)) {
            return Criterion.ANY;
        }
        Values found = values(field, past.operands());
        Narrowed narrowed = narrowed(field, past.predicates(), false);
        if (found == null || narrowed == null) {
            return Criterion.ANY;
        }
        return not(
                past.not(),
                new Criterion.Was(field, found.values(), found.empty(), narrowed.period(), narrowed.persons()));
    }

    private Criterion change(QueryField field, Expression.Clause clause, Test.Change change) {
        if (!remembered(field, clause)) {
            return Criterion.ANY;
        }
        Narrowed narrowed = narrowed(field, change.predicates(), true);
        return narrowed == null
                ? Criterion.ANY
                : new Criterion.Changed(field, narrowed.from(), narrowed.to(), narrowed.period(), narrowed.persons());
    }

    private boolean remembered(QueryField field, Expression.Clause clause) {
        if (field.history() == null) {
            problem(QueryProblem.at(clause.keyword(), "no_history", field.name()));
            return false;
        }
        return true;
    }

    private record Narrowed(
            @Nullable Values from,
            @Nullable Values to,
            Period period,
            @Nullable Set<Long> persons) {}

    private @Nullable Narrowed narrowed(QueryField field, List<Predicate> predicates, boolean ofChange) {
        Values from = null;
        Values to = null;
        Set<Long> persons = null;
        Instant begin = null;
        Instant end = null;
        int before = problems.size();
        for (Predicate predicate : predicates) {
            List<Operand> operands = predicate.operands().each();
            switch (predicate.kind()) {
                case FROM, TO -> {
                    if (!ofChange) {
                        problem(QueryProblem.at(
                                predicate.place(),
                                "only_of_changes",
                                predicate.kind().name()));
                        continue;
                    }
                    Values found = values(field, predicate.operands());
                    if (predicate.kind() == Predicate.Kind.FROM) {
                        from = found;
                    } else {
                        to = found;
                    }
                }
                case BY -> {
                    Values found = values(vocabulary.called("assignee").getFirst(), predicate.operands());
                    if (found != null) {
                        persons = found.values().stream()
                                .map(Long.class::cast)
                                .collect(Collectors.toCollection(LinkedHashSet::new));
                    }
                }
                case AFTER -> begin = later(begin, moment(operands.getFirst()), Moment::from);
                case BEFORE -> end = earlier(end, moment(operands.getFirst()), Moment::from);
                case ON -> {
                    Moment on = moment(operands.getFirst());
                    begin = later(begin, on, Moment::from);
                    end = earlier(end, on, Moment::until);
                }
                case DURING -> {
                    begin = later(begin, moment(operands.getFirst()), Moment::from);
                    end = earlier(end, moment(operands.getLast()), Moment::from);
                }
            }
        }
        if (problems.size() > before) {
            return null;
        }
        lasting &= end == null;
        // Nothing is later than now, and that need not be asked then.
        return new Narrowed(from, to, new Period(begin, end == null || end.isBefore(now) ? end : null), persons);
    }

    private static @Nullable Instant later(
            @Nullable Instant known, @Nullable Moment moment, Function<Moment, Instant> side) {
        return moment == null ? known : known == null || side.apply(moment).isAfter(known) ? side.apply(moment) : known;
    }

    private static @Nullable Instant earlier(
            @Nullable Instant known, @Nullable Moment moment, Function<Moment, Instant> side) {
        return moment == null
                ? known
                : known == null || side.apply(moment).isBefore(known) ? side.apply(moment) : known;
    }

    private @Nullable Moment moment(Operand operand) {
        Values found = values(vocabulary.called("created").getFirst(), new Operands(List.of(operand), operand.place()));
        if (found == null) {
            return null;
        }
        if (found.values().size() != 1) {
            problem(QueryProblem.at(operand.place(), "time_expected"));
            return null;
        }
        return (Moment) found.values().iterator().next();
    }

    static TicketColumns.Held held(QueryField field, Values values) {
        return held(field, values.values(), values.empty());
    }

    static TicketColumns.Held held(QueryField field, Set<?> values, boolean empty) {
        Set<Object> kept = new LinkedHashSet<>();
        values.forEach(value -> kept.add(inHistory(field.kept(), value)));
        return new TicketColumns.Held(Objects.requireNonNull(field.history()), field.kept(), kept, empty);
    }

    private static Object inHistory(TicketColumns.Kept kept, Object value) {
        return switch (kept) {
            case TEXT, PERSONS -> ValueReader.inHistory(value);
            case SEVERAL -> Json.of(value);
            case AMOUNT -> value;
            case INSTANT -> new Period(((Moment) value).from(), ((Moment) value).until());
        };
    }

    // ------------------------------------------------------------------ values

    /** What some operands mean for a field; null when one of them is wrong, which has been told. */
    private @Nullable Values values(QueryField field, Operands operands) {
        if (operands.each().size() > MOST_VALUES) {
            problem(QueryProblem.at(operands.place(), "too_many_values", MOST_VALUES));
            return null;
        }
        int before = problems.size();
        Set<Object> found = new LinkedHashSet<>();
        boolean empty = false;
        Map<String, Operand> names = new HashMap<>();
        for (Operand operand : operands.each()) {
            switch (operand) {
                case Operand.Empty none -> empty = true;
                case Operand.Call call -> {
                    QueryFunction.Result result = call(field, call, Operator.EQUALS);
                    if (result instanceof QueryFunction.Result.Values several) {
                        found.addAll(several.values());
                    } else if (result != null) {
                        problem(QueryProblem.at(
                                call.place(), "only_with_in", call.function().text()));
                    }
                }
                case Operand.Value value -> {
                    if (field.names() != null) {
                        names.putIfAbsent(value.text(), value);
                    } else {
                        try {
                            found.add(values.read(field.kind(), value.text()));
                        } catch (ValueReader.Unreadable unreadable) {
                            problem(QueryProblem.at(value.place(), unreadable.code(), value.text(), field.name()));
                        }
                    }
                }
            }
        }
        found.addAll(named(field, names));
        return problems.size() > before ? null : new Values(found, empty);
    }

    private Set<Object> named(QueryField field, Map<String, Operand> names) {
        Set<Object> found = new LinkedHashSet<>();
        if (names.isEmpty()) {
            return found;
        }
        QueryNames known = Objects.requireNonNull(field.names());
        lasting &= known.lasting() || names.keySet().stream().allMatch(Checker::isId);
        Map<String, Set<Object>> called = known.called(
                vocabulary.current(),
                names.keySet().stream().filter(name -> !isId(name)).toList());
        names.forEach((name, operand) -> {
            Set<Object> ids = isId(name)
                    ? known.withId(vocabulary.current(), name.substring(1))
                            .map(Set::of)
                            .orElse(Set.of())
                    : called.getOrDefault(name, Set.of());
            if (ids.isEmpty()) {
                problem(QueryProblem.at(
                                operand.place(), isId(name) ? "value_gone" : "value_unknown", name, field.name())
                        .suggesting(suggestions(known, isId(name) ? "" : name)));
            }
            found.addAll(ids);
        });
        return found;
    }

    private List<String> suggestions(QueryNames known, String name) {
        List<QueryNames.Choice> like = known.like(vocabulary.current(), name, SUGGESTIONS);
        return (like.isEmpty() ? known.like(vocabulary.current(), "", SUGGESTIONS) : like)
                .stream().map(choice -> Formatter.quoted(choice.written())).toList();
    }

    /** Whether a value is written as what it is, and not as it is called: {@code #17}. */
    static boolean isId(String value) {
        return value.length() > 1 && value.charAt(0) == '#';
    }

    private QueryFunction.@Nullable Result call(QueryField field, Operand.Call call, Operator operator) {
        String name = call.function().text();
        QueryFunction function = vocabulary.function(name).orElse(null);
        if (function == null) {
            problem(QueryProblem.at(call.function().place(), "function_unknown", name)
                    .suggesting(vocabulary.functionsLike(name)));
            return null;
        }
        if (!function.fits(field)) {
            problem(QueryProblem.at(call.place(), "function_does_not_fit", function.name(), field.name())
                    .suggesting(vocabulary.functions().stream()
                            .filter(other -> other.fits(field))
                            .map(other -> other.name() + "()")
                            .toList()));
            return null;
        }
        List<String> arguments = new ArrayList<>();
        for (Operand argument : call.arguments()) {
            switch (argument) {
                case Operand.Value value -> {
                    QueryNames names = isId(value.text()) ? function.names(arguments.size()) : null;
                    String meant = names == null
                            ? value.text()
                            : names.withId(vocabulary.current(), value.text().substring(1))
                                    .flatMap(id -> names.nameOf(vocabulary.current(), id))
                                    .orElse(null);
                    if (meant == null) {
                        problem(QueryProblem.at(value.place(), "value_gone", value.text(), function.name()));
                        return null;
                    }
                    arguments.add(meant);
                }
                case Operand.Call inner
                when inner.arguments().isEmpty()
                        && vocabulary.function(inner.function().text()).isPresent() ->
                    arguments.add(inner.function().text() + "()");
                default -> {
                    problem(QueryProblem.at(argument.place(), "argument_wrong", function.name()));
                    return null;
                }
            }
        }
        lasting &= function.lasting();
        calling = true;
        try {
            return function.call(new QueryFunction.Call(vocabulary.current(), now, field, operator.sign(), arguments));
        } catch (QueryFunction.Wrong wrong) {
            Place place = wrong.argument() < call.arguments().size()
                    ? call.arguments().get(wrong.argument()).place()
                    : call.place();
            problem(QueryProblem.at(place, wrong.code(), function.name(), function.parameters()));
            return null;
        }
    }
}
