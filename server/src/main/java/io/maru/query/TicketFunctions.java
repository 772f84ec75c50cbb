package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Persons;
import io.maru.people.Session;
import io.maru.people.Sessions;
import io.maru.platform.LocalizedText;
import io.maru.query.ThingNames.Thing;
import io.maru.ticket.LinkType;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Period;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The functions that every query can use. */
@Component
@Order(0)
class TicketFunctions implements QuerySource {

    /** What {@code startOfWeek} and the like begin or end, and by what their argument counts when it says no unit. */
    private enum Span {
        DAY("Day", "d"),
        WEEK("Week", "w"),
        MONTH("Month", "M"),
        YEAR("Year", "y");

        private final String word;
        private final String unit;

        Span(String word, String unit) {
            this.word = word;
            this.unit = unit;
        }

        /** Weeks begin on Monday, as ISO 8601 has it. */
        private LocalDate begin(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        private LocalDate next(LocalDate begin) {
            return switch (this) {
                case DAY -> begin.plusDays(1);
                case WEEK -> begin.plusWeeks(1);
                case MONTH -> begin.plusMonths(1);
                case YEAR -> begin.plusYears(1);
            };
        }
    }

    @FunctionalInterface
    private interface Body {
        QueryFunction.Result call(QueryFunction.Call call) throws QueryFunction.Wrong;
    }

    /** Those that say more about the one who asks, or about the query, than about what there is. */
    private static final Set<String> LASTING = Set.of("currentUser", "linkedIssues", "watchedIssues", "issueHistory");

    private record Simple(
            String name,
            String parameters,
            Predicate<QueryField> fitting,
            boolean several,
            IntFunction<@Nullable QueryNames> naming,
            BiFunction<QueryField, Integer, @Nullable QueryNames> choosing,
            Body body)
            implements QueryFunction {

        /** One whose arguments name nothing that is called differently one day. */
        Simple(String name, String parameters, Predicate<QueryField> fitting, boolean several, Body body) {
            this(name, parameters, fitting, several, argument -> null, body);
        }

        /** One that lets choose from what its arguments name. */
        Simple(
                String name,
                String parameters,
                Predicate<QueryField> fitting,
                boolean several,
                IntFunction<@Nullable QueryNames> naming,
                Body body) {
            this(name, parameters, fitting, several, naming, (field, argument) -> naming.apply(argument), body);
        }

        @Override
        public @Nullable QueryNames choices(QueryField field, int argument) {
            return choosing.apply(field, argument);
        }

        @Override
        public @Nullable QueryNames names(int argument) {
            return naming.apply(argument);
        }

        @Override
        public boolean lasting() {
            return LASTING.contains(name);
        }

        @Override
        public boolean fits(QueryField field) {
            return fitting.test(field);
        }

        @Override
        public Result call(Call call) throws Wrong {
            return body.call(call);
        }
    }

    private final Persons persons;
    private final Groups groups;
    private final Sessions sessions;
    private final List<QueryFunction> functions;

