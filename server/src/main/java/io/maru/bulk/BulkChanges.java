package io.maru.bulk;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.platform.Refused;
import io.maru.query.Queries;
import io.maru.query.Queries.Chosen;
import io.maru.ticket.TicketChanges;
import io.maru.ticket.TicketChanges.Alike;
import io.maru.ticket.TicketChanges.Outlook;
import io.maru.ticket.TicketChanges.ReachableStatus;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketQueries;
import io.maru.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes many tickets at once: what would become of them, the change itself, what became of each, and back again. */
@Service
public class BulkChanges {

    /** To how many tickets a forecast is exact; of more, so many from everywhere are looked at. */
    private static final int LOOKED_AT = 500;

    private static final int REASONS = 20;
    private static final int EXAMPLES = 3;
    private static final int RECENT = 20;
    private static final Duration KEPT = Duration.ofDays(30);

    private final BulkStore store;
    private final Queries queries;
    private final TicketChanges changes;
    private final Tickets tickets;
    private final Reasons reasons;
    private final Persons persons;
    private final Idempotency idempotency;
    private final DatabaseNotifications notifications;
    private final Clock clock;

    BulkChanges(
            BulkStore store,
            Queries queries,
            TicketChanges changes,
            Tickets tickets,
            Reasons reasons,
            Persons persons,
            Idempotency idempotency,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.changes = changes;
        this.tickets = tickets;
        this.reasons = reasons;
        this.persons = persons;
        this.idempotency = idempotency;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * What can be chosen for tickets.
     *
     * @param tickets how many are meant
     * @param lookedAt how many of them the statuses are told of
     */
    public record BulkChoices(long tickets, long lookedAt, List<ReachableStatus> statuses) {}

    public BulkChoices choices(CurrentPerson current, Chosen chosen) {
        TicketQueries.Sample sample = queries.sample(current, chosen, LOOKED_AT);
        return new BulkChoices(sample.total(), sample.ids().size(), changes.reachable(current, sample.ids()));
    }

    /**
     * Why tickets cannot be changed.
     *
     * @param examples keys of some of them
     */
    public record BulkReason(String reason, long tickets, List<String> examples) {}

    /**
     * What would become of tickets.
     *
     * @param tickets how many are meant
     * @param lookedAt how many of them, from everywhere in the order, the other numbers are about
     * @param unchanged are so already
     */
    public record BulkForecast(
            long tickets, long lookedAt, long changed, long unchanged, long refused, List<BulkReason> reasons) {}

    /** Keeps nothing. */
    public BulkForecast foresee(CurrentPerson current, Chosen chosen, Alike alike) {
        changes.check(alike);
        TicketQueries.Sample sample = queries.sample(current, chosen, LOOKED_AT);
        List<Outlook> outlooks = changes.foresee(current, sample.ids(), alike);
        Map<String, List<Outlook>> refused = outlooks.stream()
                .filter(outlook -> outlook.refused() != null)
                .collect(Collectors.groupingBy(
                        outlook -> reasons.of(Objects.requireNonNull(outlook.refused()), outlook.deskId())
                                .in(current.language())));
        long changed = outlooks.stream().filter(Outlook::changed).count();
        long impossible =
                outlooks.stream().filter(outlook -> outlook.refused() != null).count();
        return new BulkForecast(
                sample.total(),
                outlooks.size(),
                changed,
                outlooks.size() - changed - impossible,
                impossible,
                refused.entrySet().stream()
                        .map(entry -> new BulkReason(
                                entry.getKey(),
                                entry.getValue().size(),
                                entry.getValue().stream()
                                        .limit(EXAMPLES)
                                        .map(Outlook::key)
                                        .toList()))
                        .sorted(Comparator.comparingLong(BulkReason::tickets).reversed())
                        .limit(REASONS)
                        .toList());
    }

    /** Begins to change tickets; which ones is settled now. Answers the job's id. */
    @Transactional
    public long begin(CurrentPerson current, @Nullable String idempotencyKey, Chosen chosen, Alike alike) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        changes.check(alike);
        return Long.parseLong(idempotency.once(current.id(), idempotencyKey, "bulk", new Begun(chosen, alike), () -> {
            long id = store.insert(current, chosen.query(), alike, null, clock.instant());
            int found = queries.keep(current, chosen, BulkStore.items(id));
            if (found == 0) {
                throw Invalid.at("/tickets", "no_tickets");
            }
            notifications.publish(BulkWorker.CHANNEL, "");
            return Long.toString(id);
        }));
    }

    private record Begun(Chosen tickets, Alike changes) {}

