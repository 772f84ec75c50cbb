package io.maru.ticket;

import io.maru.workflow.Status;
import io.maru.workflow.StatusMove;
import io.maru.workflow.TicketsInStatus;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the tickets whose status a publication took away, a few at a time so that nobody waits for them. Whoever changes
 * such a ticket first finds it where it is going: {@link Workflows#standing}.
 */
@Component
class StatusMoves implements TicketsInStatus {

    private static final int AT_A_TIME = 500;

    /** How long a server that has not heard of a publication yet may still put a ticket into a status that vanished. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(10);

    private final TicketStore store;
    private final HistoryStore history;
    private final Workflows workflows;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StatusMoves(
            TicketStore store,
            HistoryStore history,
            Workflows workflows,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.history = history;
        this.workflows = workflows;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<Long, Long> count(Collection<Long> statusIds) {
        return statusIds.isEmpty() ? Map.of() : store.countInStatuses(statusIds);
    }

    @Override
    public boolean isResolution(String key) {
        return Resolution.of(key).isPresent();
    }

    /** Moves all that can be moved now. */
    void moveAll() {
        for (StatusMove move : workflows.moves()) {
            while (Boolean.TRUE.equals(transaction.execute(status -> moveSome(move)))) {
                // The next few.
            }
            if (move.publishedAt().plus(STRAGGLERS).isBefore(clock.instant())
                    && count(List.of(move.fromStatusId())).isEmpty()) {
                workflows.moved(move);
            }
        }
    }

    /** @return whether there may be more */
    private boolean moveSome(StatusMove move) {
        Instant now = clock.instant();
        Status to = workflows.status(move.toStatusId());
        List<TicketStore.Moved> moved =
                store.moveFromStatus(move.fromStatusId(), to, move.resolution(), AT_A_TIME, now);
        if (moved.isEmpty()) {
            return false;
        }
        List<HistoryStore.Row> rows = new ArrayList<>();
        for (TicketStore.Moved ticket : moved) {
            rows.add(row(ticket, "status", move.fromStatusId(), to.id()));
            if (!Objects.equals(ticket.resolutionBefore(), ticket.resolution())) {
                rows.add(row(ticket, "resolution", ticket.resolutionBefore(), ticket.resolution()));
            }
        }
        history.recordAll(rows, now, move.publishedById(), Channel.WORKSPACE);
        Map<Long, List<HistoryEntry.Change>> changes = rows.stream()
                .collect(Collectors.groupingBy(
                        HistoryStore.Row::ticketId, Collectors.mapping(HistoryStore.Row::change, Collectors.toList())));
        for (TicketStore.Moved ticket : moved) {
            events.publishEvent(new TicketChanged(
                    ticket.id(),
                    ticket.key(),
                    ticket.deskId(),
                    ticket.version(),
                    TicketChanged.Kind.CHANGED,
                    now,
                    move.publishedById(),
                    Channel.WORKSPACE,
                    changes.getOrDefault(ticket.id(), List.of()),
                    ticket.customerIds()));
        }
        events.publishEvent(new TicketsMoved(
                move.publishedById(),
                moved.stream()
                        .map(ticket -> new TicketsMoved.Move(
                                ticket.id(), ticket.deskId(), ticket.workflowId(), move.fromStatusId(), to.id(), null))
                        .toList()));
        return moved.size() == AT_A_TIME;
    }

    private static HistoryStore.Row row(
            TicketStore.Moved ticket, String field, @Nullable Object before, @Nullable Object after) {
        return new HistoryStore.Row(
                ticket.id(),
                ticket.version(),
                new HistoryEntry.Change(field, TicketDraft.json(before), TicketDraft.json(after)));
    }
}
