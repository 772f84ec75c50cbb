package io.maru.query.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.query.Queries;
import io.maru.ticket.TicketView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions are sent as content: they may be longer than an address. */
@RestController
@RequestMapping("/api/queries")
class QueryController {

    private final Queries queries;

    QueryController(Queries queries) {
        this.queries = queries;
    }

    /**
     * @param query in the query language; empty for every ticket
     * @param after what an earlier page gave as {@code next}
     */
    record QueryPage(
            String query, @Nullable String after, @Nullable Integer limit) {}

    record QueryText(String query) {}

    /** @param caret where choices are wanted, in UTF-16 code units */
    record BegunQuery(String query, Integer caret) {}

    record QueryCount(long count) {}

    @PostMapping("/page")
    Page<TicketView.RowView> queryTickets(CurrentPerson current, @RequestBody QueryPage page) {
        return queries.page(current, page.query(), page.after(), page.limit());
    }

    @PostMapping("/count")
    QueryCount countTickets(CurrentPerson current, @RequestBody QueryText text) {
        return new QueryCount(queries.count(current, text.query()));
    }

    @PostMapping("/check")
    Queries.CheckView checkQuery(CurrentPerson current, @RequestBody QueryText text) {
        return queries.check(current, text.query());
    }

    @PostMapping("/choices")
    Queries.ChoicesView completeQuery(CurrentPerson current, @RequestBody BegunQuery begun) {
        return queries.complete(current, begun.query(), begun.caret());
    }
}
