package io.maru.sla;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.Calendars;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.query.QueryColumn;
import io.maru.query.QueryField;
import io.maru.query.QueryFunction;
import io.maru.query.QueryKind;
import io.maru.query.QueryListing;
import io.maru.query.QuerySource;
import io.maru.ticket.TicketView.CellView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What queries can ask about promises: each policy is a field by its name, which policies of one name share, and {@code next due}
 * is the first instant at which any of them is due. A ticket without a cycle is found by none of the functions.
 */
@Component
@Order(1)
class SlaFields implements QuerySource {

    private static final String PREFIX = "sla: ";
    private static final String PERIOD = "\"2026-11-01\", \"2026-11-30\"";

    @FunctionalInterface
    private interface Body {
        Condition call(List<Long> policies, QueryFunction.Call call) throws QueryFunction.Wrong;
    }

    private record Told(String name, String parameters, boolean comparing, SlaFields source, Body body)
            implements QueryFunction {

        @Override
        public boolean fits(QueryField field) {
            return field.kind() == QueryKind.DURATION
                    && field.otherNames().stream().anyMatch(each -> each.startsWith(PREFIX));
        }

        @Override
        public boolean several() {
            return false;
        }

        @Override
        public Result call(Call call) throws Wrong {
            List<Long> policies = source.policies(call.current(), call.field());
            boolean ordering = !call.comparison().equals("=");
            if (comparing != ordering) {
                throw new Wrong(0, comparing ? "comparison_needs_order" : "comparison_needs_equals");
            }
            return new Result.Tickets(
                    body.call(policies, call),
                    comparing ? SlaColumns.promised(policies) : SlaColumns.measured(policies));
        }
    }

    private final PoliciesInUse policies;
    private final WaitingReasons reasons;
    private final Calendars calendars;
    private final Lengths lengths;
    private final MessageSource messages;
    private final Clock clock;
    private final List<QueryFunction> functions;

    SlaFields(
            PoliciesInUse policies,
            WaitingReasons reasons,
            Calendars calendars,
            Lengths lengths,
            MessageSource messages,
            Clock clock) {
        this.policies = policies;
        this.reasons = reasons;
        this.calendars = calendars;
        this.lengths = lengths;
        this.messages = messages;
        this.clock = clock;
        functions = List.of(
                told("breached", (ids, call) -> SlaColumns.breached(ids, call.now())),
                told("everBreached", (ids, call) -> SlaColumns.everBreached(ids, call.now())),
                new Told(
                        "completed",
                        PERIOD,
                        false,
                        this,
                        (ids, call) -> call.arguments().isEmpty()
                                ? SlaColumns.completed(ids)
                                : SlaColumns.completed(ids, call.period(0), goal(call, 2))),
                new Told("met", PERIOD, false, this, (ids, call) -> SlaColumns.met(ids, call.period(0), goal(call, 2))),
                new Told(
                        "missed",
                        PERIOD,
                        false,
                        this,
                        (ids, call) -> SlaColumns.missed(ids, call.period(0), goal(call, 2))),
                told("overdue", (ids, call) -> SlaColumns.overdue(ids, call.now(), goal(call, 0))),
                new Told("waited", PERIOD + ", \"Waiting for customer\"", false, this, this::waited),
                told("running", (ids, call) -> SlaColumns.running(ids)),
                told("paused", (ids, call) -> SlaColumns.paused(ids)),
                told("withinCalendarHours", (ids, call) -> SlaColumns.runningBy(ids, open(ids, call.now()))),
                new Told("elapsed", "\"2h\"", true, this, this::elapsed),
                new Told("remaining", "\"2h\"", true, this, this::remaining));
    }

    /** @return null for any */
    private static @Nullable String goal(QueryFunction.Call call, int argument) {
        return call.arguments().size() > argument ? call.arguments().get(argument) : null;
    }