    TicketFunctions(Persons persons, Groups groups, Sessions sessions, TicketKeys keys, MessageSource messages) {
        this.persons = persons;
        this.sessions = sessions;
        this.groups = groups;
        QueryNames groupNames = new GroupNames(groups);
        QueryNames personNames = new PersonNames(persons);
        List<QueryNames> ofLinks = List.of(keys, linkTypes(messages));
        Predicate<QueryField> ofPersons = field -> field.names() instanceof PersonNames;
        Predicate<QueryField> ofTimes = field -> field.kind() == QueryKind.INSTANT || field.kind() == QueryKind.DATE;
        Predicate<QueryField> ofTickets = field -> field.kind() == QueryKind.TICKET;
        functions = List.of(
                new Simple(
                        "currentUser",
                        "",
                        ofPersons,
                        false,
                        call -> values(call.current().id())),
                new Simple("membersOf", "\"group\", …", ofPersons, true, argument -> groupNames, this::membersOf),
                new Simple(
                        "now",
                        "",
                        ofTimes,
                        false,
                        call -> time(call, call.now().atZone(call.current().timeZone()))),
                edge("startOf", Span.DAY, ofTimes),
                edge("endOf", Span.DAY, ofTimes),
                edge("startOf", Span.WEEK, ofTimes),
                edge("endOf", Span.WEEK, ofTimes),
                edge("startOf", Span.MONTH, ofTimes),
                edge("endOf", Span.MONTH, ofTimes),
                edge("startOf", Span.YEAR, ofTimes),
                edge("endOf", Span.YEAR, ofTimes),
                new Simple(
                        "linkedIssues",
                        "\"IT-1\", \"blocks\"",
                        ofTickets,
                        true,
                        argument -> null,
                        (field, argument) -> argument < ofLinks.size() ? ofLinks.get(argument) : null,
                        TicketFunctions::linked),
                new Simple(
                        "watchedIssues",
                        "",
                        ofTickets,
                        true,
                        call -> new QueryFunction.Result.Tickets(
                                TicketColumns.watched(List.of(call.current().id())))),
                new Simple(
                        "issueHistory",
                        "",
                        ofTickets,
                        true,
                        call -> new QueryFunction.Result.Tickets(
                                TicketColumns.viewed(call.current().id()))),
                new Simple(
                        "updatedBy",
                        "\"person\", \"-1w\", \"now\"",
                        ofTickets,
                        true,
                        argument -> argument == 0 ? personNames : null,
                        this::updatedBy),
                new Simple("currentLogin", "", ofTimes, false, call -> signedIn(call, 0)),
                new Simple("lastLogin", "", ofTimes, false, call -> signedIn(call, 1)),
                new Simple(
                        "cascadeOption",
                        "\"option\", \"option below\"",
                        field -> field.names() instanceof ThingNames names && names.cascading(),
                        true,
                        argument -> null,
                        (field, argument) -> field.names(),
                        TicketFunctions::cascade));
    }

    /** Written by their keys, since a link is called otherwise from its other end. */
    private static QueryNames linkTypes(MessageSource messages) {
        List<Thing> types = Arrays.stream(LinkType.values())
                .map(LinkType::key)
                .map(key -> new Thing(key, LocalizedText.of(messages, "rule.choice.link_type." + key), key, "", true))
                .toList();
        return new ThingNames(current -> types, false);
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        return List.of();
    }

    @Override
    public List<QueryFunction> functions() {
        return functions;
    }

    private static QueryFunction.Result values(Object value) {
        return new QueryFunction.Result.Values(Set.of(value));
    }

    private static QueryFunction.Result time(QueryFunction.Call call, ZonedDateTime time) {
        return values(call.field().kind() == QueryKind.DATE ? time.toLocalDate() : Moment.at(time.toInstant()));
    }

    /** The begin or the end of the day, week … that is now; or of the one that a step such as {@code -1} or {@code "+2w"} leads to. */
    private static QueryFunction edge(String side, Span span, Predicate<QueryField> fitting) {
        return new Simple(side + span.word, "\"-1" + span.unit + "\"", fitting, false, call -> {
            ZonedDateTime now = call.now().atZone(call.current().timeZone());
            ZonedDateTime within = now;
            if (!call.arguments().isEmpty()) {
                String step = call.arguments().getFirst().strip();
                if (step.matches("[+-]?[0-9]{1,6}")) {
                    step = step + span.unit;
                }
                try {
                    within = ValueReader.shifted(now, step);
                } catch (DateTimeException | ArithmeticException noStep) {
                    throw new QueryFunction.Wrong(0, "argument_wrong");
                }
            }
            LocalDate begin = span.begin(within.toLocalDate());
            ZonedDateTime start = begin.atStartOfDay(now.getZone());
            return time(
                    call,
                    side.equals("startOf")
                            ? start
                            : span.next(begin).atStartOfDay(now.getZone()).minus(1, ChronoUnit.MILLIS));
        });
    }

