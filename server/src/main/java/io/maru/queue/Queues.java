package io.maru.queue;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A desk's queues. */
@Service
public class Queues {

    private final Desks desks;
    private final Tickets tickets;
    private final MessageSource messages;

    Queues(Desks desks, Tickets tickets, MessageSource messages) {
        this.desks = desks;
        this.tickets = tickets;
        this.messages = messages;
    }

    /** @param count of all its tickets, exactly */
    public record QueueView(Queue key, String name, long count) {}

    /** @param total of all the queue's tickets, not of this page */
    public record QueuePage(
            List<TicketView.RowView> items, @Nullable String next, long total) {}

    @Transactional(readOnly = true)
    public List<QueueView> ofDesk(CurrentPerson current, String deskKey) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        List<Queue> all = List.of(Queue.values());
        List<Long> counts = tickets.counts(
                current,
                desk.id(),
                all.stream().map(queue -> queue.on(desk.id())).toList());
        return IntStream.range(0, all.size())
                .mapToObj(index -> new QueueView(all.get(index), name(all.get(index), current), counts.get(index)))
                .toList();
    }

    private String name(Queue queue, CurrentPerson current) {
        return messages.getMessage(
                "queue." + queue.key(), null, current.language().locale());
    }

    /** @throws NotFound when there is no such queue */
    @Transactional(readOnly = true)
    public QueuePage page(
            CurrentPerson current,
            String deskKey,
            String queueKey,
            TicketList.Order order,
            @Nullable String after,
            @Nullable Integer limit) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        Queue queue = Queue.of(queueKey).orElseThrow(NotFound::new);
        TicketList.Selection selection = queue.on(desk.id());
        Page<TicketView.RowView> page = tickets.page(current, selection, order, after, limit);
        long total = tickets.counts(current, desk.id(), List.of(selection)).getFirst();
        return new QueuePage(page.items(), page.next(), total);
    }
}
