package io.maru.sla;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.query.Queries;
import io.maru.query.QueryDivision;
import io.maru.query.QueryInvalid;
import io.maru.sla.SlaReport.ReportFigure;
import io.maru.sla.SlaReport.ServiceLevelReport;
import io.maru.sla.SlaReport.ServiceLevelRow;
import io.maru.sla.SlaReport.WaitingReport;
import io.maru.sla.SlaReport.WaitingRow;
import io.maru.sla.VisibleClockStore.Outcome;
import io.maru.sla.VisibleClockStore.Parts;
import io.maru.ticket.TicketColumns.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether promises are kept, for those who work on a desk. Each figure is a number of tickets and names the query that finds them,
 * which asks the same of the same clocks; so both see only what their reader may see.
 */
@Service
public class SlaReports {

    private static final String BY_POLICY = "policy";
    private static final String BY_GOAL = "goal";
    private static final String BY_MONTH = "month";

    private static final int MOST_MONTHS = 120;

    private final VisibleClockStore store;
    private final SlaFields fields;
    private final PoliciesInUse policies;
    private final WaitingReasons reasons;
    private final Queries queries;
    private final Desks desks;
    private final MessageSource messages;
    private final Clock clock;

    SlaReports(
            VisibleClockStore store,
            SlaFields fields,
            PoliciesInUse policies,
            WaitingReasons reasons,
            Queries queries,
            Desks desks,
            MessageSource messages,
            Clock clock) {
        this.store = store;
        this.fields = fields;
        this.policies = policies;
        this.reasons = reasons;
        this.queries = queries;
        this.desks = desks;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What a report is about.
     *
     * @param policy by one of its names; null for the first there is
     * @param desk key of the desk whose tickets are meant; null for those of all desks
     * @param from the first day, in the reader's time zone; null for the first of the month two months before the last
     * @param to the last day; null for today
     */
    public record Scope(
            @Nullable String policy,
            @Nullable String desk,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** Policies of one name. */
    private record Named(String label, String field, List<Long> ids) {}

    /** @param tickets the query that finds all that are meant; empty for those of all desks */
    private record Asked(
            List<Named> all, @Nullable Named policy, String tickets, LocalDate from, LocalDate to, Period period) {

        private String and(String condition) {
            return tickets.isEmpty() ? condition : tickets + " AND " + condition;
        }
    }

    /**
     * What became of the promises whose cycles stopped in a period.
     *
     * @param by {@code policy}, {@code goal}, {@code month}, or a field of tickets whose values have names
     * @throws Invalid when there is no such policy or field, or the period is none
     */
    @Transactional(readOnly = true)
    public ServiceLevelReport outcomes(CurrentPerson current, Scope scope, String by) {
        Asked asked = asked(current, scope, by.equals(BY_POLICY));
        Instant now = clock.instant();
        Named policy = asked.policy();
        Told told = policy == null
                ? new Told(by.equals(BY_POLICY) ? byPolicy(current, asked, now) : List.of(), null)
                : switch (by) {
                    case BY_MONTH -> new Told(byMonth(current, asked, policy), total(current, asked, policy, now));
                    case BY_GOAL -> new Told(byGoal(current, asked, policy, now), total(current, asked, policy, now));
                    default ->
                        byField(
                                current,
                                asked,
                                policy,
                                queries.division(current, by).orElseThrow(() -> Invalid.at("/by", "choice_unknown")),
                                now);
                };
        return new ServiceLevelReport(
                asked.all().stream().map(Named::label).toList(),
                asked.policy() == null ? null : asked.policy().label(),
                by,
                asked.from(),
                asked.to(),
                told.total(),
                told.rows(),
                now);
    }

    private record Told(
            List<ServiceLevelRow> rows, @Nullable ServiceLevelRow total) {}

    /**
     * For what tickets waited whose cycles stopped in a period.
     *
     * @throws Invalid when there is no such policy, or the period is none
     */
    @Transactional(readOnly = true)
    public WaitingReport waiting(CurrentPerson current, Scope scope) {
        Asked asked = asked(current, scope, false);
        Named policy = asked.policy();
        List<WaitingRow> rows = policy == null ? List.of() : waiting(current, asked, policy);
        return new WaitingReport(
                policy == null ? null : policy.label(), asked.from(), asked.to(), rows, clock.instant());
    }

    private Asked asked(CurrentPerson current, Scope scope, boolean ofAllPolicies) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        String tickets = "";
        if (scope.desk() != null) {
            Desk desk = desks.visible(current, scope.desk());
            current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
            tickets = "desk = " + Queries.quoted(desk.key());
        }
        LocalDate to = Objects.requireNonNullElseGet(
                scope.to(), () -> LocalDate.ofInstant(clock.instant(), current.timeZone()));
        LocalDate from = Objects.requireNonNullElseGet(
                scope.from(), () -> YearMonth.from(to).minusMonths(2).atDay(1));
        if (to.isBefore(from) || YearMonth.from(from).plusMonths(MOST_MONTHS).isBefore(YearMonth.from(to))) {
            throw Invalid.at("/to", "sla_period");
        }
        List<Named> all = named(current);
        Named policy = ofAllPolicies ? null : policy(current, all, scope.policy());
        return new Asked(all, policy, tickets, from, to, period(current, from, to));
    }

    private static Period period(CurrentPerson current, LocalDate from, LocalDate to) {
        return new Period(
                from.atStartOfDay(current.timeZone()).toInstant(),
                to.plusDays(1).atStartOfDay(current.timeZone()).toInstant());
    }

    private List<Named> named(CurrentPerson current) {
        List<Named> named = new ArrayList<>();
        fields.byName(current)
                .forEach((name, ids) -> queries.naming(current, name, SlaFields.names(current, name))
                        .ifPresent(field -> named.add(new Named(name.in(current.language()), field, ids))));
        return named;
    }

    private @Nullable Named policy(CurrentPerson current, List<Named> all, @Nullable String wanted) {
        if (wanted == null) {
            return all.isEmpty() ? null : all.getFirst();
        }
        Optional<List<Long>> ids = fields.byName(current).entrySet().stream()
                .filter(each -> SlaFields.names(current, each.getKey()).contains(wanted)
                        || wanted.equals(each.getKey().ko()))
                .map(Map.Entry::getValue)
                .findFirst();
        return all.stream()
                .filter(each -> ids.isPresent() && each.ids().equals(ids.get()))
                .findFirst()
                .orElseThrow(() -> Invalid.at("/policy", "choice_unknown"));
    }

    // ------------------------------------------------------------------ what became of promises

    private List<ServiceLevelRow> byPolicy(CurrentPerson current, Asked asked, Instant now) {
        List<List<Long>> groups = asked.all().stream().map(Named::ids).toList();
        Set<Long> ids = groups.stream().flatMap(List::stream).collect(Collectors.toSet());
        Parts parts = Parts.ofPolicies(groups);
        Map<@Nullable Object, Outcome> outcomes = byPart(store.outcomes(
                current,
                asked.tickets(),
                ids,
                groups.stream().allMatch(policies::apart),
                asked.period(),
                parts,
                false));
        Map<@Nullable Object, Long> overdue = store.overdue(current, asked.tickets(), ids, now, parts);
        return IntStream.range(0, groups.size())
                .filter(place -> outcomes.containsKey(place) || overdue.containsKey(place))
                .mapToObj(place -> {
                    Named policy = asked.all().get(place);
                    return new Row(asked, policy, policy.label())
                            .of(outcomes.get(place), overdue.getOrDefault(place, 0L));
                })
                .toList();
    }

    private List<Outcome> outcomes(CurrentPerson current, Asked asked, Named policy, Parts parts, boolean total) {
        return store.outcomes(
                current, asked.tickets(), policy.ids(), policies.apart(policy.ids()), asked.period(), parts, total);
    }

    private ServiceLevelRow total(CurrentPerson current, Asked asked, Named policy, Instant now) {
        Outcome all = outcomes(current, asked, policy, Parts.none(), false).stream()
                .findFirst()
                .orElse(null);
        long overdue = store.overdue(current, asked.tickets(), policy.ids(), now, Parts.none())
                .getOrDefault(null, 0L);
        return new Row(asked, policy, policy.label()).of(all, overdue);
    }

    private List<ServiceLevelRow> byMonth(CurrentPerson current, Asked asked, Named policy) {
        List<YearMonth> months = Stream.iterate(YearMonth.from(asked.from()), month -> month.plusMonths(1))
                .limit(MOST_MONTHS + 1)
                .filter(month -> !month.isAfter(YearMonth.from(asked.to())))
                .toList();
        List<Instant> beginnings = months.stream()
                .map(month -> month.atDay(1).atStartOfDay(current.timeZone()).toInstant())
                .toList();
        Map<@Nullable Object, Outcome> outcomes = byPart(outcomes(current, asked, policy, Parts.of(beginnings), false));
        return IntStream.range(0, months.size())
                .mapToObj(index -> {
                    YearMonth month = months.get(index);
                    LocalDate from = index == 0 ? asked.from() : month.atDay(1);
                    LocalDate to = index + 1 == months.size() ? asked.to() : month.atEndOfMonth();
                    return new Row(asked, policy, month.toString())
                            .within(from, to)
                            .of(outcomes.get(index + 1), null);
                })
                .toList();
    }

    private List<ServiceLevelRow> byGoal(CurrentPerson current, Asked asked, Named policy, Instant now) {
        Map<@Nullable Object, Outcome> outcomes = byPart(outcomes(current, asked, policy, Parts.byGoal(), false));
        Map<@Nullable Object, Long> overdue =
                store.overdue(current, asked.tickets(), policy.ids(), now, Parts.byGoal());
        // As they stand in the policies now; those of earlier versions before the rest.
        Set<String> goals = new LinkedHashSet<>();
        policies.published(policy.ids()).values().stream()
                .flatMap(each -> each.definition().goals().stream())
                .map(Goal::query)
                .filter(Objects::nonNull)
                .forEach(goals::add);
        Stream.concat(outcomes.keySet().stream(), overdue.keySet().stream())
                .map(String.class::cast)
                .filter(goal -> !goal.equals(SlaColumns.REST) && !goal.equals(SlaColumns.NO_GOAL))
                .sorted()
                .forEach(goals::add);
        goals.addAll(List.of(SlaColumns.REST, SlaColumns.NO_GOAL));
        return goals.stream()
                .filter(goal -> outcomes.containsKey(goal) || overdue.containsKey(goal))
                .map(goal -> new Row(asked, policy, label(current, goal))
                        .under(goal)
                        .of(outcomes.get(goal), overdue.getOrDefault(goal, 0L)))
                .toList();
    }

    private String label(CurrentPerson current, String goal) {
        if (goal.equals(SlaColumns.REST) || goal.equals(SlaColumns.NO_GOAL)) {
            return message(current, "sla.report.goal." + goal);
        }
        try {
            return queries.shown(current, goal);
        } catch (QueryInvalid broken) {
            return goal;
        }
    }

    private Told byField(CurrentPerson current, Asked asked, Named policy, QueryDivision division, Instant now) {
        Parts parts = Parts.of(division.value());
        List<Outcome> both = outcomes(current, asked, policy, parts, true);
        Map<@Nullable Object, Outcome> outcomes =
                byPart(both.stream().filter(each -> !each.ofAll()).toList());
        Map<@Nullable Object, Long> overdue = store.overdue(current, asked.tickets(), policy.ids(), now, parts);
        Set<@Nullable Object> all = new LinkedHashSet<>(outcomes.keySet());
        all.addAll(overdue.keySet());
        boolean withoutValue = all.remove(null);
        List<Object> values = division.ranked(all.stream()
                .sorted(Comparator.comparing(value -> {
                    Outcome outcome = outcomes.get(value);
                    return outcome == null ? 0 : -outcome.tickets();
                }))
                .toList());
        Map<Object, QueryDivision.Part> said = division.parts(values);
        List<ServiceLevelRow> rows = new ArrayList<>();
        for (Object value : values) {
            QueryDivision.Part part = Objects.requireNonNull(said.get(value));
            String label = Objects.requireNonNullElseGet(part.label(), () -> message(current, "sla.report.gone"));
            rows.add(new Row(asked, policy, label)
                    .where(part.query())
                    .of(outcomes.get(value), overdue.getOrDefault(value, 0L)));
        }
        if (withoutValue) {
            rows.add(new Row(asked, policy, message(current, "sla.report.empty"))
                    .where(division.withoutValue())
                    .of(outcomes.get(null), overdue.getOrDefault(null, 0L)));
        }
        Outcome whole = both.stream().filter(Outcome::ofAll).findFirst().orElse(null);
        long over = overdue.values().stream().mapToLong(Long::longValue).sum();
        return new Told(rows, new Row(asked, policy, policy.label()).of(whole, over));
    }

    private static Map<@Nullable Object, Outcome> byPart(List<Outcome> outcomes) {
        Map<@Nullable Object, Outcome> byPart = new HashMap<>();
        outcomes.forEach(each -> byPart.put(each.part(), each));
        return byPart;
    }

    private String message(CurrentPerson current, String code) {
        return messages.getMessage(code, null, current.language().locale());
    }

    /**
     * A row, and what finds its tickets.
     *
     * @param goal null for any
     * @param condition of its tickets; null for none
     */
    private record Row(
            Asked asked,
            Named policy,
            String label,
            LocalDate from,
            LocalDate to,
            @Nullable String goal,
            @Nullable String condition) {

        private Row(Asked asked, Named policy, String label) {
            this(asked, policy, label, asked.from(), asked.to(), null, null);
        }

        private Row within(LocalDate begin, LocalDate end) {
            return new Row(asked, policy, label, begin, end, goal, condition);
        }

        private Row under(String wanted) {
            return new Row(asked, policy, label, from, to, wanted, condition);
        }

        private Row where(String wanted) {
            return new Row(asked, policy, label, from, to, goal, wanted);
        }

        /** @param overdue null where it cannot be said */
        private ServiceLevelRow of(@Nullable Outcome outcome, @Nullable Long overdue) {
            long tickets = outcome == null ? 0 : outcome.tickets();
            long missed = outcome == null ? 0 : outcome.missed();
            return new ServiceLevelRow(
                    label,
                    policy.label(),
                    new ReportFigure(tickets, ended("completed")),
                    new ReportFigure(tickets - missed, ended("met")),
                    new ReportFigure(missed, ended("missed")),
                    overdue == null
                            ? null
                            : new ReportFigure(
                                    overdue, told("overdue(" + (goal == null ? "" : Queries.quoted(goal)) + ")")),
                    outcome == null ? null : outcome.median(),
                    outcome == null ? null : outcome.ninetieth(),
                    outcome == null ? null : outcome.mean());
        }

        private String ended(String function) {
            return told(function + "(" + from + ", " + to + (goal == null ? "" : ", " + Queries.quoted(goal)) + ")");
        }

        private String told(String call) {
            String said = asked.and(policy.field() + " = " + call);
            return condition == null ? said : said + " AND " + condition;
        }
    }

    // ------------------------------------------------------------------ waiting

    private List<WaitingRow> waiting(CurrentPerson current, Asked asked, Named policy) {
        Map<String, List<String>> known = reasons.all(current);
        List<String> names = List.copyOf(known.keySet());
        Function<String, String> label = name -> Objects.requireNonNullElse(
                messages.getMessage(
                        "sla.report.waiting." + name,
                        null,
                        null,
                        current.language().locale()),
                name);
        return store
                .waiting(current, asked.tickets(), policy.ids(), asked.period(), List.copyOf(known.values()))
                .stream()
                .sorted(Comparator.comparingLong(VisibleClockStore.Waited::sum).reversed())
                .map(each -> {
                    String name = names.get(each.reason());
                    String query = asked.and(policy.field() + " = waited(" + asked.from() + ", " + asked.to() + ", "
                            + Queries.quoted(name) + ")");
                    return new WaitingRow(
                            label.apply(name),
                            new ReportFigure(each.tickets(), query),
                            each.sum(),
                            each.median(),
                            each.ninetieth());
                })
                .toList();
    }
}
