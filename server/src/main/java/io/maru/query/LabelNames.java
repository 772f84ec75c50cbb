package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketQueries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Labels, which are their own names: whatever is written may be one. */
final class LabelNames implements QueryNames {

    private final TicketQueries tickets;

    LabelNames(TicketQueries tickets) {
        this.tickets = tickets;
    }

    @Override
    public Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names) {
        return names.stream().distinct().collect(Collectors.toMap(Function.identity(), Set::of));
    }

    @Override
    public Optional<Object> withId(CurrentPerson current, String id) {
        return Optional.of(id);
    }

    @Override
    public Optional<String> nameOf(CurrentPerson current, Object id) {
        return Optional.of(id.toString());
    }

    @Override
    public List<Choice> like(CurrentPerson current, String text, int most) {
        return tickets.labelsLike(current, text, most).stream()
                .map(label -> new Choice(label, ""))
                .toList();
    }

    @Override
    public boolean keptById() {
        return false;
    }
}
