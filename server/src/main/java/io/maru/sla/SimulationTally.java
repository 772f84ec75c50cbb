package io.maru.sla;

import io.maru.calendar.BusinessTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the promises of one policy, and what would have become of them.
 *
 * @param before by the place of the goal in what is in force; -1 for tickets that match none; empty when nothing is in force
 * @param after by the place of the goal in the draft
 * @param changed how many tickets come out otherwise
 * @param better how many of them with fewer breaches
 * @param worse how many of them with more
 * @param examples some of them
 */
record SimulationTally(
        Map<Integer, SimulatedOutcome> before,
        Map<Integer, SimulatedOutcome> after,
        long changed,
        long better,
        long worse,
        List<ChangedTicket> examples) {

    static final SimulationTally NOTHING = new SimulationTally(Map.of(), Map.of(), 0, 0, 0, List.of());

    static final int NO_GOAL = -1;

    record ChangedTicket(long ticketId, SimulatedOutcome before, SimulatedOutcome after) {}

    /** The cycles of a ticket and what they are counted by. */
    record Measured(Promise promise, List<SlaClock> cycles, BusinessTime time) {

        private int goal() {
            return promise.goal() == null ? NO_GOAL : promise.goal();
        }

        private SimulatedOutcome outcome(Instant now) {
            SimulatedOutcome sum = new SimulatedOutcome(1, 0, 0, 0, 0);
            for (SlaClock clock : cycles) {
                boolean breached = clock.breached(time, now);
                boolean ongoing = clock.ongoing();
                sum = sum.plus(new SimulatedOutcome(
                        0,
                        breached || ongoing ? 0 : 1,
                        breached ? 1 : 0,
                        breached && ongoing ? 1 : 0,
                        ongoing && !breached ? 1 : 0));
            }
            return sum;
        }
    }

    SimulationTally {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        examples = List.copyOf(examples);
    }

    /**
     * One more ticket, whose cycles all count for the goal that it matches.
     *
     * @param mostExamples of tickets that change
     */
    SimulationTally plus(long ticketId, Measured measured, Measured simulated, Instant now, int mostExamples) {
        SimulatedOutcome then = measured.outcome(now);
        SimulatedOutcome would = simulated.outcome(now);
        boolean differs = !then.equals(would);
        List<ChangedTicket> some = examples;
        if (differs && examples.size() < mostExamples) {
            some = new ArrayList<>(examples);
            some.add(new ChangedTicket(ticketId, then, would));
        }
        return new SimulationTally(
                added(before, measured.goal(), then),
                added(after, simulated.goal(), would),
                changed + (differs ? 1 : 0),
                better + (would.breached() < then.breached() ? 1 : 0),
                worse + (would.breached() > then.breached() ? 1 : 0),
                some);
    }

    /** One more ticket for which nothing was promised before. */
    SimulationTally plus(Measured simulated, Instant now) {
        return new SimulationTally(
                before, added(after, simulated.goal(), simulated.outcome(now)), changed, better, worse, examples);
    }

    private static Map<Integer, SimulatedOutcome> added(
            Map<Integer, SimulatedOutcome> sums, int goal, SimulatedOutcome outcome) {
        Map<Integer, SimulatedOutcome> all = new TreeMap<>(sums);
        all.merge(goal, outcome, SimulatedOutcome::plus);
        return all;
    }
}
