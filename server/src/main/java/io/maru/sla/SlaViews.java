package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarTime;
import io.maru.calendar.Calendars;
import io.maru.calendar.OpenTime;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.sla.Mark.Mode;
import io.maru.sla.PolicyDefinition.CustomerSight;
import io.maru.sla.SlaView.ClockState;
import io.maru.sla.SlaView.ExplainedStretch;
import io.maru.sla.SlaView.ExplainedThreshold;
import io.maru.sla.SlaView.PromiseView;
import io.maru.sla.SlaView.SlaClockView;
import io.maru.sla.SlaView.SlaExplanation;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts clocks into a reader's words. */
@Component
class SlaViews {

    static final int MOST_LINES = 400;

    /** As far ahead as anybody watches a clock count. */
    private static final int OPEN_TIMES_AHEAD = 12;

    private final Calendars calendars;
    private final PoliciesInUse policies;
    private final Queries queries;
    private final Workflows workflows;
    private final Persons persons;
    private final MessageSource messages;
    private final Clock clock;

    SlaViews(
            Calendars calendars,
            PoliciesInUse policies,
            Queries queries,
            Workflows workflows,
            Persons persons,
            MessageSource messages,
            Clock clock) {
        this.calendars = calendars;
        this.policies = policies;
        this.queries = queries;
        this.workflows = workflows;
        this.persons = persons;
        this.messages = messages;
        this.clock = clock;
    }

    List<SlaClockView> clocks(CurrentPerson current, List<SlaClock> clocks) {
        Map<Long, Policy> said = said(clocks);
        Instant now = now();
        return clocks.stream()
                .map(each -> clock(current, each, policy(said, each), now))
                .toList();
    }

    /** What a customer may see, the newest cycle of each policy. */
    List<PromiseView> promises(CurrentPerson current, List<SlaClock> clocks) {
        Map<Long, Policy> said = said(clocks);
        Instant now = now();
        Map<Long, SlaClock> newest = clocks.stream()
                .collect(Collectors.toMap(SlaClock::policyId, each -> each, (one, later) -> later, LinkedHashMap::new));
        return newest.values().stream()
                .filter(each -> policy(said, each).definition().customers() != CustomerSight.NOTHING)
                .map(each -> {
                    Policy policy = policy(said, each);
                    BusinessTime time = calendar(each).time();
                    return new PromiseView(
                            policy.name().in(current.language()),
                            state(each, time, now),
                            policy.definition().customers() == CustomerSight.DUE ? each.due(time) : null,
                            each.breached(time, now),
                            each.timeline().stoppedAt());
                })
                .toList();
    }

    SlaExplanation explanation(CurrentPerson current, SlaClock clock) {
        Policy policy = policy(said(List.of(clock)), clock);
        Instant now = now();
        CalendarTime calendar = calendar(clock);
        List<Mark> marks = clock.timeline().marks();
        Map<Long, PersonReference> people = persons.references(
                marks.stream().map(mark -> mark.reason().personId()).collect(Collectors.toSet()));
        List<ExplainedStretch> stretches = new ArrayList<>();
        for (int index = 0; index < marks.size(); index++) {
            Mark mark = marks.get(index);
            Instant to = index + 1 < marks.size() ? marks.get(index + 1).at() : null;
            boolean running = mark.mode() == Mode.RUNNING;
            Instant until = Objects.requireNonNullElse(to, now);
            stretches.add(new ExplainedStretch(
                    mark.at(),
                    mark.mode() == Mode.STOPPED ? mark.at() : to,
                    running,
                    reason(current, mark),
                    people.get(mark.reason().personId()),
                    running ? calendar.time().elapsed(mark.at(), until).toMillis() : 0,
                    running ? calendar.time().openTimes(mark.at(), until, MOST_LINES) : List.of()));
        }
        return new SlaExplanation(
                clock(current, clock, policy, now),
                calendar.time().definition().zone().getId(),
                calendar.version(),
                clock.policyVersion(),
                clock.timeline().carried(),
                stretches,
                clock.reached().stream()
                        .map(each ->
                                new ExplainedThreshold(each.threshold(), each.dueAt(), each.noticedAt(), each.late()))
                        .toList());
    }

    private String reason(CurrentPerson current, Mark mark) {
        Long statusId = mark.reason().statusId();
        String code = "sla.reason." + mark.mode().key() + "." + mark.reason().what();
        Object[] arguments = {
            statusId == null ? "" : workflows.status(statusId).name().in(current.language())
        };
        String withStatus = statusId == null
                ? null
                : messages.getMessage(
                        code + ".status", arguments, null, current.language().locale());
        return withStatus != null
                ? withStatus
                : messages.getMessage(code, arguments, current.language().locale());
    }

    private SlaClockView clock(CurrentPerson current, SlaClock clock, Policy policy, Instant now) {
        CalendarTime calendar = calendar(clock);
        BusinessTime time = calendar.time();
        Instant due = clock.due(time);
        ClockState state = state(clock, time, now);
        return new SlaClockView(
                clock.id(),
                clock.policyId(),
                policy.name().in(current.language()),
                clock.number(),
                state,
                goal(current, clock, policy),
                clock.promise().target(),
                clock.timeline().elapsed(time, now),
                clock.remaining(time, now),
                due,
                clock.breached(time, now),
                clock.timeline().startedAt(),
                clock.timeline().stoppedAt(),
                calendar.name().in(current.language()),
                state == ClockState.RUNNING || state == ClockState.OUTSIDE_HOURS ? ahead(time, now) : List.of(),
                now);
    }

    private static List<OpenTime> ahead(BusinessTime time, Instant now) {
        return time.openTimes(now, now.plus(400, ChronoUnit.DAYS), OPEN_TIMES_AHEAD);
    }

    private @Nullable String goal(CurrentPerson current, SlaClock clock, Policy policy) {
        Integer goal = clock.promise().goal();
        if (goal == null || goal >= policy.definition().goals().size()) {
            return null;
        }
        String query = policy.definition().goals().get(goal).query();
        try {
            return query == null ? null : queries.shown(current, query);
        } catch (QueryInvalid broken) {
            return query;
        }
    }

    private static ClockState state(SlaClock clock, BusinessTime time, Instant now) {
        return switch (clock.timeline().mode()) {
            case STOPPED -> ClockState.STOPPED;
            case PAUSED -> ClockState.PAUSED;
            case RUNNING -> time.isOpen(now) ? ClockState.RUNNING : ClockState.OUTSIDE_HOURS;
        };
    }

    private CalendarTime calendar(SlaClock clock) {
        return calendars.time(clock.promise().calendarId(), clock.promise().calendarVersion());
    }

    private Map<Long, Policy> said(List<SlaClock> clocks) {
        Set<Long> ids = clocks.stream().map(SlaClock::policyId).collect(Collectors.toSet());
        return policies.published(ids);
    }

    private static Policy policy(Map<Long, Policy> said, SlaClock clock) {
        return Objects.requireNonNull(said.get(clock.policyId()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
