package io.maru.queue;

import io.maru.desk.Desk;
import io.maru.desk.DeskCreated;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.Page;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.Queries.ColumnView;
import io.maru.query.Queries.Figures;
import io.maru.query.QueryInvalid;
import io.maru.query.TicketListing;
import io.maru.query.TicketListing.SortBy;
import io.maru.queue.QueueView.ListedColour;
import io.maru.queue.QueueView.ListedColumn;
import io.maru.queue.QueueView.QueueShare;
import io.maru.queue.QueueView.SharedGroup;
import io.maru.queue.QueueView.State;
import io.maru.ticket.TicketView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The lists of work that people keep, and share with others. */
@Service
public class Queues {

    /** What a row shows anyway, and need not be read beside it. */
    private static final Set<String> OF_EVERY_ROW = Set.of(
            "key",
            "type",
            "summary",
            "request type",
            "status",
            "priority",
            "reporter",
            "assignee",
            "labels",
            "due",
            "created",
            "updated");

    private final QueueStore store;
    private final QueueFigures figures;
    private final Queries queries;
    private final Desks desks;
    private final Persons persons;
    private final Groups groups;
    private final Idempotency idempotency;
    private final Clock clock;

    Queues(
            QueueStore store,
            QueueFigures figures,
            Queries queries,
            Desks desks,
            Persons persons,
            Groups groups,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.figures = figures;
        this.queries = queries;
        this.desks = desks;
        this.persons = persons;
        this.groups = groups;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    // ------------------------------------------------------------------ looked at

    /** The queues of a desk that this person may use, with their figures. */
    public List<QueueView> ofDesk(CurrentPerson current, String deskKey) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return views(current, store.ofDesk(current, desk.id()));
    }

