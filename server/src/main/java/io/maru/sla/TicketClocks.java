package io.maru.sla;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotFound;
import io.maru.sla.SlaView.PromiseView;
import io.maru.sla.SlaView.SlaClockView;
import io.maru.sla.SlaView.SlaExplanation;
import io.maru.ticket.TicketProcess;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clocks of a ticket, for those who may see it. */
@Service
public class TicketClocks {

    private final ClockStore store;
    private final SlaViews views;
    private final TicketProcess tickets;

    TicketClocks(ClockStore store, SlaViews views, TicketProcess tickets) {
        this.store = store;
        this.views = views;
        this.tickets = tickets;
    }

    /** All cycles, for those who work on it: by policy and in order. */
    @Transactional(readOnly = true)
    public List<SlaClockView> of(CurrentPerson current, String key) {
        return views.clocks(current, store.of(workedOn(current, key)));
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
