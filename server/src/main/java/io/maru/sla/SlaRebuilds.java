package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import io.maru.sla.RebuildStore.Job;
import io.maru.sla.RebuildStore.Rebuilt;
import io.maru.sla.RebuildStore.Scope;
import io.maru.ticket.RequestView;
import io.maru.ticket.TicketProcess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Clocks measured anew from the whole history of their tickets, for those who shape what is promised: seen first, then put in force. */
@Service
public class SlaRebuilds {

    private static final int MOST_REBUILDS = 20;
    private static final int TICKETS_OF_A_PAGE = 50;

    private final Rebuilds rebuilds;
    private final RebuildStore store;
    private final SlaPolicies policies;
    private final SlaClocks slaClocks;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Clock clock;

    SlaRebuilds(
            Rebuilds rebuilds,
            RebuildStore store,
            SlaPolicies policies,
            SlaClocks slaClocks,
            TicketProcess tickets,
            Persons persons,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.store = store;
        this.policies = policies;
        this.slaClocks = slaClocks;
        this.tickets = tickets;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * Whose clocks are to be measured anew.
     *
     * @param ticketKey of one ticket; null for those that were created from {@code from} on, before {@code to}
     */
    public record NewRebuild(
            long policyId,
            @Nullable String ticketKey,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * What is measured anew.
     *
     * @param ticketKey null when it is about a time, or about a ticket that the reader may not see
     * @param state {@code looking}, {@code found} when somebody is to decide, {@code applying} or {@code applied}
     * @param total how many tickets there are to look at, or to change; null before that is known
     * @param differing how many tickets would have other clocks, or got them
     * @param appliedBy null before somebody decided so
     */
    public record RebuildView(
            long id,
            long policyId,
            @Nullable String ticketKey,
            @Nullable Instant from,
            @Nullable Instant to,
            String state,
            @Nullable Long total,
            long done,
            long differing,
            @Nullable PersonReference startedBy,
            Instant startedAt,
            @Nullable PersonReference appliedBy,
            @Nullable Instant endedAt) {}

    /**
     * One cycle of a clock, with durations in milliseconds of its calendar.
     *
     * @param target null when none is promised, or an instant is
     * @param dueAt null for never as it stands
     */
    public record RebuiltClock(
            Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable Long target,
            @Nullable Instant dueAt,
            long elapsed,
            boolean breached) {}

    /**
     * @param number of the cycle, from 1
     * @param before null when there was no such cycle
     * @param after null when the history has none
     */
    public record RebuiltCycle(
            int number,
            @Nullable RebuiltClock before,
            @Nullable RebuiltClock after) {}

    /** @param applied whether what the history has took the place of what was there */
    public record RebuiltTicket(String key, String summary, boolean applied, List<RebuiltCycle> cycles) {}

    /** @param next where the next ones begin; null when these are the last */
    public record RebuiltTickets(
            List<RebuiltTicket> tickets, @Nullable Long next) {}

    /**
     * Begins to look, in the background; nothing changes by it.
     *
     * @throws Invalid when the policy is not in force, or the ticket none that it measures
     */
    @Transactional
    public RebuildView begin(CurrentPerson me, NewRebuild wanted) {
        PolicyStore.Row row = policies.shapeable(me, wanted.policyId());
        List<Violation> violations = new ArrayList<>();
        if (row.publishedVersion() == null) {
            violations.add(Violation.of("/policyId", "sla_not_published"));
        }
        Instant from = wanted.from();
        Instant to = wanted.to();
        if (wanted.ticketKey() == null && (from == null || to == null || !from.isBefore(to))) {
            violations.add(Violation.of("/to", "sla_period"));
        }
        Long ticketId = wanted.ticketKey() == null ? null : measured(me, row, wanted.ticketKey(), violations);
        Invalid.throwIfAny(violations);
        Scope scope = ticketId == null ? new Scope(null, from, to) : new Scope(ticketId, null, null);
        return find(me, rebuilds.begin(row.id(), me.id(), scope));
    }

    private @Nullable Long measured(CurrentPerson me, PolicyStore.Row row, String key, List<Violation> violations) {
        try {
            TicketProcess.Facts ticket = tickets.visible(me, key);
            if (row.deskIds().contains(ticket.deskId())) {
                return ticket.id();
            }
        } catch (NotFound unknown) {
            // Told as of one that the policy does not measure.
        }
        violations.add(Violation.of("/ticketKey", "sla_ticket"));
        return null;
    }

    /** The newest ones of a policy, also those that were put in force long ago. */
    @Transactional(readOnly = true)
    public List<RebuildView> ofPolicy(CurrentPerson me, long policyId) {
        policies.shapeable(me, policyId);
        return views(me, store.ofPolicy(policyId, MOST_REBUILDS));
    }

    /** @throws NotFound when there is none of a policy that this person shapes */
    @Transactional(readOnly = true)
    public RebuildView find(CurrentPerson me, long id) {
        return views(me, List.of(shapeable(me, id))).getFirst();
    }

    /**
     * Tickets whose clocks are not what their history says, in the order in which they were created: those that the reader may see.
     *
     * @param after where they begin, 0 for the first
     */
    @Transactional(readOnly = true)
    public RebuiltTickets tickets(CurrentPerson me, long id, long after) {
        shapeable(me, id);
        List<Rebuilt> some = store.tickets(id, after, TICKETS_OF_A_PAGE);
        Map<Long, RequestView.Summary> visible =
                tickets.summaries(me, some.stream().map(Rebuilt::ticketId).toList());
        return new RebuiltTickets(
                some.stream()
                        .flatMap(each -> Stream.ofNullable(visible.get(each.ticketId()))
                                .map(ticket -> new RebuiltTicket(
                                        ticket.key(), ticket.summary(), each.applied(), cycles(each))))
                        .toList(),
                some.size() < TICKETS_OF_A_PAGE ? null : some.getLast().ticketId());
    }

    private List<RebuiltCycle> cycles(Rebuilt rebuilt) {
        List<RebuiltCycle> cycles = new ArrayList<>();
        for (int index = 0;
                index < Math.max(rebuilt.before().size(), rebuilt.after().size());
                index++) {
            cycles.add(new RebuiltCycle(index + 1, clock(rebuilt.before(), index), clock(rebuilt.after(), index)));
        }
        return cycles;
    }

    private @Nullable RebuiltClock clock(List<SlaClock> cycles, int index) {
        if (index >= cycles.size()) {
            return null;
        }
        SlaClock cycle = cycles.get(index);
        BusinessTime time = slaClocks.time(cycle.promise());
        Instant now = clock.instant();
        return new RebuiltClock(
                cycle.timeline().startedAt(),
                cycle.timeline().stoppedAt(),
                cycle.promise().target(),
                cycle.due(time),
                cycle.timeline().elapsed(time, now),
                cycle.breached(time, now));
    }

    /**
     * Puts what was found in the place of the clocks that there are, in the background. Each ticket is measured once more for it, as
     * it is then; what its clocks were before stays readable here.
     *
     * @throws Invalid when there is nothing to decide
     */
    @Transactional
    public RebuildView apply(CurrentPerson me, long id) {
        rebuilds.apply(undecided(me, id), me.id());
        return find(me, id);
    }

    /**
     * Forgets what was found, or stops looking; the clocks stay as they are.
     *
     * @throws Invalid when it was put in force
     */
    @Transactional
    public void discard(CurrentPerson me, long id) {
        shapeable(me, id);
        Job job = store.lock(id).orElseThrow(NotFound::new);
        if (job.appliedById() != null) {
            throw Invalid.at("/state", "sla_rebuild_decided");
        }
        store.delete(id);
    }

    private Job undecided(CurrentPerson me, long id) {
        shapeable(me, id);
        Job job = store.lock(id).orElseThrow(NotFound::new);
        if (!job.state().equals("found")) {
            throw Invalid.at("/state", "sla_rebuild_decided");
        }
        return job;
    }

    private Job shapeable(CurrentPerson me, long id) {
        Job job = store.find(id).orElseThrow(NotFound::new);
        policies.shapeable(me, job.policyId());
        return job;
    }

    private List<RebuildView> views(CurrentPerson me, List<Job> jobs) {
        Map<Long, PersonReference> people = persons.references(jobs.stream()
                .flatMap(job -> Stream.of(job.personId(), job.appliedById()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Set<Long> ids = jobs.stream()
                .map(job -> job.scope().ticketId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<Long, RequestView.Summary> visible = tickets.summaries(me, ids);
        return jobs.stream()
                .map(job -> {
                    Long ticketId = job.scope().ticketId();
                    RequestView.Summary ticket = ticketId == null ? null : visible.get(ticketId);
                    Long appliedById = job.appliedById();
                    return new RebuildView(
                            job.id(),
                            job.policyId(),
                            ticket == null ? null : ticket.key(),
                            job.scope().from(),
                            job.scope().to(),
                            job.state(),
                            job.total(),
                            job.done(),
                            job.differing(),
                            people.get(job.personId()),
                            job.startedAt(),
                            appliedById == null ? null : people.get(appliedById),
                            job.endedAt());
                })
                .toList();
    }
}
