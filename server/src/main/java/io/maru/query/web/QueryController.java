package io.maru.query.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.query.Queries;
import io.maru.query.QueryTree;
import io.maru.ticket.TicketView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
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
     * @param statuses ids, to see of the tickets those only that are in one of them
     * @param after what an earlier page gave as {@code next}
     */
    record QueryPage(
            String query,
            @Nullable Set<Long> statuses,
            @Nullable String after,
            @Nullable Integer limit) {}

    record QueryText(String query) {}

    /** @param caret where choices are wanted, in UTF-16 code units */
    record BegunQuery(String query, Integer caret) {}

    record QueryCount(long count) {}

    /** @param text with which the names of the values begin, or which they have in them */
    record WantedValues(String field, String text) {}

    @PostMapping("/page")
    Page<TicketView.RowView> queryTickets(CurrentPerson current, @RequestBody QueryPage page) {
        return queries.page(current, page.query(), page.statuses(), page.after(), page.limit());
    }

    @PostMapping("/count")
    QueryCount countTickets(CurrentPerson current, @RequestBody QueryText text) {
        return new QueryCount(queries.count(current, text.query()));
    }

    @PostMapping("/check")
    Queries.CheckView checkQuery(CurrentPerson current, @RequestBody QueryText text) {
        return queries.check(current, text.query());
    }

    /** The fields whose values can stand in a list. */
    @GetMapping("/columns")
    List<Queries.ColumnView> listColumns(CurrentPerson current) {
        return queries.columns(current);
    }

    @PostMapping("/choices")
    Queries.ChoicesView completeQuery(CurrentPerson current, @RequestBody BegunQuery begun) {
        return queries.complete(current, begun.query(), begun.caret());
    }

    @PostMapping("/board")
    List<Queries.BoardColumnView> boardOfQuery(CurrentPerson current, @RequestBody QueryText text) {
        return queries.board(current, text.query());
    }

    @PostMapping("/tree")
    QueryTree queryAsTree(CurrentPerson current, @RequestBody QueryText text) {
        return queries.tree(current, text.query());
    }

    @PostMapping("/text")
    QueryText queryAsText(CurrentPerson current, @RequestBody QueryTree tree) {
        return new QueryText(queries.text(current, tree));
    }

    @GetMapping("/fields")
    List<Queries.AskableField> queryFields(CurrentPerson current) {
        return queries.fields(current);
    }

    @PostMapping("/values")
    List<Queries.AskableValue> queryValues(CurrentPerson current, @RequestBody WantedValues wanted) {
        return queries.values(current, wanted.field(), wanted.text());
    }
}
