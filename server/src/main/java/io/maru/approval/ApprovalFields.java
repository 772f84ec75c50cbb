package io.maru.approval;

import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.LocalizedText;
import io.maru.query.QueryColumn;
import io.maru.query.QueryField;
import io.maru.query.QueryFunction;
import io.maru.query.QueryNames;
import io.maru.query.QuerySource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What queries can ask about approvals: how the newest stands, who decides, and whose turn it is. */
@Component
@Order(0)
class ApprovalFields implements QuerySource {

    private static final String APPROVALS = "approvals";

    private static final Set<RoundState> PENDING = EnumSet.of(RoundState.COMPOSING, RoundState.RUNNING);

    @FunctionalInterface
    private interface Body {
        Condition call(QueryFunction.Call call) throws QueryFunction.Wrong;
    }

    /** @param naming what its arguments name; null for nothing */
    private record Told(
            String name, String parameters, @Nullable QueryNames naming, Body body) implements QueryFunction {

        @Override
        public @Nullable QueryNames names(int argument) {
            return naming;
        }

        @Override
        public boolean fits(QueryField field) {
            return field.name().equals(APPROVALS);
        }

        @Override
        public boolean several() {
            return false;
        }

        @Override
        public Result call(Call call) throws Wrong {
            return new Result.Tickets(body.call(call));
        }
    }

    private final Persons persons;
    private final Absences absences;
    private final MessageSource messages;
    private final List<QueryField> fields;
    private final List<QueryFunction> functions;

    ApprovalFields(Persons persons, Absences absences, MessageSource messages) {
        this.persons = persons;
        this.absences = absences;
        this.messages = messages;
        Map<String, LocalizedText> states = new LinkedHashMap<>();
        Arrays.stream(RoundState.values())
                .forEach(state ->
                        states.put(state.key(), LocalizedText.of(messages, "rule.choice.approval." + state.key())));
        fields = List.of(
                QueryField.named(
                                APPROVALS,
                                label(APPROVALS),
                                QueryNames.of(states),
                                new QueryColumn.Several(
                                        ApprovalColumns.asked(),
                                        values -> ApprovalColumns.newestIn(values.stream()
                                                .map(value -> RoundState.of(value.toString()))
                                                .toList())))
                        .alsoCalled("approval", "approval state", "approval status", "결재", "승인"),
                persons("approver", ApprovalColumns::approver).alsoCalled("approvers", "승인자"),
                persons("pending approver", waiting -> ApprovalColumns.waitingFor(waiting, null))
                        .alsoCalled("pending approvers"));
        QueryNames personNames = QueryNames.of(persons);
        functions = List.of(
                new Told("approved", "", null, call -> ApprovalColumns.newestIn(Set.of(RoundState.APPROVED))),
                new Told("pending", "", null, call -> ApprovalColumns.newestIn(PENDING)),
                new Told(
                        "pendingBy",
                        "\"person\", …",
                        personNames,
                        call -> ApprovalColumns.waitingFor(named(call), null)),
                new Told("approver", "\"person\", …", personNames, call -> ApprovalColumns.approver(named(call))),
                new Told(
                        "myApproval",
                        "",
                        null,
                        call -> ApprovalColumns.approver(Set.of(call.current().id()))),
                new Told("myPending", "", null, call -> {
                    Set<Long> actingFor = new LinkedHashSet<>(
                            this.absences.absentFor(call.current().id()));
                    actingFor.add(call.current().id());
                    return ApprovalColumns.waitingFor(actingFor, call.current().id());
                }));
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        return fields;
    }

    @Override
    public List<QueryFunction> functions() {
        return functions;
    }

    private LocalizedText label(String name) {
        return LocalizedText.of(messages, "approval.query.field." + name.replace(' ', '_'));
    }

    private QueryField persons(String name, Function<@Nullable Collection<Long>, Condition> condition) {
        return QueryField.named(
                name,
                label(name),
                QueryNames.of(persons),
                new QueryColumn.Several(
                        condition.apply(null),
                        values -> condition.apply(
                                values.stream().map(Long.class::cast).toList())));
    }

    private Set<Long> named(QueryFunction.Call call) throws QueryFunction.Wrong {
        if (call.arguments().isEmpty()) {
            throw new QueryFunction.Wrong(0, "argument_missing");
        }
        Set<Long> meant = new LinkedHashSet<>();
        for (int index = 0; index < call.arguments().size(); index++) {
            String name = call.arguments().get(index);
            Set<Long> found = name.equals("currentUser()")
                    ? Set.of(call.current().id())
                    : persons.called(Set.of(name)).getOrDefault(name, Set.of());
            if (found.isEmpty()) {
                throw new QueryFunction.Wrong(index, "person_unknown");
            }
            meant.addAll(found);
        }
        return meant;
    }
}
