package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarTime;
import io.maru.calendar.Calendars;
import io.maru.sla.ClockStore.Counted;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketFacts;
import io.maru.ticket.TicketFacts.Facts;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps the clocks of tickets in step with what happens to them, in the transaction in which it happens. */
@Component
class SlaClocks {

    private final ClockStore store;
    private final PoliciesInUse policies;
    private final GoalQuestions questions;
    private final Calendars calendars;
    private final TicketFacts tickets;
    private final Workflows workflows;
    private final EscalationStore escalations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SlaClocks(
            ClockStore store,
            PoliciesInUse policies,
            GoalQuestions questions,
            Calendars calendars,
            TicketFacts tickets,
            Workflows workflows,
            EscalationStore escalations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.questions = questions;
        this.calendars = calendars;
        this.tickets = tickets;
        this.workflows = workflows;
        this.escalations = escalations;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(TicketChanged change) {
        List<Policy> inUse = policies.of(change.deskId());
        if (inUse.isEmpty() && change.kind() == TicketChanged.Kind.CREATED) {
            return;
        }
        Map<Long, List<SlaClock>> known = change.kind() == TicketChanged.Kind.CREATED
                ? Map.of()
                : store.lock(change.ticketId()).stream().collect(Collectors.groupingBy(SlaClock::policyId));
        List<Policy> measuring = withOngoing(inUse, known);
        if (measuring.isEmpty()) {
            return;
        }
        Facts facts = tickets.read(questions.of(measuring), change.ticketId());
        Moment moment = new Moment(
                change.at().truncatedTo(ChronoUnit.MILLIS),
                change.version(),
                change.personId(),
                change.channel(),
                facts.reporterId(),
                change.changes(),
                facts.fields());
        Changes changes = new Changes();
        for (int index = 0; index < measuring.size(); index++) {
            Policy policy = measuring.get(index);
            step(
                    policy,
                    facts,
                    (Integer) facts.beside().get(index),
                    known.getOrDefault(policy.id(), List.of()),
                    moment,
                    changes);
        }
        store.insert(changes.made, clock.instant());
        store.update(changes.changed, clock.instant());
    }

    /** A promise that was made is kept also when the desk makes no more of its kind. */
    private List<Policy> withOngoing(List<Policy> inUse, Map<Long, List<SlaClock>> known) {
        Set<Long> ids = inUse.stream().map(Policy::id).collect(Collectors.toSet());
        List<Long> others = known.values().stream()
                .map(List::getLast)
                .filter(SlaClock::ongoing)
                .map(SlaClock::policyId)
                .filter(id -> !ids.contains(id))
                .toList();
        if (others.isEmpty()) {
            return inUse;
        }
        List<Policy> all = new ArrayList<>(inUse);
        all.addAll(policies.published(others).values());
        return all;
    }

    private static final class Changes {
        private final List<Counted> made = new ArrayList<>();
        private final List<Counted> changed = new ArrayList<>();
    }

    private void step(
            Policy policy, Facts facts, @Nullable Integer goal, List<SlaClock> cycles, Moment moment, Changes changes) {
        PolicyDefinition definition = policy.definition();
        SlaClock last = cycles.isEmpty() ? null : cycles.getLast();
        SlaClock ongoing = last != null && last.ongoing() ? last : null;
        Clockwork.Outcome outcome = new Clockwork(definition, workflows::status)
                .after(ongoing == null ? null : ongoing.timeline(), cycles.size(), moment);
        Promise promise = promise(definition, goal, facts.fields());
        if (ongoing != null) {
            Timeline timeline = Objects.requireNonNullElse(outcome.ended(), outcome.ongoing());
            SlaClock then = ongoing.with(policy.version(), promise).with(Objects.requireNonNull(timeline));
            if (!then.equals(ongoing)) {
                changes.changed.add(counted(noticed(then, policy, clock.instant()), definition));
            }
        }
        if (outcome.ongoing() != null && (ongoing == null || outcome.ended() != null)) {
            SlaClock begun = new SlaClock(
                    0,
                    facts.id(),
                    policy.id(),
                    cycles.size() + 1,
                    facts.deskId(),
                    policy.version(),
                    promise,
                    definition.goingOn(last, this::time, outcome.ongoing()),
                    List.of());
            changes.made.add(counted(begun, definition));
        }
    }

    /** What nobody has noticed yet of what a clock came to follows now, before the clock goes on or stops. */
    SlaClock noticed(SlaClock clock, Policy policy, Instant now) {
        List<Reached> news =
                clock.news(time(clock.promise()), policy.definition().thresholds(), now);
        for (Reached each : news) {
            events.publishEvent(new ThresholdReached(
                    clock.id(),
                    clock.ticketId(),
                    clock.deskId(),
                    clock.policyId(),
                    each.threshold(),
                    each.dueAt(),
                    each.late()));
            if (!policy.definition().escalationsAt(each.threshold()).isEmpty()) {
                escalations.plan(clock, policy, each, now);
            }
        }
        return news.isEmpty() ? clock : clock.noticed(news);
    }

    Counted counted(SlaClock clock, PolicyDefinition definition) {
        return new Counted(clock, time(clock.promise()), definition.thresholds());
    }

    /** By the calendars as they are. */
    Replay.Measuring measuring(Policy policy) {
        return new Replay.Measuring(policy, calendars::time);
    }

    BusinessTime time(Promise promise) {
        return calendars.time(promise.calendarId(), promise.calendarVersion()).time();
    }

    /** What a goal comes to; one who matches none is measured by the calendar of the last. */
    Promise promise(PolicyDefinition definition, @Nullable Integer goal, Map<String, JsonNode> fields) {
        return promise(definition, goal, fields, calendars::time);
    }

    /** @param counting by which calendars are counted, by id */
    static Promise promise(
            PolicyDefinition definition,
            @Nullable Integer goal,
            Map<String, JsonNode> fields,
            LongFunction<CalendarTime> counting) {
        Goal matched =
                goal == null ? definition.goals().getLast() : definition.goals().get(goal);
        CalendarTime calendar = counting.apply(matched.calendarId());
        if (goal == null) {
            return new Promise(null, null, null, calendar.calendarId(), calendar.version());
        }
        String field = matched.dueField();
        return new Promise(
                goal,
                matched.target(),
                field == null ? null : instant(fields.get(field), calendar.time()),
                calendar.calendarId(),
                calendar.version());
    }

    /** A date ends with its day in the calendar's zone. */
    private static @Nullable Instant instant(@Nullable JsonNode value, BusinessTime time) {
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.stringValue();
        try {
            return text.length() == "2026-11-22".length()
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(time.definition().zone())
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
