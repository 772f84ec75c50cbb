package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Persons by their names, and by their addresses where several have one name. */
final class PersonNames implements QueryNames {

    private final Persons persons;

    PersonNames(Persons persons) {
        this.persons = persons;
    }

    @Override
    public Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names) {
        Map<String, Set<Object>> found = new HashMap<>();
        persons.called(names).forEach((name, ids) -> found.put(name, Set.copyOf(ids)));
        return found;
    }

    @Override
    public Optional<Object> withId(CurrentPerson current, String id) {
        return QueryNames.number(id)
                .filter(person -> persons.references(Set.of(person)).containsKey(person))
                .map(Object.class::cast);
    }

    @Override
    public Optional<String> nameOf(CurrentPerson current, Object id) {
        PersonReference person = persons.references(Set.of((Long) id)).get((Long) id);
        if (person == null) {
            return Optional.empty();
        }
        boolean alone = persons.called(Set.of(person.displayName()))
                        .getOrDefault(person.displayName(), Set.of())
                        .size()
                == 1;
        return Optional.of(alone || person.email() == null ? person.displayName() : person.email());
    }

    @Override
    public String shown(CurrentPerson current, Object id) {
        PersonReference person = persons.references(Set.of((Long) id)).get((Long) id);
        return person == null ? "" : person.displayName();
    }

    @Override
    public List<Choice> like(CurrentPerson current, String text, int most) {
        List<PersonReference> found = persons.pick(current, text, null, most).items();
        return found.stream()
                .map(person -> {
                    boolean alone = found.stream()
                                    .filter(other -> other.displayName().equals(person.displayName()))
                                    .count()
                            == 1;
                    String email = Objects.requireNonNullElse(person.email(), "");
                    return new Choice(
                            alone || email.isEmpty() ? person.displayName() : email,
                            alone ? email : person.displayName());
                })
                .toList();
    }

    /** Somebody new may have the same name. */
    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public boolean keptById() {
        return true;
    }
}
