package io.maru.automation;

import io.maru.automation.Condition.ComparisonCondition;
import io.maru.automation.Condition.ExpressionCondition;
import io.maru.automation.Condition.PersonCondition;
import io.maru.automation.Condition.QueryCondition;
import io.maru.automation.Course.Scope;
import io.maru.automation.RuleValues.Reader;
import io.maru.automation.Step.EachStep;
import io.maru.automation.Step.EachValue;
import io.maru.automation.Step.FoundTickets;
import io.maru.automation.Step.IfStep;
import io.maru.automation.Step.LinkedTickets;
import io.maru.automation.Step.WhenStep;
import io.maru.automation.StepRecord.Answer;
import io.maru.expression.Expression;
import io.maru.expression.Expressions;
import io.maru.expression.ValueType;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import io.maru.platform.Failure;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.Page;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Goes through the steps of a rule, in the caller's transaction. */
@Component
class RuleRunner {

    /** What one run may do, so that it ends. */
    private static final int MOST_ACTIONS = 10_000;

    private static final int MOST_FOUND = 10_000;
    private static final int FOUND_AT_ONCE = Page.MAXIMUM;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    private final RuleValues values;
    private final RuleActions actions;
    private final Queries queries;
    private final Expressions expressions;
    private final Tickets tickets;
    private final Groups groups;
    private final RoleAssignments roles;
    private final MessageSource messages;

    RuleRunner(
            RuleValues values,
            RuleActions actions,
            Queries queries,
            Expressions expressions,
            Tickets tickets,
            Groups groups,
            RoleAssignments roles,
            MessageSource messages) {
        this.values = values;
        this.actions = actions;
        this.queries = queries;
        this.expressions = expressions;
        this.tickets = tickets;
        this.groups = groups;
        this.roles = roles;
        this.messages = messages;
    }

    /** @throws RunFailed when a step cannot be done; the record says which */
    void run(Course course) {
        run(
                course,
                new Scope(Objects.requireNonNullElse(course.occasion.key(), ""), null),
                course.rule.definition().steps(),
                "/steps");
    }

    private void run(Course course, Scope scope, List<Step> steps, String pointer) {
        for (int index = 0; index < steps.size(); index++) {
            String at = pointer + "/" + index;
            long started = System.nanoTime();
            try {
                if (!run(course, scope, steps.get(index), at, started)) {
                    return;
                }
            } catch (Failure refused) {
                throw failed(course, scope, at, words(refused), started);
            } catch (StepFailed impossible) {
                throw failed(course, scope, at, impossible.reason(), started);
            }
        }
    }

    private static RunFailed failed(Course course, Scope scope, String pointer, LocalizedText reason, long started) {
        record(course, scope, pointer, Answer.FAILED, reason.in(course.person.language()), started);
        return new RunFailed(reason);
    }

    /** @return whether the steps behind it are done */
    private boolean run(Course course, Scope scope, Step step, String pointer, long started) {
        switch (step) {
            case WhenStep when -> {
                return holds(course, scope, when.condition(), pointer, started);
            }
            case IfStep choice -> {
                boolean holds = holds(course, scope, choice.condition(), pointer, started);
                run(course, scope, holds ? choice.then() : choice.orElse(), pointer + (holds ? "/then" : "/otherwise"));
            }
            case EachStep each -> {
                List<Scope> scopes = scopes(course, scope, each.of());
                record(course, scope, pointer, Answer.MET, Integer.toString(scopes.size()), started);
                for (Scope one : scopes) {
                    // Of thousands of tickets no more than one is remembered.
                    course.forgetTickets();
                    run(course, one, each.steps(), pointer + "/steps");
                }
            }
            case Action action -> {
                if (++course.actions > MOST_ACTIONS) {
                    throw new StepFailed(reason("automation.reason.too_much", MOST_ACTIONS));
                }
                // What it does goes by the ticket as it is once it is locked.
                course.forgetTickets();
                String done = actions.perform(course, scope, action, pointer);
                course.forgetTickets();
                record(course, scope, pointer, done == null ? Answer.UNCHANGED : Answer.DONE, done, started);
            }
        }
        return true;
    }

    private static void record(
            Course course, Scope scope, String pointer, Answer answer, @Nullable String text, long started) {
        course.record(new StepRecord(
                pointer,
                scope.key(),
                answer,
                text,
                Duration.ofNanos(System.nanoTime() - started).toMillis()));
    }

    private List<Scope> scopes(Course course, Scope scope, Step.Several several) {
        return switch (several) {
            case LinkedTickets linked ->
                tickets.view(course.person, scope.key()).links().stream()
                        .filter(link -> linked.link() == null || linked.link() == link.type())
                        .filter(link -> linked.outward() == null || linked.outward() == link.outward())
                        .map(link -> new Scope(link.ticket().key(), null))
                        .distinct()
                        .toList();
            case FoundTickets found -> found(course, found.query());
            case EachValue value ->
                list(values.value(course, scope, value.value(), Reader.CUSTOMERS))
                        .map(item -> new Scope(scope.key(), item))
                        .toList();
        };
    }

