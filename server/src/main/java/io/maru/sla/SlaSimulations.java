package io.maru.sla;

import io.maru.calendar.CalendarContent;
import io.maru.calendar.Calendars;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import io.maru.sla.SimulationStore.Compared;
import io.maru.sla.SimulationStore.Run;
import io.maru.sla.SimulationStore.Subject;
import io.maru.sla.SimulationTally.ChangedTicket;
import io.maru.ticket.RequestView;
import io.maru.ticket.TicketProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What drafts of policies and calendars would have meant, for those who shape them. */
@Service
public class SlaSimulations {

    private final Simulations simulations;
    private final SlaPolicies policies;
    private final PolicyStore policyStore;
    private final PoliciesInUse inUse;
    private final Calendars calendars;
    private final Desks desks;
    private final TicketProcess tickets;

    SlaSimulations(
            Simulations simulations,
            SlaPolicies policies,
            PolicyStore policyStore,
            PoliciesInUse inUse,
            Calendars calendars,
            Desks desks,
            TicketProcess tickets) {
        this.simulations = simulations;
        this.policies = policies;
        this.policyStore = policyStore;
        this.inUse = inUse;
        this.calendars = calendars;
        this.desks = desks;
        this.tickets = tickets;
    }

    /**
     * What is to be tried: the draft of a policy, or a calendar as its content would have it.
     *
     * @param policyId null for a calendar
     * @param content of the calendar; it need not be kept anywhere
     * @param from tickets that were created from here on, before {@code to}; null, with {@code to}, for those that are open now
     */
    public record NewSimulation(
            @Nullable Long policyId,
            @Nullable Long calendarId,
            @Nullable CalendarContent content,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * What would have become of promises.
     *
     * @param content of the calendar that was tried
     * @param state {@code running}, {@code done} or {@code cancelled}
     * @param total how many tickets there are to look at; null before that is known
     * @param policies those that the reader may see
     */
    public record SimulationView(
            long id,
            @Nullable Long policyId,
            @Nullable Long calendarId,
            @Nullable CalendarContent content,
            @Nullable Instant from,
            @Nullable Instant to,
            String state,
            @Nullable Long total,
            long done,
            List<SimulatedPolicy> policies,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * What was found for one policy, of the tickets that were looked at.
     *
     * @param deskKeys whose tickets it measures, as far as the reader may know
     * @param inForce whether there is anything to compare with
     * @param goals in the order of the draft; those that only what is in force has come behind them
     * @param changed how many tickets come out otherwise
     * @param better how many of them with fewer breaches
     * @param worse how many of them with more
     * @param tickets some of them that the reader may see
     */
    public record SimulatedPolicy(
            long id,
            @Nullable String deskKey,
            LocalizedText name,
            Set<String> deskKeys,
            boolean inForce,
            List<SimulatedGoal> goals,
            long changed,
            long better,
            long worse,
            List<SimulatedTicket> tickets) {}

    /**
     * A goal as it is and as it would be; they are one goal when they ask for the same tickets.
     *
     * @param query with the names that things have now; null for the rest
     * @param matching whether it is a goal at all; else it stands for the tickets that match none
     * @param before null when there is no such goal in force
     * @param after null when the draft has none
     */
    public record SimulatedGoal(
            @Nullable String query,
            boolean matching,
            @Nullable Goal goalBefore,
            @Nullable Goal goalAfter,
            @Nullable SimulatedOutcome before,
            @Nullable SimulatedOutcome after) {}

    public record SimulatedTicket(String key, String summary, SimulatedOutcome before, SimulatedOutcome after) {}

    /**
     * Begins to run a draft over tickets, in the background.
     *
     * @throws Invalid when the draft could not be published
     */
    @Transactional
    public SimulationView begin(CurrentPerson me, NewSimulation wanted) {
        List<Violation> violations = new ArrayList<>();
        if ((wanted.policyId() == null) == (wanted.calendarId() == null)) {
            violations.add(Violation.of("/policyId", "required"));
        }
        if (wanted.calendarId() != null && wanted.content() == null) {
            violations.add(Violation.of("/content", "required"));
        }
        if ((wanted.from() == null) != (wanted.to() == null)
                || wanted.from() != null && !wanted.from().isBefore(wanted.to())) {
            violations.add(Violation.of("/to", "sla_period"));
        }
        Long policyId = wanted.policyId();
        PolicyStore.Row row = policyId == null ? null : policies.shapeable(me, policyId);
        Long calendarId = wanted.calendarId();
        if (calendarId != null) {
            calendars.requireShapeable(me, calendarId);
        }
        Invalid.throwIfAny(violations);
        Subject subject = row != null
                ? new Subject(row.id(), null, null, List.of(compared(me, row)), wanted.from(), wanted.to())
                : new Subject(
                        null,
                        calendarId,
                        calendars.checked(
                                me, Objects.requireNonNull(calendarId), Objects.requireNonNull(wanted.content())),
                        policyStore.countingBy(calendarId).stream()
                                .map(each -> compared(each, inForce(each)))
                                .toList(),
                        wanted.from(),
                        wanted.to());
        return find(me, simulations.begin(subject, me.id()));
    }

    private Compared compared(CurrentPerson me, PolicyStore.Row row) {
        return compared(row, policies.publishable(me, row));
    }

    private Compared compared(PolicyStore.Row row, PolicyDefinition after) {
        return new Compared(row.id(), row.deskIds(), row.publishedVersion() == null ? null : inForce(row), after);
    }

    private PolicyDefinition inForce(PolicyStore.Row row) {
        return Objects.requireNonNull(inUse.published(Set.of(row.id())).get(row.id()))
                .definition();
    }

    /** @throws NotFound when there is none that this person may try drafts of */
    @Transactional(readOnly = true)
    public SimulationView find(CurrentPerson me, long id) {
        Run run = shapeable(me, id);
        Subject subject = run.subject();
        return new SimulationView(
                run.id(),
                subject.policyId(),
                subject.calendarId(),
                subject.content(),
                subject.from(),
                subject.to(),
                run.state(),
                run.total(),
                run.done(),
                subject.compared().stream()
                        .flatMap(each -> policyStore.find(each.policyId()).stream()
                                .filter(row -> policies.maySee(me, row))
                                .map(row -> simulated(me, row, each, run.tally(each.policyId()))))
                        .toList(),
                run.startedAt(),
                run.endedAt());
    }

    /** Ends one that goes on; what it found so far stays. */
    @Transactional
    public void cancel(CurrentPerson me, long id) {
        simulations.cancel(shapeable(me, id).id());
    }

    private Run shapeable(CurrentPerson me, long id) {
        Run run = simulations.find(id).orElseThrow(NotFound::new);
        Long policyId = run.subject().policyId();
        if (policyId != null) {
            policies.shapeable(me, policyId);
        } else {
            calendars.requireShapeable(me, Objects.requireNonNull(run.subject().calendarId()));
        }
        return run;
    }

    private SimulatedPolicy simulated(CurrentPerson me, PolicyStore.Row row, Compared compared, SimulationTally tally) {
        Map<Long, RequestView.Summary> visible = tickets.summaries(
                me, tally.examples().stream().map(ChangedTicket::ticketId).toList());
        return new SimulatedPolicy(
                row.id(),
                row.deskId() == null ? null : desks.require(row.deskId()).key(),
                row.name(),
                new TreeSet<>(desks.keys(compared.deskIds()).values()),
                compared.before() != null,
                goals(me, compared, tally),
                tally.changed(),
                tally.better(),
                tally.worse(),
                tally.examples().stream()
                        .flatMap(each -> Stream.ofNullable(visible.get(each.ticketId()))
                                .map(ticket -> new SimulatedTicket(
                                        ticket.key(), ticket.summary(), each.before(), each.after())))
                        .toList());
    }

    private List<SimulatedGoal> goals(CurrentPerson me, Compared compared, SimulationTally tally) {
        List<Goal> before =
                compared.before() == null ? List.of() : compared.before().goals();
        List<Goal> after = compared.after().goals();
        List<Integer> left = new ArrayList<>();
        for (int place = 0; place < before.size(); place++) {
            left.add(place);
        }
        List<SimulatedGoal> goals = new ArrayList<>();
        for (int place = 0; place < after.size(); place++) {
            Goal goal = after.get(place);
            Integer same = left.stream()
                    .filter(each -> Objects.equals(before.get(each).query(), goal.query()))
                    .findFirst()
                    .orElse(null);
            left.remove(same);
            goals.add(new SimulatedGoal(
                    policies.shown(me, goal.query()),
                    true,
                    same == null ? null : before.get(same),
                    goal,
                    same == null ? null : outcome(tally.before(), same),
                    outcome(tally.after(), place)));
        }
        for (int place : left) {
            Goal goal = before.get(place);
            goals.add(new SimulatedGoal(
                    policies.shown(me, goal.query()), true, goal, null, outcome(tally.before(), place), null));
        }
        SimulatedOutcome noneBefore = tally.before().get(SimulationTally.NO_GOAL);
        SimulatedOutcome noneAfter = tally.after().get(SimulationTally.NO_GOAL);
        if (noneBefore != null || noneAfter != null) {
            goals.add(new SimulatedGoal(null, false, null, null, noneBefore, noneAfter));
        }
        return goals;
    }

    private static SimulatedOutcome outcome(Map<Integer, SimulatedOutcome> outcomes, int place) {
        return outcomes.getOrDefault(place, SimulatedOutcome.NOTHING);
    }
}
