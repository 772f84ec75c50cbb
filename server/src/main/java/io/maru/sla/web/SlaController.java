package io.maru.sla.web;

import io.maru.people.CurrentPerson;
import io.maru.sla.SlaView.PromiseView;
import io.maru.sla.SlaView.SlaClockView;
import io.maru.sla.SlaView.SlaExplanation;
import io.maru.sla.TicketClocks;
import io.maru.sla.TicketClocks.TicketClock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clocks of tickets over HTTP. */
@RestController
@RequestMapping("/api")
class SlaController {

    private final TicketClocks clocks;

    SlaController(TicketClocks clocks) {
        this.clocks = clocks;
    }

    @GetMapping("/tickets/{key}/sla")
    List<SlaClockView> listTicketClocks(CurrentPerson current, @PathVariable String key) {
        return clocks.of(current, key);
    }

    /** Each stretch of a clock with its reason and what was counted of it. */
    @GetMapping("/tickets/{key}/sla/{clock}/explain")
    SlaExplanation explainTicketClock(CurrentPerson current, @PathVariable String key, @PathVariable long clock) {
        return clocks.explain(current, key, clock);
    }

    /**
     * The clocks of several tickets that go on, the first due first.
     *
     * @param key of each ticket
     */
    @GetMapping("/sla/clocks")
    List<TicketClock> listDueClocks(CurrentPerson current, @RequestParam(defaultValue = "") List<String> key) {
        return clocks.due(current, key);
    }

    @GetMapping("/requests/{key}/sla")
    List<PromiseView> listRequestPromises(CurrentPerson current, @PathVariable String key) {
        return clocks.promises(current, key);
    }
}
