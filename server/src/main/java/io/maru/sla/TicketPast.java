package io.maru.sla;

import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketFacts.Facts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The moments of a ticket's life, made again from its history. */
final class TicketPast {

    private TicketPast() {}

    /**
     * In the order in which they happened, whenever they were written down.
     *
     * @param facts how the ticket stands now
     */
    static List<Moment> moments(Facts facts, List<HistoryEntry> history) {
        Map<Long, List<HistoryEntry>> byVersion = new LinkedHashMap<>();
        history.stream()
                .sorted(Comparator.comparing(HistoryEntry::changedAt).thenComparing(HistoryEntry::id))
                .forEach(entry -> byVersion
                        .computeIfAbsent(entry.ticketVersion(), version -> new ArrayList<>())
                        .add(entry));
        Map<String, JsonNode> state = beginning(facts, history);
        List<Moment> moments = new ArrayList<>();
        byVersion.forEach((version, entries) -> {
            HistoryEntry any = entries.getFirst();
            for (HistoryEntry entry : entries) {
                if (entry.newValue() == null) {
                    state.remove(entry.field());
                } else {
                    state.put(entry.field(), entry.newValue());
                }
            }
            moments.add(new Moment(
                    any.changedAt().truncatedTo(ChronoUnit.MILLIS),
                    version,
                    any.personId(),
                    any.channel(),
                    facts.reporterId(),
                    entries.stream()
                            .map(entry -> new HistoryEntry.Change(entry.field(), entry.oldValue(), entry.newValue()))
                            .toList(),
                    Map.copyOf(state)));
        });
        return moments;
    }

    /** Values before the first entry: what was never changed is as it is now. */
    private static Map<String, JsonNode> beginning(Facts facts, List<HistoryEntry> history) {
        Map<String, JsonNode> state = new HashMap<>(facts.fields());
        Set<String> told = new HashSet<>();
        for (HistoryEntry entry : history) {
            if (told.add(entry.field())) {
                if (entry.oldValue() == null) {
                    state.remove(entry.field());
                } else {
                    state.put(entry.field(), entry.oldValue());
                }
            }
        }
        return state;
    }
}
