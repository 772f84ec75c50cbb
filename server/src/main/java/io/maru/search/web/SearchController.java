package io.maru.search.web;

import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.search.Search;
import io.maru.search.SimilarTickets;
import io.maru.ticket.RequestView;
import io.maru.ticket.TicketView;
import io.maru.workflow.StatusCategory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets, found by what is written on them. */
@RestController
class SearchController {

    private final Search search;
    private final SimilarTickets similar;

    SearchController(Search search, SimilarTickets similar) {
        this.search = search;
        this.similar = similar;
    }

    @GetMapping("/api/search")
    Search.Found searchTickets(
            CurrentPerson current,
            @RequestParam String query,
            @RequestParam(required = false) @Nullable Set<String> desk,
            @RequestParam(required = false) @Nullable Set<TicketType> type,
            @RequestParam(required = false) @Nullable Set<StatusCategory> category,
            @RequestParam(required = false) @Nullable Set<Long> assignee,
            @RequestParam(required = false) Search.@Nullable Age age,
            @RequestParam(required = false, defaultValue = "false") boolean typing,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return search.find(
                current,
                new Search.Question(query, orNone(desk), orNone(type), orNone(category), orNone(assignee), age, typing),
                after,
                limit);
    }

    private static <T> Set<T> orNone(@Nullable Set<T> values) {
        return values == null ? Set.of() : values;
    }

    @GetMapping("/api/tickets/lookup")
    List<TicketView.LinkedTicket> lookUpTickets(CurrentPerson current, @RequestParam String query) {
        return search.lookup(current, query);
    }

    @GetMapping("/api/tickets/{key}/similar")
    List<TicketView.RowView> listSimilarTickets(CurrentPerson current, @PathVariable String key) {
        return similar.of(current, key);
    }

    /** What somebody has written so far. */
    record TicketSoFar(String summary, @Nullable String description) {

        String descriptionOrNone() {
            return description == null ? "" : description;
        }
    }

    @PostMapping("/api/search/similar")
    List<TicketView.RowView> findSimilarTickets(CurrentPerson current, @RequestBody TicketSoFar body) {
        return similar.ofDraft(current, body.summary(), body.descriptionOrNone());
    }

    @PostMapping("/api/portal/similar-requests")
    List<RequestView.Summary> findSimilarRequests(CurrentPerson current, @RequestBody TicketSoFar body) {
        return similar.ofRequestDraft(current, body.summary(), body.descriptionOrNone());
    }
}
