package io.maru.query;

import io.maru.platform.Language;
import io.maru.query.Queries.BoardColumnView;
import io.maru.ticket.TicketQueries.Standing;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a board: every status that one of some tickets' workflows has, those of one name in one. */
final class Board {

    /** @param position the first that one of the workflows gives it */
    private record Column(String name, StatusCategory category, int position, Set<Long> statuses) {}

    private final Workflows workflows;
    private final Language language;
    private final Map<Standing, Long> counts;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    Board(Workflows workflows, Language language, Map<Standing, Long> counts) {
        this.workflows = workflows;
        this.language = language;
        this.counts = counts;
    }

    List<BoardColumnView> columns() {
        counts.keySet().stream().map(Standing::workflowId).distinct().forEach(workflowId -> {
            Workflow workflow = workflows.workflow(workflowId);
            for (int position = 0; position < workflow.statuses().size(); position++) {
                add(workflow.statuses().get(position), position);
            }
        });
        // Those that a workflow does not have any more come behind the others.
        counts.keySet().forEach(standing -> add(workflows.status(standing.statusId()), Integer.MAX_VALUE));
        return columns.values().stream()
                .sorted(Comparator.comparing(Column::category)
                        .thenComparing(Column::position)
                        .thenComparing(Column::name))
                .map(column -> new BoardColumnView(
                        column.name(), column.category(), new ArrayList<>(column.statuses()), count(column)))
                .toList();
    }

    private void add(Status status, int position) {
        String name = status.name().in(language);
        columns.merge(
                Vocabulary.folded(name),
                new Column(name, status.category(), position, new HashSet<>(Set.of(status.id()))),
                (known, same) -> {
                    known.statuses().addAll(same.statuses());
                    return new Column(
                            known.name(),
                            known.category(),
                            Math.min(known.position(), same.position()),
                            known.statuses());
                });
    }

    private long count(Column column) {
        return counts.entrySet().stream()
                .filter(each -> column.statuses().contains(each.getKey().statusId()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
