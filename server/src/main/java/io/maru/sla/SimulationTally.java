package io.maru.sla;

import io.maru.calendar.CalendarTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;

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

    /** The cycles of a ticket, and by which calendars they are counted. */
    record Measured(List<SlaClock> cycles, LongFunction<CalendarTime> calendars) {

        private SimulatedOutcome outcome(Instant now) {
            return cycles.stream()
                    .map(cycle -> outcome(cycle, now))
                    .reduce(new SimulatedOutcome(1, 0, 0, 0, 0), SimulatedOutcome::plus);
        }

        /** By the place of the goal. */
        private Map<Integer, SimulatedOutcome> outcomes(Instant now) {
            Map<Integer, SimulatedOutcome> outcomes = new TreeMap<>();
            for (SlaClock cycle : cycles) {
                outcomes.merge(
                        Objects.requireNonNullElse(cycle.promise().goal(), NO_GOAL),
                        new SimulatedOutcome(1, 0, 0, 0, 0).plus(outcome(cycle, now)),
                        (known, next) -> known.plus(next).ofOneTicket());
            }
            return outcomes;
        }

        private SimulatedOutcome outcome(SlaClock cycle, Instant now) {
            boolean breached =
                    cycle.breached(calendars.apply(cycle.promise().calendarId()).time(), now);
            boolean ongoing = cycle.ongoing();
            return new SimulatedOutcome(
                    0,
                    breached || ongoing ? 0 : 1,
                    breached ? 1 : 0,
                    breached && ongoing ? 1 : 0,
                    ongoing && !breached ? 1 : 0);
        }
    }

    SimulationTally {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        examples = List.copyOf(examples);
    }

    /**
     * One more ticket, each of whose cycles counts for its goal.
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
                added(before, measured.outcomes(now)),
                added(after, simulated.outcomes(now)),
                changed + (differs ? 1 : 0),
                better + (would.breached() < then.breached() ? 1 : 0),
                worse + (would.breached() > then.breached() ? 1 : 0),
                some);
    }

    /** One more ticket for which nothing was promised before. */
    SimulationTally plus(Measured simulated, Instant now) {
        return new SimulationTally(before, added(after, simulated.outcomes(now)), changed, better, worse, examples);
    }

    private static Map<Integer, SimulatedOutcome> added(
            Map<Integer, SimulatedOutcome> sums, Map<Integer, SimulatedOutcome> outcomes) {
        Map<Integer, SimulatedOutcome> all = new TreeMap<>(sums);
        outcomes.forEach((goal, outcome) -> all.merge(goal, outcome, SimulatedOutcome::plus));
        return all;
    }
}
