package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.workflow.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Measures a ticket from its whole history, as if a policy had always been in force. */
final class Rebuild {

    private Rebuild() {}

    /**
     * The cycles, in order.
     *
     * @param promise what the goal that the ticket matches now comes to
     */
    static List<SlaClock> cycles(
            Policy policy,
            Facts facts,
            List<Moment> moments,
            Promise promise,
            BusinessTime time,
            LongFunction<Status> statuses) {
        Clockwork clockwork = new Clockwork(policy.definition(), statuses);
        List<Timeline> cycles = new ArrayList<>();
        Timeline ongoing = null;
        for (Moment moment : moments) {
            long carried = cycles.isEmpty() ? 0 : cycles.getLast().elapsed(time, moment.at());
            Clockwork.Outcome outcome = clockwork.after(ongoing, cycles.size(), carried, moment);
            if (outcome.ended() != null) {
                cycles.add(outcome.ended());
            }
            ongoing = outcome.ongoing();
        }
        if (ongoing != null) {
            cycles.add(ongoing);
        }
        List<SlaClock> clocks = new ArrayList<>();
        for (Timeline timeline : cycles) {
            clocks.add(new SlaClock(
                    0,
                    facts.id(),
                    policy.id(),
                    clocks.size() + 1,
                    facts.deskId(),
                    policy.version(),
                    promise,
                    timeline,
                    List.of()));
        }
        return clocks;
    }

    /**
     * What becomes of a ticket's clocks when a policy says something else than before.
     *
     * @param kept as it is now, to be written anew; {@code made} ones have the id 0
     * @param gone clocks that would never have started
     */
    record Difference(List<SlaClock> kept, List<SlaClock> made, List<SlaClock> gone) {}

    /**
     * What stopped stands as measured; what runs is measured anew, and what nobody measured before is added.
     *
     * @param known the cycles so far, in order
     * @param rebuilt from the whole history
     */
    static Difference difference(List<SlaClock> known, List<SlaClock> rebuilt) {
        List<SlaClock> finished =
                known.stream().filter(clock -> !clock.ongoing()).toList();
        SlaClock ongoing = known.stream().filter(SlaClock::ongoing).findFirst().orElse(null);
        Instant stopped =
                finished.isEmpty() ? Instant.MIN : finished.getLast().timeline().stoppedAt();
        List<SlaClock> kept = new ArrayList<>();
        List<SlaClock> made = new ArrayList<>();
        int number = finished.size();
        for (SlaClock each : rebuilt) {
            if (each.timeline().startedAt().isBefore(stopped)) {
                continue;
            }
            number++;
            if (ongoing != null && kept.isEmpty()) {
                kept.add(ongoing.with(each.policyVersion(), each.promise()).with(each.timeline()));
            } else {
                made.add(each.numbered(number));
            }
        }
        return new Difference(kept, made, ongoing == null || !kept.isEmpty() ? List.of() : List.of(ongoing));
    }

    /** All cycles as the history has them, one by one in the place of those that are known; what these came to stays noted. */
    static Difference replacing(List<SlaClock> known, List<SlaClock> rebuilt) {
        List<SlaClock> kept = new ArrayList<>();
        List<SlaClock> made = new ArrayList<>();
        for (int index = 0; index < rebuilt.size(); index++) {
            SlaClock each = rebuilt.get(index);
            if (index < known.size()) {
                kept.add(known.get(index)
                        .with(each.policyVersion(), each.promise())
                        .with(each.timeline()));
            } else {
                made.add(each);
            }
        }
        return new Difference(kept, made, known.subList(kept.size(), known.size()));
    }
}
