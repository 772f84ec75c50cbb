package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups, and teams among them, by their names. */
final class GroupNames implements QueryNames {

    private final Groups groups;

    GroupNames(Groups groups) {
        this.groups = groups;
    }

    @Override
    public Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names) {
        Map<String, Set<Object>> found = new HashMap<>();
        names.forEach(name -> groups.called(name).ifPresent(id -> found.put(name, Set.of(id))));
        return found;
    }

    @Override
    public Optional<Object> withId(CurrentPerson current, String id) {
        return QueryNames.number(id)
                .filter(group -> groups.names(Set.of(group)).containsKey(group))
                .map(Object.class::cast);
    }

    @Override
    public Optional<String> nameOf(CurrentPerson current, Object id) {
        return Optional.ofNullable(groups.names(Set.of((Long) id)).get((Long) id));
    }

    @Override
    public List<Choice> like(CurrentPerson current, String text, int most) {
        return groups.matching(text, most).values().stream()
                .map(name -> new Choice(name, ""))
                .toList();
    }

    /** A new group may have a name that was free. */
    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public boolean keptById() {
        return true;
    }
}
