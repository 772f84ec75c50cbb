package io.maru.queue.web;

import io.maru.people.CurrentPerson;
import io.maru.queue.Queues;
import io.maru.ticket.TicketList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/desks/{deskKey}/queues")
class QueueController {

    private final Queues queues;

    QueueController(Queues queues) {
        this.queues = queues;
    }

    @GetMapping
    List<Queues.QueueView> listQueues(CurrentPerson current, @PathVariable String deskKey) {
        return queues.ofDesk(current, deskKey);
    }

    /** Which way a list is sorted. */
    enum Direction {
        ASC,
        DESC
    }

    @GetMapping("/{queue}/tickets")
    Queues.QueuePage listQueueTickets(
            CurrentPerson current,
            @PathVariable String deskKey,
            @PathVariable String queue,
            @RequestParam(required = false, defaultValue = "updated") TicketList.Sort sort,
            @RequestParam(required = false, defaultValue = "desc") Direction direction,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return queues.page(
                current, deskKey, queue, new TicketList.Order(sort, direction == Direction.ASC), after, limit);
    }
}
