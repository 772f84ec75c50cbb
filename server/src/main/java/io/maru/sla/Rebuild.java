package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.workflow.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Measures a ticket from its whole history, as if a policy had always been in force. */
final class Rebuild {

    private Rebuild() {}

    /**
     * A cycle as it was lived, whatever was promised for it.
     *
     * @param stop what ended it, by which its goal is judged; null for one that goes on, judged by how the ticket stands
     */
    record Cycle(Timeline timeline, @Nullable Moment stop) {}

    /** The cycles of a ticket's life, in order. */
    static List<Cycle> cycles(PolicyDefinition policy, List<Moment> moments, LongFunction<Status> statuses) {
        Clockwork clockwork = new Clockwork(policy, statuses);
        List<Cycle> cycles = new ArrayList<>();
        Timeline ongoing = null;
        for (Moment moment : moments) {
            Clockwork.Outcome outcome = clockwork.after(ongoing, cycles.size(), moment);
            if (outcome.ended() != null) {
                cycles.add(new Cycle(outcome.ended(), moment));
            }
            ongoing = outcome.ongoing();
        }
        if (ongoing != null) {
            cycles.add(new Cycle(ongoing, null));
        }
        return cycles;
    }

    /**
     * The clocks of these cycles.
     *
     * @param promised what the goal of a cycle comes to
     */
    static List<SlaClock> clocks(
            Policy policy,
            Facts facts,
            List<Cycle> cycles,
            Function<Cycle, Promise> promised,
            Function<Promise, BusinessTime> time) {
        List<SlaClock> clocks = new ArrayList<>();
        for (Cycle cycle : cycles) {
            Timeline timeline =
                    policy.definition().goingOn(clocks.isEmpty() ? null : clocks.getLast(), time, cycle.timeline());
            clocks.add(new SlaClock(
                    0,
                    facts.id(),
                    policy.id(),
                    clocks.size() + 1,
                    facts.deskId(),
                    policy.version(),
                    promised.apply(cycle),
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
