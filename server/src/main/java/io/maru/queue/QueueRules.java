package io.maru.queue;

import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a queue may be. */
final class QueueRules {

    static final int MOST_OF_A_PERSON = 500;
    static final int MOST_SHARES = 100;

    private static final int LONGEST_NAME = 100;
    private static final int MOST_COLUMNS = 30;
    private static final int MOST_COLOURS = 20;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 1_000;

    private static final Pattern ICON = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private static final Set<String> COLOURS =
            Set.of("red", "orange", "yellow", "green", "teal", "blue", "violet", "pink", "gray");

    private static final List<Queue.QueueColumn> COLUMNS = Stream.of(
                    "type", "key", "summary", "request type", "status", "priority", "reporter", "assignee", "updated")
            .map(field -> new Queue.QueueColumn(field, null))
            .toList();

    private QueueRules() {}

    /** One that its owner has said nothing of yet. */
    static Queue begun(@Nullable Long deskId, long ownerId, Instant now) {
        return begun(deskId, null, ownerId, LocalizedText.EMPTY, "list", "", now);
    }

    /** What every desk begins with. */
    static List<Queue> ofNewDesk(long deskId, Instant now) {
        return List.of(
                ofNewDesk(
                        deskId,
                        now,
                        "unassigned",
                        "미배정",
                        "Unassigned",
                        "inbox",
                        "assignee IS EMPTY AND \"status category\" != done"),
                ofNewDesk(
                        deskId,
                        now,
                        "mine",
                        "내 담당",
                        "Assigned to me",
                        "user-check",
                        "assignee = currentUser() AND \"status category\" != done"),
                ofNewDesk(deskId, now, "waiting", "대기 중", "Waiting", "hourglass", "\"status category\" = waiting"),
                ofNewDesk(deskId, now, "open", "처리 중 전체", "All open", "stack", "\"status category\" != done"),
                ofNewDesk(deskId, now, "resolved", "해결됨", "Resolved", "circle-check", "\"status category\" = done"));
    }

    private static Queue ofNewDesk(
            long deskId, Instant now, String key, String ko, String en, String icon, String query) {
        return begun(deskId, key, null, new LocalizedText(ko, en), icon, query + " ORDER BY updated DESC", now);
    }

    private static Queue begun(
            @Nullable Long deskId,
            @Nullable String key,
            @Nullable Long ownerId,
            LocalizedText name,
            String icon,
            String query,
            Instant now) {
        return new Queue(
                0,
                deskId,
                key,
                ownerId,
                name,
                icon,
                query,
                COLUMNS,
                null,
                List.of(),
                Density.NORMAL,
                Layout.LIST,
                0,
                1,
                now);
    }

    /**
     * A queue with what somebody said of it.
     *
     * @param ownerId whose it is from then on
     * @param violations receives what is wrong with it
     */
    static Queue changed(
            Queue queue,
            @Nullable Long ownerId,
            QueueContent content,
            Queries queries,
            CurrentPerson current,
            List<Violation> violations) {
        LocalizedText name = content.name() == null && !queue.name().isEmpty()
                ? queue.name()
                : LocalizedText.name(content.name(), LONGEST_NAME, "/name", violations);
        String icon = Objects.requireNonNullElse(content.icon(), queue.icon());
        if (!ICON.matcher(icon).matches()) {
            violations.add(Violation.of("/icon", "pattern"));
        }
        return new Queue(
                queue.id(),
                queue.deskId(),
                queue.key(),
                ownerId,
                name,
                icon,
                content.query() == null ? queue.query() : kept(content.query(), "/query", queries, current, violations),
                content.columns() == null
                        ? queue.columns()
                        : columns(queue, content.columns(), queries, current, violations),
                content.grouping() == null
                        ? queue.grouping()
                        : grouping(content.grouping().to(), queries, current, violations),
                content.colours() == null ? queue.colours() : colours(content.colours(), queries, current, violations),
                Objects.requireNonNullElse(content.density(), queue.density()),
                Objects.requireNonNullElse(content.layout(), queue.layout()),
                queue.position(),
                queue.version(),
                queue.createdAt());
    }