    private Condition waited(List<Long> ids, QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().size() < 3) {
            throw new QueryFunction.Wrong(2, "argument_missing");
        }
        List<String> meant = reasons.of(call.current(), call.arguments().get(2));
        if (meant.isEmpty()) {
            throw new QueryFunction.Wrong(2, "argument_wrong");
        }
        return SlaColumns.waited(ids, call.period(0), meant);
    }

    private Told told(String name, Body body) {
        return new Told(name, "", false, this, body);
    }

    @Override
    public List<QueryFunction> functions() {
        return functions;
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        List<QueryField> fields = new ArrayList<>();
        fields.add(QueryField.of(
                        "next due",
                        LocalizedText.of(messages, "sla.query.field.next_due"),
                        QueryKind.INSTANT,
                        QueryColumn.sometimes(SlaColumns.nextDue(null)))
                .alsoCalled("다음 기한"));
        byName(current).forEach((name, ids) -> fields.add(field(name, ids)));
        return fields;
    }

    /** The names by which queries may know policies of one name, the best first. */
    static List<String> names(CurrentPerson current, LocalizedText name) {
        return List.of(name.in(current.language()), written(name), PREFIX + written(name));
    }

    private static String written(LocalizedText name) {
        return Objects.requireNonNullElse(name.en(), Objects.requireNonNullElse(name.ko(), ""));
    }

    private QueryField field(LocalizedText name, List<Long> ids) {
        String written = written(name);
        return QueryField.of(
                        written,
                        name,
                        QueryKind.DURATION,
                        new QueryColumn.Single(
                                SlaColumns.nextDue(ids),
                                true,
                                SlaColumns.measured(ids),
                                false,
                                SlaColumns.nextDue(ids)))
                .alsoCalled(PREFIX + written)
                .listedAs(new QueryListing(
                        SlaColumns.told(ids), (reader, value) -> cell(reader, Json.tree((JSONB) value))));
    }

    /** The policies about which somebody can ask, in their order. */
    Map<LocalizedText, List<Long>> byName(CurrentPerson current) {
        return policies.named().stream()
                .filter(each -> each.deskId() == null || current.mayOnDesk(Permission.TICKET_VIEW, each.deskId()))
                .collect(Collectors.groupingBy(
                        PolicyStore.Named::name,
                        LinkedHashMap::new,
                        Collectors.mapping(PolicyStore.Named::id, Collectors.toList())));
    }

    private List<Long> policies(CurrentPerson current, QueryField field) {
        return byName(current).getOrDefault(field.label(), List.of());
    }

    private Condition elapsed(List<Long> ids, QueryFunction.Call call) throws QueryFunction.Wrong {
        long amount = call.duration(0);
        Map<Long, BusinessTime> by = calendars(ids);
        Condition ongoing = SlaColumns.ongoing(ids);
        return switch (call.comparison()) {
            case ">=" -> SlaColumns.elapsed(ids, by, call.now(), amount);
            case ">" -> SlaColumns.elapsed(ids, by, call.now(), amount + 1);
            case "<" -> ongoing.andNot(SlaColumns.elapsed(ids, by, call.now(), amount));
            default -> ongoing.andNot(SlaColumns.elapsed(ids, by, call.now(), amount + 1));
        };
    }

    private Condition remaining(List<Long> ids, QueryFunction.Call call) throws QueryFunction.Wrong {
        long amount = call.duration(0);
        Map<Long, BusinessTime> by = calendars(ids);
        Condition promised = SlaColumns.promised(ids);
        return switch (call.comparison()) {
            case "<" -> SlaColumns.remainingLess(ids, by, call.now(), amount);
            case "<=" -> SlaColumns.remainingLess(ids, by, call.now(), amount + 1);
            case ">=" -> promised.andNot(SlaColumns.remainingLess(ids, by, call.now(), amount));
            default -> promised.andNot(SlaColumns.remainingLess(ids, by, call.now(), amount + 1));
        };
    }

    private List<Long> open(Collection<Long> ids, Instant now) {
        return calendars(ids).entrySet().stream()
                .filter(each -> each.getValue().isOpen(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those by which these policies count now. */
    private Map<Long, BusinessTime> calendars(Collection<Long> ids) {
        Map<Long, BusinessTime> found = new HashMap<>();
        policies.published(ids).values().stream()
                .flatMap(policy -> policy.definition().goals().stream())
                .map(Goal::calendarId)
                .distinct()
                .forEach(id -> found.put(id, calendars.time(id).time()));
        return found;
    }

    private CellView cell(CurrentPerson reader, JsonNode told) {
        String mode = told.path(0).asString("");
        Instant now = clock.instant();
        BusinessTime time = calendars.time(told.path(4).asLong()).time();
        Long left = null;
        if (mode.equals("running") && !told.path(1).isNull()) {
            Instant due = Instant.ofEpochMilli(told.path(1).asLong());
            left = due.isBefore(now)
                    ? -time.elapsed(due, now).toMillis()
                    : time.elapsed(now, due).toMillis();
        } else if (!told.path(3).isNull()) {
            left = told.path(3).asLong() - told.path(2).asLong();
        }
        String key = left == null ? mode : mode + (left < 0 ? ".over" : ".left");
        String text = messages.getMessage(
                "sla.cell." + key,
                new Object[] {left == null ? "" : lengths.words(reader, Math.abs(left))},
                reader.language().locale());
        return new CellView(text, mode + ":" + (left == null ? "" : left.toString()));
    }
}
