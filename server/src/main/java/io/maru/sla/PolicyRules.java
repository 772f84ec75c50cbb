package io.maru.sla;

import io.maru.people.CurrentPerson;
import io.maru.platform.PlainText;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What a policy may say. */
final class PolicyRules {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_NOTE = 1_000;

    private static final int MOST_GOALS = 500;
    private static final int MOST_CONDITIONS = 30;
    private static final int MOST_WARNINGS = 10;
    private static final int MOST_ESCALATIONS = 20;
    private static final int MOST_TOLD = 50;
    private static final long LONGEST_TARGET = Duration.ofDays(3_660).toMillis();

    private PolicyRules() {}

    /**
     * A definition as it is kept: with queries that mean the same whatever things will be called.
     *
     * @param mayCount which calendars are offered where it measures
     * @param violations receives what is wrong with it
     */
    static PolicyDefinition kept(
            PolicyDefinition given,
            Queries queries,
            CurrentPerson current,
            LongPredicate mayCount,
            List<Violation> violations) {
        happenings(given.start(), "/start", "sla_start_missing", violations);
        happenings(given.stop(), "/stop", "sla_stop_missing", violations);
        for (int index = 0; index < given.pause().size(); index++) {
            Standing standing = given.pause().get(index);
            String pointer = "/pause/" + index;
            if (standing.kind() == Standing.Kind.IN_STATUS
                    && none(standing.statuses())
                    && none(standing.categories())) {
                violations.add(Violation.of(pointer, "sla_statuses"));
            }
            if (standing.kind() == Standing.Kind.FIELD_HOLDS && standing.field() == null) {
                violations.add(Violation.of(pointer + "/field", "sla_field"));
            }
        }
        if (given.goals().isEmpty() || given.goals().size() > MOST_GOALS) {
            violations.add(Violation.of("/goals", "sla_goals", 1, MOST_GOALS));
        }
        for (int index = 0; index < given.warnings().size(); index++) {
            if (!within(given.warnings().get(index), 99)) {
                violations.add(Violation.of("/warnings/" + index, "sla_threshold", 99));
            }
        }
        if (given.warnings().size() > MOST_WARNINGS) {
            violations.add(Violation.of("/warnings", "too_many", MOST_WARNINGS));
        }
        escalations(given.escalations(), violations);
        return new PolicyDefinition(
                given.start(),
                given.stop(),
                given.pause(),
                goals(given.goals(), queries, current, mayCount, violations),
                given.warnings().stream().distinct().toList(),
                given.escalations(),
                given.cycles(),
                given.customers());
    }

    private static boolean within(Threshold threshold, int greatestShare) {
        Integer share = threshold.share();
        Long before = threshold.before();
        return share != null
                ? before == null && share >= 1 && share <= greatestShare
                : before != null && before >= 1 && before <= LONGEST_TARGET;
    }

    private static void escalations(List<Escalation> escalations, List<Violation> violations) {
        for (int index = 0; index < escalations.size(); index++) {
            Escalation escalation = escalations.get(index);
            String pointer = "/escalations/" + index;
            if (!within(escalation.at(), 100)) {
                violations.add(Violation.of(pointer + "/at", "sla_threshold", 100));
            }
            if (escalation.idle()) {
                violations.add(Violation.of(pointer, "sla_escalation_idle"));
            }
            if (escalation.personIds().size() > MOST_TOLD) {
                violations.add(Violation.of(pointer + "/personIds", "too_many", MOST_TOLD));
            }
        }
        if (escalations.size() > MOST_ESCALATIONS) {
            violations.add(Violation.of("/escalations", "too_many", MOST_ESCALATIONS));
        }
    }

    private static void happenings(
            List<Happening> happenings, String pointer, String missing, List<Violation> violations) {
        if (happenings.isEmpty()) {
            violations.add(Violation.of(pointer, missing));
        }
        if (happenings.size() > MOST_CONDITIONS) {
            violations.add(Violation.of(pointer, "too_many", MOST_CONDITIONS));
        }
        for (int index = 0; index < happenings.size(); index++) {
            Happening happening = happenings.get(index);
            boolean empty = happening.statuses() != null && happening.statuses().isEmpty()
                    || happening.categories() != null && happening.categories().isEmpty();
            if (empty) {
                violations.add(Violation.of(pointer + "/" + index, "sla_statuses"));
            }
            if (happening.kind() == Happening.Kind.FIELD_CHANGED && happening.field() == null) {
                violations.add(Violation.of(pointer + "/" + index + "/field", "sla_field"));
            }
        }
    }

    private static List<Goal> goals(
            List<Goal> given,
            Queries queries,
            CurrentPerson current,
            LongPredicate mayCount,
            List<Violation> violations) {
        List<Goal> kept = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            Goal goal = given.get(index);
            String pointer = "/goals/" + index;
            if ((goal.query() == null || goal.query().isBlank()) && index + 1 < given.size()) {
                violations.add(Violation.of("/goals/" + (index + 1), "sla_unreachable"));
            }
            if (goal.target() != null && (goal.target() < 0 || goal.target() > LONGEST_TARGET)) {
                violations.add(Violation.of(pointer + "/target", "out_of_bounds", 0, LONGEST_TARGET));
            }
            if (goal.target() != null && goal.dueField() != null) {
                violations.add(Violation.of(pointer + "/dueField", "sla_target_twice"));
            }
            if (!mayCount.test(goal.calendarId())) {
                violations.add(Violation.of(pointer + "/calendarId", "sla_calendar"));
            }
            String query = query(goal.query(), pointer + "/query", queries, current, violations);
            kept.add(new Goal(query, goal.target(), goal.dueField(), goal.calendarId()));
        }
        return kept;
    }

    private static @Nullable String query(
            @Nullable String query,
            String pointer,
            Queries queries,
            CurrentPerson current,
            List<Violation> violations) {
        if (query == null || query.isBlank()) {
            return null;
        }
        try {
            return queries.keptStanding(current, PlainText.lines(query));
        } catch (QueryInvalid invalid) {
            violations.add(Violation.of(pointer, "query", invalid.first()));
            return query;
        }
    }

    private static boolean none(@Nullable Set<?> values) {
        return values == null || values.isEmpty();
    }
}
