package io.maru.sla;

import io.maru.calendar.BusinessTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of promises under what is in force, and what would have become of them under a draft.
 *
 * @param before by the place of the goal in what is in force; -1 for tickets that match none
 * @param after by the place of the goal in the draft
 * @param changed how many tickets would have come out otherwise
 * @param examples some of them
 */
public record SimulationTally(
        Map<Integer, Compliance> before, Map<Integer, Compliance> after, long changed, List<ChangedTicket> examples) {

    static final SimulationTally NOTHING = new SimulationTally(Map.of(), Map.of(), 0, List.of());

    private static final int MOST_EXAMPLES = 100;
    private static final int NO_GOAL = -1;

    /** How many cycles were kept, were broken and go on; one that goes on and is over is broken. */
    public record Compliance(long met, long breached, long ongoing) {

        static final Compliance NONE = new Compliance(0, 0, 0);

        private Compliance plus(Compliance other) {
            return new Compliance(met + other.met, breached + other.breached, ongoing + other.ongoing);
        }
    }

    public record ChangedTicket(String key, Compliance before, Compliance after) {}

    public SimulationTally {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        examples = List.copyOf(examples);
    }

    /** One more ticket, whose cycles all count for the goal that it matches. */
    SimulationTally plus(
            String key,
            List<SlaClock> measured,
            BusinessTime by,
            List<SlaClock> simulated,
            BusinessTime draftBy,
            Instant now) {
        Compliance then = compliance(measured, by, now);
        Compliance would = compliance(simulated, draftBy, now);
        boolean differs = !then.equals(would);
        List<ChangedTicket> some = examples;
        if (differs && examples.size() < MOST_EXAMPLES) {
            some = new ArrayList<>(examples);
            some.add(new ChangedTicket(key, then, would));
        }
        return new SimulationTally(
                added(before, measured, then), added(after, simulated, would), changed + (differs ? 1 : 0), some);
    }

    private static Map<Integer, Compliance> added(
            Map<Integer, Compliance> sums, List<SlaClock> clocks, Compliance compliance) {
        if (clocks.isEmpty()) {
            return sums;
        }
        Integer goal = clocks.getLast().promise().goal();
        Map<Integer, Compliance> all = new TreeMap<>(sums);
        all.merge(goal == null ? NO_GOAL : goal, compliance, Compliance::plus);
        return all;
    }

    private static Compliance compliance(List<SlaClock> clocks, BusinessTime time, Instant now) {
        Compliance sum = Compliance.NONE;
        for (SlaClock clock : clocks) {
            boolean breached = clock.breached(time, now);
            sum = sum.plus(new Compliance(
                    !breached && !clock.ongoing() ? 1 : 0, breached ? 1 : 0, !breached && clock.ongoing() ? 1 : 0));
        }
        return sum;
    }
}
