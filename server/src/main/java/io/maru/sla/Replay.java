package io.maru.sla;

import io.maru.calendar.CalendarTime;
import io.maru.sla.Rebuild.Cycle;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketFacts;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.ticket.TicketFacts.Past;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Measures tickets from their whole history, as if policies had always been in force. A cycle that stopped was promised what its
 * ticket asked for when it stopped, which is what it would have been measured by then.
 */
@Component
class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final TicketFacts tickets;
    private final GoalQuestions questions;
    private final Workflows workflows;

    Replay(TicketFacts tickets, GoalQuestions questions, Workflows workflows) {
        this.tickets = tickets;
        this.questions = questions;
        this.workflows = workflows;
    }

    /**
     * What goes by one policy is replayed once, by however many calendars it is counted.
     *
     * @param calendars by which calendars it counts, by id
     */
    record Measuring(Policy policy, LongFunction<CalendarTime> calendars) {}

    /** @param clocks for each that it was measured by, in their order; new ones, without an id */
    record Replayed(Facts facts, List<List<SlaClock>> clocks) {}

    /** What one ticket went through under each of the policies. */
    private record Life(Facts facts, List<List<Cycle>> cycles) {}

    private record Stop(long ticketId, long version) {}

    /**
     * Tells each of these tickets, as far as there are such. One that cannot be understood is logged and holds up no other.
     *
     * @param doing what fails when this does, for the log
     */
    void of(List<Measuring> measuring, Collection<Long> ids, String doing, Consumer<Replayed> told) {
        List<Policy> policies =
                measuring.stream().map(Measuring::policy).distinct().toList();
        List<Integer> places =
                measuring.stream().map(each -> policies.indexOf(each.policy())).toList();
        TicketFacts.Question question = questions.of(policies);
        Map<Long, List<HistoryEntry>> histories = tickets.histories(ids);
        List<Life> lives = new ArrayList<>();
        for (Facts facts : tickets.read(question, ids)) {
            try {
                lives.add(life(policies, facts, histories.getOrDefault(facts.id(), List.of())));
            } catch (RuntimeException unexpected) {
                failed(doing, facts, unexpected);
            }
        }
        Map<Stop, List<@Nullable Object>> goals = goals(question, policies, lives);
        for (Life life : lives) {
            try {
                told.accept(replayed(measuring, places, life, goals));
            } catch (RuntimeException unexpected) {
                failed(doing, life.facts(), unexpected);
            }
        }
    }

    private static void failed(String doing, Facts facts, RuntimeException unexpected) {
        LOG.error("{} failed for {}", doing, facts.key(), unexpected);
    }

    private Life life(List<Policy> policies, Facts facts, List<HistoryEntry> history) {
        List<Moment> moments = TicketPast.moments(facts, history);
        return new Life(
                facts,
                policies.stream()
                        .map(policy -> Rebuild.cycles(policy.definition(), moments, workflows::status))
                        .toList());
    }

    /** What the goals of each policy said of tickets when their cycles stopped. */
    private Map<Stop, List<@Nullable Object>> goals(
            TicketFacts.Question question, List<Policy> policies, List<Life> lives) {
        Map<Stop, Past> asked = new LinkedHashMap<>();
        for (Life life : lives) {
            for (int index = 0; index < policies.size(); index++) {
                if (policies.get(index).definition().distinguishes()) {
                    for (Cycle cycle : life.cycles().get(index)) {
                        Moment stop = cycle.stop();
                        if (stop != null) {
                            long id = life.facts().id();
                            asked.put(
                                    new Stop(id, stop.ticketVersion()),
                                    new Past(id, stop.ticketVersion(), stop.at(), stop.after()));
                        }
                    }
                }
            }
        }
        Map<Stop, List<@Nullable Object>> goals = new HashMap<>();
        if (!asked.isEmpty()) {
            List<Stop> stops = List.copyOf(asked.keySet());
            List<List<@Nullable Object>> answers = tickets.readPast(question, List.copyOf(asked.values()));
            IntStream.range(0, stops.size()).forEach(index -> goals.put(stops.get(index), answers.get(index)));
        }
        return goals;
    }

    /** @param places of what each is measured by among the policies that were asked about */
    private Replayed replayed(
            List<Measuring> measuring, List<Integer> places, Life life, Map<Stop, List<@Nullable Object>> goals) {
        Facts facts = life.facts();
        List<List<SlaClock>> clocks = new ArrayList<>();
        for (int index = 0; index < measuring.size(); index++) {
            Policy policy = measuring.get(index).policy();
            LongFunction<CalendarTime> calendars = measuring.get(index).calendars();
            int place = places.get(index);
            clocks.add(Rebuild.clocks(
                    policy,
                    facts,
                    life.cycles().get(place),
                    cycle -> promise(policy.definition(), place, facts, cycle.stop(), goals, calendars),
                    promise -> calendars.apply(promise.calendarId()).time()));
        }
        return new Replayed(facts, clocks);
    }

    private static Promise promise(
            PolicyDefinition definition,
            int place,
            Facts facts,
            @Nullable Moment stop,
            Map<Stop, List<@Nullable Object>> goals,
            LongFunction<CalendarTime> calendars) {
        if (stop == null) {
            return SlaClocks.promise(definition, (Integer) facts.beside().get(place), facts.fields(), calendars);
        }
        List<@Nullable Object> then = definition.distinguishes()
                ? Objects.requireNonNull(goals.get(new Stop(facts.id(), stop.ticketVersion())))
                : facts.beside();
        return SlaClocks.promise(definition, (Integer) then.get(place), stop.after(), calendars);
    }
}