    /**
     * How somebody wants to have a queue.
     *
     * @param violations receives what is wrong with it
     */
    static Queue.Look look(Queue queue, QueueContent.OwnLook wanted, List<Violation> violations) {
        Set<String> shown =
                queue.columns().stream().map(Queue.QueueColumn::field).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        List<Queue.QueueColumn> columns = new ArrayList<>();
        for (int index = 0; index < wanted.columns().size(); index++) {
            Queue.QueueColumn column = wanted.columns().get(index);
            checkWidth(column, index, violations);
            // The queue may have changed since they looked at it.
            if (shown.contains(column.field()) && seen.add(column.field())) {
                columns.add(column);
            }
        }
        return new Queue.Look(columns, wanted.density());
    }

    private static void checkWidth(Queue.QueueColumn column, int index, List<Violation> violations) {
        Integer width = column.width();
        if (width != null && (width < NARROWEST || width > WIDEST)) {
            violations.add(Violation.of("/columns/" + index + "/width", "out_of_bounds", NARROWEST, WIDEST));
        }
    }

    private static String kept(
            String query, String pointer, Queries queries, CurrentPerson current, List<Violation> violations) {
        try {
            return queries.kept(current, query);
        } catch (QueryInvalid invalid) {
            violations.add(Violation.of(pointer, "query", invalid.first()));
            return query;
        }
    }

    private static List<Queue.QueueColumn> columns(
            Queue queue,
            List<Queue.QueueColumn> given,
            Queries queries,
            CurrentPerson current,
            List<Violation> violations) {
        if (given.isEmpty() || given.size() > MOST_COLUMNS) {
            violations.add(Violation.of("/columns", "out_of_bounds", 1, MOST_COLUMNS));
            return queue.columns();
        }
        Map<String, Queries.ColumnView> known = queries.columns(
                current, given.stream().map(Queue.QueueColumn::field).toList());
        List<String> before =
                queue.columns().stream().map(Queue.QueueColumn::field).toList();
        Set<String> seen = new HashSet<>();
        List<Queue.QueueColumn> columns = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            Queue.QueueColumn column = given.get(index);
            checkWidth(column, index, violations);
            Queries.ColumnView field = known.get(column.field());
            // One that is gone may stay where it was: that it is gone is told, and it may come back.
            if (field == null && !before.contains(column.field())) {
                violations.add(Violation.of("/columns/" + index + "/field", "choice_unknown"));
            }
            String name = field == null ? column.field() : field.field();
            if (seen.add(name)) {
                columns.add(new Queue.QueueColumn(name, column.width()));
            }
        }
        return columns;
    }

    private static @Nullable String grouping(
            @Nullable String field, Queries queries, CurrentPerson current, List<Violation> violations) {
        if (field == null) {
            return null;
        }
        Queries.ColumnView known = queries.columns(current, List.of(field)).get(field);
        if (known == null || !known.groupable()) {
            violations.add(Violation.of("/grouping", "choice_unknown"));
            return null;
        }
        return known.field();
    }

    private static List<Queue.QueueColour> colours(
            List<Queue.QueueColour> given, Queries queries, CurrentPerson current, List<Violation> violations) {
        if (given.size() > MOST_COLOURS) {
            violations.add(Violation.of("/colours", "too_many", MOST_COLOURS));
            return List.of();
        }
        List<Queue.QueueColour> colours = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            Queue.QueueColour each = given.get(index);
            if (!COLOURS.contains(each.colour())) {
                violations.add(Violation.of("/colours/" + index + "/colour", "choice_unknown"));
            }
            colours.add(new Queue.QueueColour(
                    kept(each.query(), "/colours/" + index + "/query", queries, current, violations), each.colour()));
        }
        return colours;
    }
}
