package io.maru.sla.web;

import io.maru.people.CurrentPerson;
import io.maru.sla.SlaSimulations;
import io.maru.sla.SlaSimulations.NewSimulation;
import io.maru.sla.SlaSimulations.SimulationView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What drafts would have meant, over HTTP. */
@RestController
@RequestMapping("/api/sla/simulations")
class SlaSimulationController {

    private final SlaSimulations simulations;

    SlaSimulationController(SlaSimulations simulations) {
        this.simulations = simulations;
    }

    /** Runs the draft of a policy, or of a calendar, over tickets of the past or those that are open, in the background. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SimulationView beginSlaSimulation(CurrentPerson me, @RequestBody NewSimulation wanted) {
        return simulations.begin(me, wanted);
    }

    @GetMapping("/{id}")
    SimulationView readSlaSimulation(CurrentPerson me, @PathVariable long id) {
        return simulations.find(me, id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelSlaSimulation(CurrentPerson me, @PathVariable long id) {
        simulations.cancel(me, id);
    }
}
