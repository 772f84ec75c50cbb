package io.maru.query;

import io.maru.query.Query.Expression;
import io.maru.query.Query.Name;
import io.maru.query.Query.Operand;
import io.maru.query.Query.Operands;
import io.maru.query.Query.Predicate;
import io.maru.query.Query.Subject;
import io.maru.query.Query.Test;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query as it is kept: what it names stands in it by its number, so that it means the same whatever that will be called, and in
 * whatever language somebody reads it. It is a query as any other.
 */
final class KeptQuery {

    private static final String PERSON_FIELD = "assignee";

    private final Vocabulary vocabulary;

    /** What is written for a value of a field. */
    private final Map<QueryField, Map<String, String>> written = new HashMap<>();

    private KeptQuery(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Numbers for names. What has no number of its own, such as a status that every desk has, stays as it was. */
    static String kept(Query query, Vocabulary vocabulary) {
        KeptQuery kept = new KeptQuery(vocabulary);
        Map<QueryField, Set<String>> named = kept.values(query);
        named.forEach((field, values) -> {
            QueryNames names = Objects.requireNonNull(field.names());
            Map<String, String> numbers = new HashMap<>();
            names.called(vocabulary.current(), values).forEach((name, ids) -> {
                if (ids.size() == 1) {
                    numbers.put(name, "#" + ids.iterator().next());
                }
            });
            kept.written.put(field, numbers);
        });
        return kept.written(query, KeptQuery::named, (names, value) -> {
            Set<Object> ids = names.called(vocabulary.current(), Set.of(value)).getOrDefault(value, Set.of());
            return ids.size() == 1 ? "#" + ids.iterator().next() : value;
        });
    }

    /** Names for numbers, as somebody would write them. What is gone keeps its number, and is told to be gone. */
    static String shown(Query query, Vocabulary vocabulary) {
        KeptQuery shown = new KeptQuery(vocabulary);
        shown.values(query).forEach((field, values) -> {
            QueryNames names = Objects.requireNonNull(field.names());
            Map<String, String> texts = new HashMap<>();
            for (String value : values) {
                if (Checker.isId(value)) {
                    names.withId(vocabulary.current(), value.substring(1))
                            .flatMap(id -> names.nameOf(vocabulary.current(), id))
                            .ifPresent(name -> texts.put(value, name));
                }
            }
            shown.written.put(field, texts);
        });
        return shown.written(
                query,
                vocabulary::subject,
                (names, value) -> Checker.isId(value)
                        ? names.withId(vocabulary.current(), value.substring(1))
                                .flatMap(id -> names.nameOf(vocabulary.current(), id))
                                .orElse(value)
                        : value);
    }

    /**
     * @param subjects how a field is written
     * @param arguments what is written for a thing that a function is given
     */
    private String written(
            Query query, Function<QueryField, Subject> subjects, BiFunction<QueryNames, String, String> arguments) {
        return Formatter.format(query, new Formatter.Wording() {
            @Override
            public String subject(Subject subject) {
                return KeptQuery.this.subject(subject, subjects);
            }

            @Override
            public String value(Subject subject, String value) {
                return KeptQuery.this.value(subject, value);
            }

            @Override
            public String argument(String function, int argument, String value) {
                return vocabulary
                        .function(function)
                        .map(known -> known.names(argument))
                        .map(names -> arguments.apply(names, value))
                        .orElse(value);
            }
        });
    }

    private String subject(Subject subject, Function<QueryField, Subject> name) {
        return Formatter.written(vocabulary.meant(subject).map(name).orElse(subject));
    }

    private String value(Subject subject, String value) {
        QueryField field = field(subject);
        return field == null ? value : written.getOrDefault(field, Map.of()).getOrDefault(value, value);
    }

    /** Of a function that tells something of statuses, these. */
    private @Nullable QueryField field(Subject subject) {
        return Checker.isTimeIn(subject)
                ? vocabulary.called("status").getFirst()
                : vocabulary.meant(subject).orElse(null);
    }

    /** By its number, where it has one. */
    private static Subject named(QueryField field) {
        Place nowhere = new Place(0, 0);
        int bracket = field.name().indexOf('[');
        return bracket < 0
                ? new Subject(new Name(field.name(), nowhere), null, null, nowhere)
                : new Subject(
                        new Name(field.name().substring(0, bracket), nowhere),
                        new Name(
                                field.name().substring(bracket + 1, field.name().length() - 1), nowhere),
                        null,
                        nowhere);
    }

    /** The values by name or number of the fields whose things are kept by number. */
    private Map<QueryField, Set<String>> values(Query query) {
        Map<QueryField, Set<String>> values = new HashMap<>();
        if (query.where() != null) {
            collect(query.where(), values);
        }
        return values;
    }

    private void collect(Expression expression, Map<QueryField, Set<String>> values) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> collect(part, values));
            case Expression.Or or -> or.parts().forEach(part -> collect(part, values));
            case Expression.Not not -> collect(not.part(), values);
            case Expression.Clause clause -> {
                QueryField field = field(clause.subject());
                switch (clause.test()) {
                    case Test.Comparison comparison -> add(field, List.of(comparison.operand()), values);
                    case Test.Membership membership -> add(field, membership.operands(), values);
                    case Test.Emptiness none -> {}
                    case Test.Past past -> {
                        add(field, past.operands(), values);
                        predicates(field, past.predicates(), values);
                    }
                    case Test.Change change -> predicates(field, change.predicates(), values);
                }
            }
        }
    }

    private void predicates(
            @Nullable QueryField field, List<Predicate> predicates, Map<QueryField, Set<String>> values) {
        for (Predicate predicate : predicates) {
            switch (predicate.kind()) {
                case FROM, TO -> add(field, predicate.operands(), values);
                case BY -> add(vocabulary.called(PERSON_FIELD).getFirst(), predicate.operands(), values);
                case AFTER, BEFORE, ON, DURING -> {}
            }
        }
    }

    private static void add(@Nullable QueryField field, Operands operands, Map<QueryField, Set<String>> values) {
        add(field, operands.each(), values);
    }

    private static void add(@Nullable QueryField field, List<Operand> operands, Map<QueryField, Set<String>> values) {
        if (field == null || field.names() == null || !field.names().keptById()) {
            return;
        }
        for (Operand operand : operands) {
            if (operand instanceof Operand.Value value) {
                values.computeIfAbsent(field, any -> new LinkedHashSet<>()).add(value.text());
            }
        }
    }
}