    /** The queues over all desks that this person may use, and those of desks that they have starred. */
    public List<QueueView> ofNoDesk(CurrentPerson current) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return views(current, store.ofNoDesk(current));
    }

    private List<QueueView> views(CurrentPerson current, List<Queue> queues) {
        Set<Long> starred = queues.isEmpty() ? Set.of() : store.starred(current.id());
        return queues.stream()
                .map(queue -> view(current, queue, starred.contains(queue.id())))
                .toList();
    }

    private QueueView view(CurrentPerson current, Queue queue, boolean starred) {
        State state = State.COUNTED;
        Figures counted = null;
        try {
            counted = figures(current, queue);
            if (counted == null) {
                state = State.TOOK_TOO_LONG;
            }
        } catch (QueryInvalid broken) {
            state = State.BROKEN;
        }
        return new QueueView(
                queue.id(),
                addressOf(queue),
                deskKey(queue.deskId()),
                queue.name().in(current.language()),
                queue.icon(),
                queue.layout(),
                starred,
                Objects.equals(queue.ownerId(), current.id()),
                state,
                counted == null ? null : counted.tickets(),
                counted == null ? null : counted.oldest());
    }

    private @Nullable Figures figures(CurrentPerson current, Queue queue) {
        return figures.of(queue.deskId(), queries.countable(current, queue.query(), queue.deskId()));
    }

    private static String addressOf(Queue queue) {
        return queue.key() == null ? Long.toString(queue.id()) : queue.key();
    }

    private @Nullable String deskKey(@Nullable Long deskId) {
        return deskId == null ? null : desks.require(deskId).key();
    }

    /**
     * @param total of all the queue's tickets, not of this page; null when counting them takes too long
     * @param oldest when the first of its open tickets was made; null when none is open
     */
    public record QueuePage(
            List<TicketView.RowView> items,
            @Nullable String next,
            @Nullable Long total,
            @Nullable Instant oldest) {}

    /**
     * A page of a desk's queue.
     *
     * @param key its word or number
     * @param sort null for the queue's own order
     */
    public QueuePage page(
            CurrentPerson current,
            String deskKey,
            String key,
            @Nullable SortBy sort,
            @Nullable String after,
            @Nullable Integer limit) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return page(current, store.find(current, desk.id(), key).orElseThrow(NotFound::new), sort, after, limit);
    }

    /** A page of any queue. */
    public QueuePage page(
            CurrentPerson current, long id, @Nullable SortBy sort, @Nullable String after, @Nullable Integer limit) {
        return page(current, usable(current, id), sort, after, limit);
    }

    private QueuePage page(
            CurrentPerson current,
            Queue queue,
            @Nullable SortBy sort,
            @Nullable String after,
            @Nullable Integer limit) {
        Page<TicketView.RowView> page = queries.page(
                current,
                new TicketListing(
                        queue.query(),
                        queue.deskId(),
                        sort,
                        queue.columns().stream()
                                .map(Queue.QueueColumn::field)
                                .filter(field -> !OF_EVERY_ROW.contains(field))
                                .toList(),
                        queue.grouping(),
                        queue.colours().stream()
                                .map(each -> new TicketListing.Colouring(each.query(), each.colour()))
                                .toList()),
                after,
                limit);
        Figures counted = figures(current, queue);
        return new QueuePage(
                page.items(),
                page.next(),
                counted == null ? null : counted.tickets(),
                counted == null ? null : counted.oldest());
    }

    private Queue usable(CurrentPerson current, long id) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return store.find(current, id).orElseThrow(NotFound::new);
    }

    /** Everything about a queue of a desk. */
    public QueueView.QueueDetail find(CurrentPerson current, String deskKey, String key) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return detail(current, store.find(current, desk.id(), key).orElseThrow(NotFound::new));
    }

    /** Everything about a queue. */
    public QueueView.QueueDetail find(CurrentPerson current, long id) {
        return detail(current, usable(current, id));
    }

    private QueueView.QueueDetail detail(CurrentPerson current, Queue queue) {
        List<String> named = new ArrayList<>(
                queue.columns().stream().map(Queue.QueueColumn::field).toList());
        if (queue.grouping() != null) {
            named.add(queue.grouping());
        }
        Map<String, ColumnView> known = queries.columns(current, named);
        List<Queue.Share> shares = store.shares(queue.id());
        String deskKey = deskKey(queue.deskId());
        String shown = queries.shown(current, queue.query());
        return new QueueView.QueueDetail(
                queue.id(),
                addressOf(queue),
                deskKey,
                queue.name(),
                queue.icon(),
                shown,
                deskKey == null ? shown : queries.shown(current, queue.query(), deskKey),
                queries.check(current, queue.query()).problems(),
                columnDetails(queue.columns(), known),
                queue.grouping() == null
                        ? null
                        : columnDetail(new Queue.QueueColumn(queue.grouping(), null), known.get(queue.grouping())),
                queue.colours().stream()
                        .map(each -> new ListedColour(
                                queries.shown(current, each.query()),
                                each.colour(),
                                queries.check(current, each.query()).problems()))
                        .toList(),
                queue.density(),
                queue.layout(),
                store.look(current.id(), queue.id())
                        .map(look -> new QueueView.QueueLook(columnDetails(queue.columns(look), known), look.density()))
                        .orElse(null),
                shareViews(shares),
                queue.ownerId() == null
                        ? null
                        : persons.references(Set.of(queue.ownerId())).get(queue.ownerId()),
                ownerLeft(queue),
                mayChange(current, queue, shares),
                store.starred(current.id()).contains(queue.id()),
                queue.version());
    }

    private static List<ListedColumn> columnDetails(List<Queue.QueueColumn> columns, Map<String, ColumnView> known) {
        return columns.stream()
                .map(column -> columnDetail(column, known.get(column.field())))
                .toList();
    }

    private static ListedColumn columnDetail(Queue.QueueColumn column, @Nullable ColumnView known) {
        return new ListedColumn(
                column.field(),
                known == null ? null : known.label(),
                known == null ? null : known.kind().key(),
                known != null && known.sortable(),
                column.width());
    }

    private List<QueueShare> shareViews(List<Queue.Share> shares) {
        Map<Long, PersonReference> people = persons.references(shares.stream()
                .map(Queue.Share::personId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<Long, String> groupNames = groups.names(shares.stream()
                .map(Queue.Share::groupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return shares.stream()
                .map(share -> new QueueShare(
                        deskKey(share.deskId()),
                        share.personId() == null ? null : people.get(share.personId()),
                        share.groupId() == null
                                ? null
                                : new SharedGroup(share.groupId(), groupNames.getOrDefault(share.groupId(), ""))))
                .toList();
    }

    // ------------------------------------------------------------------ kept

    private boolean ownerLeft(Queue queue) {
        return queue.ownerId() != null
                && persons.active(Set.of(queue.ownerId())).isEmpty();
    }

    /**
     * Its owner's, and of one that everybody on a desk sees also those who configure the desk. What nobody owns any more is left to
     * those who configure the desk on which it stands, and to those who administer persons.
     */
    private boolean mayChange(CurrentPerson current, Queue queue, List<Queue.Share> shares) {
        return Objects.equals(queue.ownerId(), current.id())
                || shares.stream()
                        .anyMatch(share ->
                                share.deskId() != null && current.mayOnDesk(Permission.DESK_CONFIGURE, share.deskId()))
                || ownerLeft(queue)
                        && (current.may(Permission.PERSON_ADMINISTER)
                                || queue.deskId() != null
                                        && current.mayOnDesk(Permission.DESK_CONFIGURE, queue.deskId()));
    }

    /** @throws Invalid also when its query cannot be understood, at {@code /query} */
    @Transactional
    public QueueView.QueueDetail create(CurrentPerson current, QueueContent content, @Nullable String idempotencyKey) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        String id = idempotency.once(
                current.id(), idempotencyKey, "queue.create", content, () -> Long.toString(insert(current, content)));
        return find(current, Long.parseLong(id));
    }

    private long insert(CurrentPerson current, QueueContent content) {
        Long deskId = null;
        if (content.deskKey() != null) {
            Desk desk = desks.visible(current, content.deskKey());
            current.requireOnDesk(Permission.TICKET_VIEW, desk.id());
            deskId = desk.id();
        }
        if (store.owned(current.id()) >= QueueRules.MOST_OF_A_PERSON) {
            throw Invalid.at("", "too_many", QueueRules.MOST_OF_A_PERSON);
        }
        List<Violation> violations = new ArrayList<>();
        Queue begun = QueueRules.begun(deskId, current.id(), clock.instant());
        Queue queue = QueueRules.changed(begun, begun.ownerId(), content, queries, current, violations);
        Set<Queue.Share> shares = shares(current, content, Set.of(), violations);
        Invalid.throwIfAny(violations);
        long id = store.insert(queue, clock.instant());
        store.setShares(id, shares);
        return id;
    }

    /**
     * Changes a queue. Whoever changes one whose owner has left becomes its owner.
     *
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public QueueView.QueueDetail change(CurrentPerson current, long id, long version, QueueContent content) {
        Queue queue = changeable(current, id);
        List<Violation> violations = new ArrayList<>();
        Long ownerId = ownerLeft(queue) ? Long.valueOf(current.id()) : queue.ownerId();
        Queue changed = QueueRules.changed(queue, ownerId, content, queries, current, violations);
        Set<Queue.Share> before = new HashSet<>(store.shares(id));
        Set<Queue.Share> shares = content.shares() == null ? before : shares(current, content, before, violations);
        Invalid.throwIfAny(violations);
        if (!store.update(changed, version, clock.instant())) {
            throw new StaleVersion(queue.version());
        }
        store.setShares(id, shares);
        return detail(current, store.lock(id).orElseThrow());
    }

    @Transactional
    public void delete(CurrentPerson current, long id) {
        changeable(current, id);
        store.delete(id);
    }

    private Queue changeable(CurrentPerson current, long id) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        Queue queue = store.lock(id).orElseThrow(NotFound::new);
        boolean mayChange = mayChange(current, queue, store.shares(id));
        if (!mayChange) {
            throw store.find(current, id).isPresent() ? new NotPermitted() : new NotFound();
        }
        return queue;
    }

    /**
     * With a person, a group, or everybody who works on a desk; the last asks for the right to configure that desk.
     *
     * @param before with whom it is shared already, which nobody needs a right for
     */
    private Set<Queue.Share> shares(
            CurrentPerson current, QueueContent content, Set<Queue.Share> before, List<Violation> violations) {
        Set<Queue.Share> shares = new HashSet<>();
        List<QueueContent.NewQueueShare> given = Objects.requireNonNullElse(content.shares(), List.of());
        if (given.size() > QueueRules.MOST_SHARES) {
            violations.add(Violation.of("/shares", "too_many", QueueRules.MOST_SHARES));
            return shares;
        }
        for (int index = 0; index < given.size(); index++) {
            QueueContent.NewQueueShare each = given.get(index);
            Long deskId = each.deskKey() == null
                    ? null
                    : desks.byKey(each.deskKey()).map(Desk::id).orElse(-1L);
            Queue.Share share = new Queue.Share(each.personId(), each.groupId(), deskId);
            boolean known = switch (share) {
                case Queue.Share(Long person, var group, var desk)
                when person != null && group == null && desk == null -> persons.allExistAndActive(Set.of(person));
                case Queue.Share(var person, Long group, var desk)
                when person == null && group != null && desk == null ->
                    groups.names(Set.of(group)).containsKey(group);
                case Queue.Share(var person, var group, Long desk)
                when person == null && group == null && desk != null ->
                    current.mayOnDesk(Permission.DESK_CONFIGURE, desk) && desk > 0;
                default -> false;
            };
            if (!known && !before.contains(share)) {
                violations.add(Violation.of("/shares/" + index, "unknown"));
            }
            shares.add(share);
        }
        return shares;
    }

    /**
     * The queues whose owners have left, as far as this person may take them over: of the desks they configure, and for those who
     * administer persons all.
     */
    public List<QueueView.LeftQueue> left(CurrentPerson current) {
        if (!current.may(Permission.PERSON_ADMINISTER)) {
            current.requireOnAnyDesk(Permission.DESK_CONFIGURE);
        }
        Set<Long> owners = new HashSet<>(store.owners());
        owners.removeAll(persons.active(owners));
        Map<Long, PersonReference> known = persons.references(owners);
        return store.ownedBy(owners).stream()
                .filter(queue -> mayChange(current, queue, List.of()))
                .map(queue -> new QueueView.LeftQueue(
                        queue.id(),
                        deskKey(queue.deskId()),
                        queue.name(),
                        Objects.requireNonNull(known.get(queue.ownerId())),
                        queue.version()))
                .toList();
    }

    @Transactional
    public void star(CurrentPerson current, long id, boolean starred) {
        Queue queue = usable(current, id);
        if (starred) {
            store.star(current.id(), queue.id());
        } else {
            store.unstar(current.id(), queue.id());
        }
    }

    /** Keeps how somebody wants to have a queue for themselves; nobody else's is changed by it. */
    @Transactional
    public void look(CurrentPerson current, long id, QueueContent.OwnLook wanted) {
        Queue queue = usable(current, id);
        List<Violation> violations = new ArrayList<>();
        Queue.Look look = QueueRules.look(queue, wanted, violations);
        Invalid.throwIfAny(violations);
        store.setLook(current.id(), queue.id(), look);
    }

    /** Shows somebody a queue as it is for everybody again. */
    @Transactional
    public void lookAsEverybody(CurrentPerson current, long id) {
        store.forgetLook(current.id(), usable(current, id).id());
    }

    /** Puts the queues of a desk in order, for all who work there. */
    @Transactional
    public void arrange(CurrentPerson current, String deskKey, List<Long> ids) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        store.arrange(desk.id(), ids);
    }

    @EventListener
    void begin(DeskCreated created) {
        QueueRules.ofNewDesk(created.deskId(), clock.instant()).forEach(queue -> {
            long id = store.insert(queue, clock.instant());
            store.setShares(id, Set.of(new Queue.Share(null, null, created.deskId())));
        });
    }
}
