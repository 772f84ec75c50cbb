package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.query.Query.Name;
import io.maru.query.Query.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The fields and functions that one person can use, by all the names they have. */
final class Vocabulary {

    private static final int MOST_SUGGESTIONS = 5;

    private static final String NUMBERED = "cf[";

    private static final Pattern GAPS = Pattern.compile("[\\s_-]+");

    private final CurrentPerson current;
    private final Map<String, QueryFunction> functions = new LinkedHashMap<>();

    /** Those whose fields have not been needed yet: most queries ask for what every ticket has, and desks may have hundreds. */
    private final Deque<QuerySource> waiting;

    private final List<QueryField> fields = new ArrayList<>();
    private final Map<String, List<QueryField>> fieldsByName = new HashMap<>();

    Vocabulary(CurrentPerson current, Collection<QuerySource> sources) {
        this.current = current;
        waiting = new ArrayDeque<>(sources);
        for (QuerySource source : sources) {
            source.functions().forEach(function -> functions.put(folded(function.name()), function));
        }
    }

    private void askNext() {
        Map<String, List<QueryField>> byName = new HashMap<>();
        for (QueryField field : waiting.removeFirst().fields(current)) {
            fields.add(field);
            allNames(field)
                    .map(Vocabulary::folded)
                    .distinct()
                    .forEach(name -> byName.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(field));
        }
        byName.forEach(fieldsByName::putIfAbsent);
    }

    CurrentPerson current() {
        return current;
    }

    List<QueryField> fields() {
        while (!waiting.isEmpty()) {
            askNext();
        }
        return fields;
    }

    Collection<QueryFunction> functions() {
        return functions.values();
    }

    /** Several fields that desks have made may have one name; those that every ticket has come before them. */
    List<QueryField> called(String name) {
        String wanted = folded(name);
        while (!waiting.isEmpty() && !fieldsByName.containsKey(wanted)) {
            askNext();
        }
        return fieldsByName.getOrDefault(wanted, List.of());
    }

    /** How a field is best written: one that a desk made by its name where no other has it, which says more than its number. */
    Subject subject(QueryField field) {
        Place nowhere = new Place(0, 0);
        String label = field.label().in(current.language());
        boolean made = field.name().startsWith(NUMBERED);
        if (made && !called(label).equals(List.of(field))) {
            String number =
                    field.name().substring(NUMBERED.length(), field.name().length() - 1);
            return new Subject(new Name("cf", nowhere), new Name(number, nowhere), null, nowhere);
        }
        return new Subject(new Name(made ? label : field.name(), nowhere), null, null, nowhere);
    }

    /** The field that is meant; empty when there is none, or several. */
    Optional<QueryField> meant(Subject subject) {
        String name = subject.index() == null
                ? subject.name().text()
                : subject.name().text() + "[" + subject.index().text() + "]";
        List<QueryField> found = subject.arguments() == null ? called(name) : List.of();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    Optional<QueryFunction> function(String name) {
        return Optional.ofNullable(functions.get(folded(name)));
    }

    /** Names of fields like one that there is not, the likest first. */
    List<String> fieldsLike(String name) {
        return like(name, fields().stream().flatMap(Vocabulary::allNames).toList()).stream()
                .map(Formatter::quoted)
                .toList();
    }

    List<String> functionsLike(String name) {
        return like(name, functions.values().stream().map(QueryFunction::name).toList());
    }

    static Stream<String> allNames(QueryField field) {
        return Stream.of(
                        Stream.of(field.name()),
                        field.otherNames().stream(),
                        Stream.of(field.label().ko(), field.label().en()))
                .flatMap(names -> names)
                .filter(name -> name != null && !name.isEmpty());
    }

    /** As names are compared: case and the spaces around and within do not matter. */
    static String folded(String name) {
        return GAPS.matcher(name.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** Those of some texts that somebody may have meant who wrote another one. */
    static List<String> like(String written, Collection<String> known) {
        String meant = folded(written);
        if (meant.isEmpty() || meant.length() > 100) {
            return List.of();
        }
        int mistakes = Math.max(1, meant.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(mistakes);
        record Near(String name, int distance) {}
        Map<String, String> byFolded = new LinkedHashMap<>();
        known.forEach(name -> byFolded.putIfAbsent(folded(name), name));
        return byFolded.values().stream()
                .map(name -> {
                    String folded = folded(name);
                    int apart = folded.startsWith(meant) ? 0 : distance.apply(meant, folded);
                    return new Near(name, apart < 0 && folded.contains(meant) ? mistakes + 1 : apart);
                })
                .filter(near -> near.distance() >= 0)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST_SUGGESTIONS)
                .map(Near::name)
                .toList();
    }
}