    private static Stream<String> list(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(Object::toString)
                : Stream.of(value.toString().split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    private List<Scope> found(Course course, String query) {
        List<Scope> found = new ArrayList<>();
        String after = null;
        do {
            Page<TicketView.RowView> page = queries.page(course.person, query, after, FOUND_AT_ONCE);
            page.items().forEach(row -> found.add(new Scope(row.key(), null)));
            if (found.size() > MOST_FOUND) {
                throw new StepFailed(reason("automation.reason.too_much", MOST_FOUND));
            }
            after = page.next();
        } while (after != null);
        return found;
    }

    private boolean holds(Course course, Scope scope, Condition condition, String pointer, long started) {
        StringBuilder told = new StringBuilder();
        boolean holds = switch (condition) {
            case QueryCondition asked -> finds(course, scope, asked.query());
            case ComparisonCondition comparison -> compares(course, scope, comparison, told);
            case ExpressionCondition expression -> isTrue(course, scope, expression.expression(), told);
            case PersonCondition person -> is(course, scope, person);
        };
        record(
                course,
                scope,
                pointer,
                holds ? Answer.MET : Answer.NOT_MET,
                told.isEmpty() ? null : told.toString(),
                started);
        return holds;
    }

    private boolean finds(Course course, Scope scope, String query) {
        try {
            return queries.finds(
                    course.person, query, values.ticket(course, scope).id());
        } catch (QueryInvalid broken) {
            throw new StepFailed(reason("automation.reason.query", query));
        }
    }

    private boolean compares(Course course, Scope scope, ComparisonCondition comparison, StringBuilder told) {
        String value =
                values.fill(course, scope, comparison.value(), Reader.AGENTS).strip();
        String with = comparison.with() == null
                ? ""
                : values.fill(course, scope, comparison.with(), Reader.AGENTS).strip();
        told.append('“').append(value).append('”');
        if (comparison.comparison().needsOther()) {
            told.append(" · “").append(with).append('”');
        }
        String one = value.toLowerCase(Locale.ROOT);
        String other = with.toLowerCase(Locale.ROOT);
        return switch (comparison.comparison()) {
            case EQUALS -> compared(one, other) == 0;
            case DIFFERS -> compared(one, other) != 0;
            case CONTAINS -> !other.isEmpty() && one.contains(other);
            case STARTS_WITH -> !other.isEmpty() && one.startsWith(other);
            case LESS -> !one.isEmpty() && !other.isEmpty() && compared(one, other) < 0;
            case GREATER -> !one.isEmpty() && !other.isEmpty() && compared(one, other) > 0;
            case EMPTY -> one.isEmpty();
            case FILLED -> !one.isEmpty();
        };
    }

    private static int compared(String one, String other) {
        return NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                ? new BigDecimal(one).compareTo(new BigDecimal(other))
                : one.compareTo(other);
    }

    private boolean isTrue(Course course, Scope scope, String source, StringBuilder told) {
        Expression expression = expressions.compile(
                source, values.names(course, scope), Set.of(ValueType.TRUTH), "", new ArrayList<>());
        if (expression == null) {
            return false;
        }
        Map<String, Object> known = values.of(course, scope, expression.used(), Reader.AGENTS);
        told.append(expression.used().stream()
                .sorted()
                .map(name -> name + " = " + Objects.requireNonNullElse(known.get(name), "—"))
                .collect(Collectors.joining(" · ")));
        return expression.holds(known);
    }

    private boolean is(Course course, Scope scope, PersonCondition condition) {
        TicketProcess.Facts ticket = values.ticket(course, scope);
        Long personId = actions.person(course, ticket, condition.who());
        if (personId == null) {
            return false;
        }
        return condition.personIds() != null && condition.personIds().contains(personId)
                || condition.groupIds() != null
                        && groups.activeMembers(condition.groupIds()).values().stream()
                                .anyMatch(members -> members.contains(personId))
                || Boolean.TRUE.equals(condition.agents())
                        && roles.holds(personId, Permission.TICKET_VIEW, ticket.deskId());
    }

    /** Why a step is refused, as it would be told to who tried it by hand. */
    private LocalizedText words(Failure failure) {
        return text(language -> failure.violations().isEmpty()
                ? say("problem." + failure.code() + ".detail", language, failure.arguments())
                : failure.violations().stream()
                        .map(violation -> said(violation, language))
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    private String said(Violation violation, Language language) {
        return say("violation." + violation.code(), language, violation.argumentsIn(language))
                + (violation.pointer().isEmpty()
                        ? ""
                        : " (" + violation.pointer().substring(1) + ")");
    }

    private LocalizedText reason(String code, Object... arguments) {
        return text(language -> say(code, language, arguments));
    }

    private String say(String code, Language language, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(code, arguments, code, language.locale()));
    }

    private static LocalizedText text(Function<Language, String> each) {
        return new LocalizedText(each.apply(Language.KO), each.apply(Language.EN));
    }
}
