package io.maru.sla;

/**
 * What becomes of the promises that a goal makes.
 *
 * @param tickets how many have a cycle for which the goal counts
 * @param met cycles that stopped in time
 * @param breached cycles that did not, or that go on and are over
 * @param overdue those of the breached that go on
 * @param ongoing cycles that go on and are not over
 */
public record SimulatedOutcome(long tickets, long met, long breached, long overdue, long ongoing) {

    static final SimulatedOutcome NOTHING = new SimulatedOutcome(0, 0, 0, 0, 0);

    SimulatedOutcome plus(SimulatedOutcome other) {
        return new SimulatedOutcome(
                tickets + other.tickets,
                met + other.met,
                breached + other.breached,
                overdue + other.overdue,
                ongoing + other.ongoing);
    }

    SimulatedOutcome ofOneTicket() {
        return new SimulatedOutcome(1, met, breached, overdue, ongoing);
    }
}