    /**
     * Begins to put back what a job changed. Answers the id of the job that does.
     *
     * @throws Refused {@code bulk_running}, {@code bulk_undone}, {@code bulk_nothing_to_undo}
     */
    @Transactional
    public long undo(CurrentPerson current, long id) {
        Job job = store.lock(id).filter(each -> each.personId() == current.id()).orElseThrow(NotFound::new);
        if (job.state() == JobState.RUNNING) {
            throw new Refused("bulk_running");
        }
        if (job.undoneById() != null) {
            throw new Refused("bulk_undone");
        }
        long undoing = store.insert(current, null, NOTHING, id, clock.instant());
        if (job.undoesId() != null || store.insertChanged(undoing, id) == 0) {
            throw new Refused("bulk_nothing_to_undo");
        }
        notifications.publish(BulkWorker.CHANNEL, "");
        return undoing;
    }

    private static final Alike NOTHING = new Alike(null, null, null, null, null, null, null, null, null);

    /** Ends a job; what it has changed stays changed. One that has ended stays as it is. */
    @Transactional
    public void cancel(CurrentPerson current, long id) {
        readable(current, id);
        store.cancel(id, clock.instant());
    }

    /**
     * A change of many tickets, and how far it is.
     *
     * @param query by which they were found; null when they were picked one by one
     * @param tickets how many in all; those that are none of changed, unchanged and refused still wait
     * @param unchanged were so already
     * @param reasons why tickets were refused, the most frequent first
     * @param undoesId the job that this one takes back
     * @param undoable whether something can be put back, by the person who asked for it
     */
    public record BulkJob(
            long id,
            JobState state,
            PersonReference person,
            @Nullable String query,
            long tickets,
            long changed,
            long unchanged,
            long refused,
            List<BulkReason> reasons,
            @Nullable Long undoesId,
            boolean undoable,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** @throws NotFound for those who neither asked for it nor administer */
    @Transactional(readOnly = true)
    public BulkJob job(CurrentPerson current, long id) {
        return view(current, readable(current, id));
    }

    /** What somebody asked for lately, newest first. */
    @Transactional(readOnly = true)
    public List<BulkJob> recent(CurrentPerson current) {
        return store.of(current.id(), RECENT).stream()
                .map(job -> view(current, job))
                .toList();
    }

    /**
     * What became of a ticket.
     *
     * @param key null for one that the reader may not see
     * @param reason why nothing, or not all, was changed
     */
    public record BulkResult(
            @Nullable String key,
            @Nullable String summary,
            Outcome outcome,
            @Nullable String reason) {}

    /**
     * What became of each ticket, in the order in which they were found.
     *
     * @param outcome only these; null for all
     */
    @Transactional(readOnly = true)
    public Page<BulkResult> results(
            CurrentPerson current,
            long id,
            @Nullable Outcome outcome,
            @Nullable String after,
            @Nullable Integer limit) {
        readable(current, id);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        Page<BulkStore.Item> page = Page.of(
                store.items(id, outcome, cursor == null ? 0 : cursor.number(0), most + 1),
                most,
                last -> Cursor.of(last.position()));
        Map<Long, TicketList.Row> rows =
                tickets
                        .found(
                                current,
                                page.items().stream()
                                        .map(BulkStore.Item::ticketId)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(TicketList.Row::id, Function.identity()));
        return page.map(item -> {
            TicketList.Row row = rows.get(item.ticketId());
            return new BulkResult(
                    row == null ? null : row.key(),
                    row == null ? null : row.summary(),
                    item.outcome(),
                    item.reason() == null ? null : item.reason().in(current.language()));
        });
    }

    /** A job is told of for a month. */
    @Transactional
    public void forgetOld() {
        store.deleteEndedBefore(clock.instant().minus(KEPT));
    }

    private Job readable(CurrentPerson current, long id) {
        return store.find(id)
                .filter(job -> job.personId() == current.id() || current.may(Permission.BULK_ADMINISTER))
                .orElseThrow(NotFound::new);
    }

    private BulkJob view(CurrentPerson current, Job job) {
        Map<Outcome, Long> counts = store.counts(job.id());
        return new BulkJob(
                job.id(),
                job.state(),
                Objects.requireNonNull(
                        persons.references(Set.of(job.personId())).get(job.personId())),
                job.query(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.getOrDefault(Outcome.CHANGED, 0L),
                counts.getOrDefault(Outcome.UNCHANGED, 0L),
                counts.getOrDefault(Outcome.REFUSED, 0L),
                store.reasons(job.id(), REASONS).stream()
                        .map(reason ->
                                new BulkReason(reason.text().in(current.language()), reason.tickets(), List.of()))
                        .toList(),
                job.undoesId(),
                job.personId() == current.id()
                        && job.state() != JobState.RUNNING
                        && job.undoesId() == null
                        && job.undoneById() == null
                        && store.anyRestorable(job.id()),
                job.createdAt(),
                job.endedAt());
    }
}
