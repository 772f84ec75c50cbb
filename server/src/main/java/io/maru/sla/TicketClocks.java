package io.maru.sla;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.sla.SlaView.PromiseView;
import io.maru.sla.SlaView.SlaClockView;
import io.maru.sla.SlaView.SlaExplanation;
import io.maru.ticket.TicketProcess;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clocks of a ticket, for those who may see it. */
@Service
public class TicketClocks {

    private static final int MOST_KEYS = 200;

    private final ClockStore store;
    private final VisibleClockStore visible;
    private final SlaViews views;
    private final TicketProcess tickets;

    TicketClocks(ClockStore store, VisibleClockStore visible, SlaViews views, TicketProcess tickets) {
        this.store = store;
        this.visible = visible;
        this.views = views;
        this.tickets = tickets;
    }

    /** All cycles, for those who work on it: by policy and in order. */
    @Transactional(readOnly = true)
    public List<SlaClockView> of(CurrentPerson current, String key) {
        return views.clocks(current, store.of(workedOn(current, key)));
    }

    /** A clock, and the key of its ticket. */
    public record TicketClock(String key, SlaClockView clock) {}

    /**
     * The clocks of some tickets that go on and are due one day, the first due first; of tickets on which this person does not work, none.
     *
     * @param keys at most {@value #MOST_KEYS}
     */
    @Transactional(readOnly = true)
    public List<TicketClock> due(CurrentPerson current, List<String> keys) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        if (keys.size() > MOST_KEYS) {
            throw Invalid.at("/key", "too_many", MOST_KEYS);
        }
        if (keys.isEmpty()) {
            return List.of();
        }
        List<VisibleClockStore.Keyed> found = visible.due(current, keys);
        List<SlaClockView> said = views.clocks(
                current, found.stream().map(VisibleClockStore.Keyed::clock).toList());
        return IntStream.range(0, found.size())
                .mapToObj(index -> new TicketClock(found.get(index).key(), said.get(index)))
                .toList();
    }

    /** How a clock came to what it shows, line by line. */
    @Transactional(readOnly = true)
    public SlaExplanation explain(CurrentPerson current, String key, long clockId) {
        return store.of(workedOn(current, key)).stream()
                .filter(clock -> clock.id() == clockId)
                .findFirst()
                .map(clock -> views.explanation(current, clock))
                .orElseThrow(NotFound::new);
    }

    /** What its customers see of the promises made for it. */
    @Transactional(readOnly = true)
    public List<PromiseView> promises(CurrentPerson current, String key) {
        return views.promises(current, store.of(tickets.visible(current, key).id()));
    }

    private long workedOn(CurrentPerson current, String key) {
        TicketProcess.Facts ticket = tickets.visible(current, key);
        current.requireOnDesk(Permission.TICKET_VIEW, ticket.deskId());
        return ticket.id();
    }
}
