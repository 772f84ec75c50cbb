package io.maru.sla.web;

import io.maru.people.CurrentPerson;
import io.maru.sla.SlaRebuilds;
import io.maru.sla.SlaRebuilds.NewRebuild;
import io.maru.sla.SlaRebuilds.RebuildView;
import io.maru.sla.SlaRebuilds.RebuiltTickets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Clocks measured anew from the history of tickets, over HTTP. */
@RestController
@RequestMapping("/api/sla/rebuilds")
class SlaRebuildController {

    private final SlaRebuilds rebuilds;

    SlaRebuildController(SlaRebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /** The newest ones of a policy. */
    @GetMapping
    List<RebuildView> listSlaRebuilds(CurrentPerson me, @RequestParam long policy) {
        return rebuilds.ofPolicy(me, policy);
    }

    /** Looks at what the clocks of a ticket, or of those created in a time, would be; nothing changes by it. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RebuildView beginSlaRebuild(CurrentPerson me, @RequestBody NewRebuild wanted) {
        return rebuilds.begin(me, wanted);
    }

    @GetMapping("/{id}")
    RebuildView readSlaRebuild(CurrentPerson me, @PathVariable long id) {
        return rebuilds.find(me, id);
    }

    /**
     * Tickets whose clocks are not what their history says.
     *
     * @param after where they begin, from the page before
     */
    @GetMapping("/{id}/tickets")
    RebuiltTickets listSlaRebuiltTickets(
            CurrentPerson me, @PathVariable long id, @RequestParam(defaultValue = "0") long after) {
        return rebuilds.tickets(me, id, after);
    }

    /** Puts what was found in the place of the clocks that there are. */
    @PostMapping("/{id}/application")
    RebuildView applySlaRebuild(CurrentPerson me, @PathVariable long id) {
        return rebuilds.apply(me, id);
    }

    /** Forgets what was found; the clocks stay as they are. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardSlaRebuild(CurrentPerson me, @PathVariable long id) {
        rebuilds.discard(me, id);
    }
}
