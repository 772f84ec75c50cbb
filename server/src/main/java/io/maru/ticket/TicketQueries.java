package io.maru.ticket;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for the tickets that somebody works on, by a condition over {@link TicketColumns}. */
@Service
public class TicketQueries {

    private final TicketStore store;
    private final TicketViews views;

    TicketQueries(TicketStore store, TicketViews views) {
        this.store = store;
        this.views = views;
    }

    /**
     * What a list is sorted by; tickets for which it is empty come last.
     *
     * @param nullable whether it may be empty
     */
    public record Sort(Field<?> key, boolean descending, boolean nullable) {}

    /**
     * A page of the tickets that a condition holds for, of the desks on which this person works.
     *
     * @param patience after which the database gives up
     * @throws TookTooLong when it did
     */
    @Transactional(readOnly = true)
    public Page<TicketView.RowView> page(
            CurrentPerson current,
            Condition where,
            List<Sort> order,
            @Nullable String after,
            @Nullable Integer limit,
            Duration patience) {
        return page(current, where, order, List.of(), after, limit, patience).map(Listed::ticket);
    }

    /** @param beside the values of further columns, as they were asked for */
    public record Listed(TicketView.RowView ticket, List<@Nullable Object> beside) {}

    /**
     * The same with more of each ticket.
     *
     * @param beside columns, or what is made of them
     * @throws TookTooLong when the database gave up
     */
    @Transactional(readOnly = true)
    public Page<Listed> page(
            CurrentPerson current,
            Condition where,
            List<Sort> order,
            List<Field<?>> beside,
            @Nullable String after,
            @Nullable Integer limit,
            Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return listed(current, store.find(current, where, order, beside, after, Page.limit(limit), patience));
    }

    private Page<Listed> listed(CurrentPerson current, Page<TicketStore.Found> found) {
        List<TicketView.RowView> rows =
                views.rows(current, found.map(TicketStore.Found::row)).items();
        return new Page<>(
                IntStream.range(0, rows.size())
                        .mapToObj(index -> new Listed(
                                rows.get(index), found.items().get(index).beside()))
                        .toList(),
                found.next());
    }

    /** The first page of a list, for the one person for whom it was made and as long as their rights are the same. */
    public static final class FirstPage {

        private final TicketStore.FirstPage page;

        private FirstPage(TicketStore.FirstPage page) {
            this.page = page;
        }
    }

    /**
     * A first page that is going to be asked for more than once, as the method above would ask for it.
     *
     * @return empty for what is best asked anew each time
     */
    public Optional<FirstPage> firstPage(
            CurrentPerson current, Condition where, List<Sort> order, List<Field<?>> beside, @Nullable Integer limit) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.firstPage(current, where, order, beside, Page.limit(limit)).map(FirstPage::new);
    }

    /**
     * What stands on a first page now.
     *
     * @param current for whom it was made
     * @throws TookTooLong when the database gave up
     */
    @Transactional(readOnly = true)
    public Page<Listed> page(CurrentPerson current, FirstPage first, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return listed(current, store.find(first.page, patience));
    }

    /**
     * When the first of those that are open was made; null when none is.
     *
     * @throws TookTooLong when the database gave up
     */
    @Transactional(readOnly = true)
    public @Nullable Instant oldestOpen(CurrentPerson current, Condition where, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.oldestOpen(current, where, patience);
    }

    /**
     * How many there are in all.
     *
     * @throws TookTooLong when the database gave up counting
     */
    @Transactional(readOnly = true)
    public long count(CurrentPerson current, Condition where, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.count(current, where, patience);
    }

    /**
     * Whether this ticket is among them.
     *
     * @throws TookTooLong when the database gave up looking
     */
    @Transactional(readOnly = true)
    public boolean finds(CurrentPerson current, long ticketId, Condition where, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.finds(current, ticketId, where, patience);
    }

    /** A status, in the workflow that a ticket follows. */
    public record Standing(long workflowId, long statusId) {}

    /**
     * How many there are in each status; of those in which there are none, nothing.
     *
     * @throws TookTooLong when the database gave up counting
     */
    @Transactional(readOnly = true)
    public Map<Standing, Long> countByStatus(CurrentPerson current, Condition where, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.countByStatus(current, where, patience);
    }

    /**
     * Some of the tickets that a condition holds for.
     *
     * @param total how many there are in all
     * @param ids of the first ones up to the number asked for, or of so many from everywhere in the order
     */
    public record Sample(long total, List<Long> ids) {}

    /** @throws TookTooLong when the database gave up looking for them */
    @Transactional(readOnly = true)
    public Sample sample(CurrentPerson current, Condition where, List<Sort> order, int most, Duration patience) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.sample(current, where, order, most, patience);
    }

    /**
     * Lets a module keep which tickets a condition holds for: they go from table to table.
     *
     * @param statement writes the rows of a select of id and place in the order, from 1
     * @return how many rows it wrote
     * @throws TookTooLong when the database gave up
     */
    @Transactional
    public int keep(
            CurrentPerson current,
            Condition where,
            List<Sort> order,
            Duration patience,
            Function<Select<Record2<Long, Long>>, Insert<?>> statement) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.keep(current, where, order, patience, statement);
    }

    /**
     * Tells values of the tickets that a condition holds for, one ticket after the other and all as they are at one instant; never
     * holds more than a few of them.
     *
     * @param columns what is read of each
     * @param patience after which the database gives up when it has not found the first
     * @throws TookTooLong when it did
     */
    @Transactional(readOnly = true)
    public void each(
            CurrentPerson current,
            Condition where,
            List<Sort> order,
            List<Field<?>> columns,
            Duration patience,
            Consumer<List<@Nullable Object>> each) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        store.each(current, where, order, columns, patience, each);
    }

    /**
     * Lets a module ask about something of its own beside the tickets that a condition holds for: they go from table to table.
     *
     * @param columns what is read of each ticket, by the names that they have
     * @param question makes its question of a table with the {@code id} of each ticket and those columns; of none when every ticket
     *     there is is meant and nothing is read of it
     * @throws TookTooLong when the database gave up
     */
    @Transactional(readOnly = true)
    public <R extends Record> Result<R> alongside(
            CurrentPerson current,
            Condition where,
            List<Field<?>> columns,
            Duration patience,
            Function<@Nullable Table<?>, ResultQuery<R>> question) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.alongside(current, where, columns, patience, question);
    }

    /** Labels that begin with a text, those of the newest tickets first. */
    @Transactional(readOnly = true)
    public List<String> labelsLike(CurrentPerson current, String text, int most) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.labelsLike(current, text, most);
    }
}