    /** When this person signed in, now or before; who has not been here before has seen nothing yet. */
    private QueryFunction.Result signedIn(QueryFunction.Call call, int before) {
        Instant then = sessions.list(call.current()).stream()
                .map(Session::createdAt)
                .sorted(Comparator.reverseOrder())
                .skip(before)
                .findFirst()
                .orElse(Instant.EPOCH);
        return time(call, then.atZone(call.current().timeZone()));
    }

    /** An option with all below it, or of those below it the one that is named. */
    private static QueryFunction.Result cascade(QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().isEmpty()) {
            throw new QueryFunction.Wrong(0, "argument_missing");
        }
        ThingNames names = (ThingNames) Objects.requireNonNull(call.field().names());
        Set<Object> meant = null;
        for (int index = 0; index < call.arguments().size(); index++) {
            String name = call.arguments().get(index);
            Set<Object> called = new LinkedHashSet<>(
                    names.called(call.current(), Set.of(name)).getOrDefault(name, Set.of()));
            if (meant != null) {
                called.retainAll(meant);
            }
            if (called.isEmpty()) {
                throw new QueryFunction.Wrong(index, "option_unknown");
            }
            meant = names.within(call.current(), called);
        }
        return new QueryFunction.Result.Values(Objects.requireNonNull(meant));
    }

    private QueryFunction.Result membersOf(QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().isEmpty()) {
            throw new QueryFunction.Wrong(0, "argument_missing");
        }
        Set<Long> members = new LinkedHashSet<>();
        for (int index = 0; index < call.arguments().size(); index++) {
            Long group = groups.called(call.arguments().get(index)).orElse(null);
            if (group == null) {
                throw new QueryFunction.Wrong(index, "group_unknown");
            }
            members.addAll(groups.activeMembers(Set.of(group)).getOrDefault(group, Set.of()));
        }
        return new QueryFunction.Result.Values(members);
    }

    private static QueryFunction.Result linked(QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().isEmpty()) {
            throw new QueryFunction.Wrong(0, "argument_missing");
        }
        Set<LinkType> types = null;
        if (call.arguments().size() > 1) {
            String wanted = Vocabulary.folded(call.arguments().get(1)).replace(' ', '_');
            types = Set.of(Arrays.stream(LinkType.values())
                    .filter(type -> type.key().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new QueryFunction.Wrong(1, "link_unknown")));
        }
        return new QueryFunction.Result.Tickets(TicketColumns.linked(
                call.current(), Set.of(TicketKeys.key(call.arguments().getFirst())), types));
    }

    private QueryFunction.Result updatedBy(QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().isEmpty()) {
            throw new QueryFunction.Wrong(0, "argument_missing");
        }
        String name = call.arguments().getFirst();
        Set<Long> meant = name.equals("currentUser()")
                ? Set.of(call.current().id())
                : persons.called(Set.of(name)).getOrDefault(name, Set.of());
        if (meant.isEmpty()) {
            throw new QueryFunction.Wrong(0, "person_unknown");
        }
        return new QueryFunction.Result.Tickets(
                TicketColumns.changedBy(meant, new Period(instant(call, 1), instant(call, 2))));
    }

    private static @Nullable Instant instant(QueryFunction.Call call, int argument) throws QueryFunction.Wrong {
        if (call.arguments().size() <= argument
                || call.arguments().get(argument).equals("now()")) {
            return null;
        }
        try {
            return ((Moment) new ValueReader(call.now(), call.current().timeZone())
                            .read(QueryKind.INSTANT, call.arguments().get(argument)))
                    .from();
        } catch (ValueReader.Unreadable unreadable) {
            throw new QueryFunction.Wrong(argument, "argument_wrong");
        }
    }
}
