package io.maru.bulk.web;

import io.maru.bulk.BulkChanges;
import io.maru.bulk.BulkChanges.BulkChoices;
import io.maru.bulk.BulkChanges.BulkForecast;
import io.maru.bulk.BulkChanges.BulkJob;
import io.maru.bulk.BulkChanges.BulkResult;
import io.maru.bulk.Outcome;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.query.Queries.Chosen;
import io.maru.ticket.TicketChanges.Alike;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/bulk-changes")
class BulkController {

    private final BulkChanges changes;

    BulkController(BulkChanges changes) {
        this.changes = changes;
    }

    record BulkTickets(Chosen tickets) {}

    record BulkChange(Chosen tickets, Alike changes) {}

    @PostMapping("/choices")
    BulkChoices listBulkChoices(CurrentPerson current, @RequestBody BulkTickets asked) {
        return changes.choices(current, asked.tickets());
    }

    @PostMapping("/forecast")
    BulkForecast foreseeBulkChange(CurrentPerson current, @RequestBody BulkChange asked) {
        return changes.foresee(current, asked.tickets(), asked.changes());
    }

    @PostMapping
    ResponseEntity<BulkJob> beginBulkChange(
            CurrentPerson current,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody BulkChange asked) {
        return begun(current, changes.begin(current, idempotencyKey, asked.tickets(), asked.changes()));
    }

    @GetMapping
    List<BulkJob> listBulkChanges(CurrentPerson current) {
        return changes.recent(current);
    }

    @GetMapping("/{id}")
    BulkJob getBulkChange(CurrentPerson current, @PathVariable long id) {
        return changes.job(current, id);
    }

    @GetMapping("/{id}/results")
    Page<BulkResult> listBulkResults(
            CurrentPerson current,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return changes.results(current, id, outcome, after, limit);
    }

    @PostMapping("/{id}/cancellation")
    BulkJob cancelBulkChange(CurrentPerson current, @PathVariable long id) {
        changes.cancel(current, id);
        return changes.job(current, id);
    }

    @PostMapping("/{id}/undo")
    ResponseEntity<BulkJob> undoBulkChange(CurrentPerson current, @PathVariable long id) {
        return begun(current, changes.undo(current, id));
    }

    private ResponseEntity<BulkJob> begun(CurrentPerson current, long id) {
        return ResponseEntity.created(URI.create("/api/bulk-changes/" + id)).body(changes.job(current, id));
    }
}
