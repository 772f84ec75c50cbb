package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.search.Search;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tickets by their keys, which are offered for what is written on them, too. */
@Component
final class TicketKeys implements QueryNames {

    private final Search search;

    TicketKeys(Search search) {
        this.search = search;
    }

    @Override
    public Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names) {
        return names.stream().distinct().collect(Collectors.toMap(Function.identity(), name -> Set.of(key(name))));
    }

    @Override
    public Optional<Object> withId(CurrentPerson current, String id) {
        return Optional.of(key(id));
    }

    @Override
    public Optional<String> nameOf(CurrentPerson current, Object id) {
        return Optional.of(id.toString());
    }

    static String key(String written) {
        return written.strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public List<Choice> like(CurrentPerson current, String text, int most) {
        return search.lookup(current, text).stream()
                .limit(most)
                .map(ticket -> new Choice(ticket.key(), ticket.summary()))
                .toList();
    }

    @Override
    public boolean keptById() {
        return false;
    }
}
