package io.maru.queue.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import io.maru.query.TicketListing.SortBy;
import io.maru.queue.QueueContent;
import io.maru.queue.QueueView;
import io.maru.queue.Queues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QueueController {

    private final Queues queues;

    QueueController(Queues queues) {
        this.queues = queues;
    }

    /** Which way a list is sorted. */
    enum Direction {
        ASC,
        DESC
    }

    /** @param queueIds all of a desk's queues, in their order */
    record QueueOrder(List<Long> queueIds) {}

    @GetMapping("/api/desks/{deskKey}/queues")
    List<QueueView> listQueues(CurrentPerson current, @PathVariable String deskKey) {
        return queues.ofDesk(current, deskKey);
    }

    /** @param queue the word of one that a desk begins with, or a number */
    @GetMapping("/api/desks/{deskKey}/queues/{queue}")
    ResponseEntity<QueueView.QueueDetail> findDeskQueue(
            CurrentPerson current, @PathVariable String deskKey, @PathVariable String queue) {
        return versioned(HttpStatus.OK, queues.find(current, deskKey, queue));
    }

    @GetMapping("/api/desks/{deskKey}/queues/{queue}/tickets")
    Queues.QueuePage listDeskQueueTickets(
            CurrentPerson current,
            @PathVariable String deskKey,
            @PathVariable String queue,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false, defaultValue = "desc") Direction direction,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return queues.page(current, deskKey, queue, sorted(sort, direction), after, limit);
    }

    @PutMapping("/api/desks/{deskKey}/queues/order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrangeQueues(CurrentPerson current, @PathVariable String deskKey, @RequestBody QueueOrder order) {
        queues.arrange(current, deskKey, order.queueIds());
    }

    /** Those over all desks, and those of desks that are starred. */
    @GetMapping("/api/queues")
    List<QueueView> listOwnQueues(CurrentPerson current) {
        return queues.ofNoDesk(current);
    }

    /** Those whose owners have left, for whoever may take them over. */
    @GetMapping("/api/queues/left")
    List<QueueView.LeftQueue> listLeftQueues(CurrentPerson current) {
        return queues.left(current);
    }

    @PostMapping("/api/queues")
    ResponseEntity<QueueView.QueueDetail> createQueue(
            CurrentPerson current,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody QueueContent queue) {
        return versioned(HttpStatus.CREATED, queues.create(current, queue, idempotencyKey));
    }

    @GetMapping("/api/queues/{id}")
    ResponseEntity<QueueView.QueueDetail> findQueue(CurrentPerson current, @PathVariable long id) {
        return versioned(HttpStatus.OK, queues.find(current, id));
    }

    @PatchMapping("/api/queues/{id}")
    ResponseEntity<QueueView.QueueDetail> changeQueue(
            CurrentPerson current,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody QueueContent queue) {
        return versioned(HttpStatus.OK, queues.change(current, id, Version.required(ifMatch), queue));
    }

    @DeleteMapping("/api/queues/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteQueue(CurrentPerson current, @PathVariable long id) {
        queues.delete(current, id);
    }

    @GetMapping("/api/queues/{id}/tickets")
    Queues.QueuePage listQueueTickets(
            CurrentPerson current,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false, defaultValue = "desc") Direction direction,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return queues.page(current, id, sorted(sort, direction), after, limit);
    }

    @PutMapping("/api/queues/{id}/star")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void starQueue(CurrentPerson current, @PathVariable long id) {
        queues.star(current, id, true);
    }

    @DeleteMapping("/api/queues/{id}/star")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unstarQueue(CurrentPerson current, @PathVariable long id) {
        queues.star(current, id, false);
    }

    /** How the reader has the queue for themselves from now on. */
    @PutMapping("/api/queues/{id}/look")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setQueueLook(CurrentPerson current, @PathVariable long id, @RequestBody QueueContent.OwnLook look) {
        queues.look(current, id, look);
    }

    /** As the queue has it. */
    @DeleteMapping("/api/queues/{id}/look")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetQueueLook(CurrentPerson current, @PathVariable long id) {
        queues.lookAsEverybody(current, id);
    }

    private static @Nullable SortBy sorted(@Nullable String field, Direction direction) {
        return field == null ? null : new SortBy(field, direction == Direction.DESC);
    }

    private static ResponseEntity<QueueView.QueueDetail> versioned(HttpStatus status, QueueView.QueueDetail queue) {
        return ResponseEntity.status(status).eTag(Version.etag(queue.version())).body(queue);
    }
}
