package io.maru.notification;

import io.maru.desk.Desks;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.notification.NotificationStore.About;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people are told of, and what of it they have read. */
@Service
public class Notifications {

    private static final int MOST_COUNTED = 1_000;
    private static final int MOST_READ_AT_ONCE = 200;
    private static final Duration KEPT = Duration.ofDays(90);

    /** What no mail could tell of for so long nobody needs to hear any more. */
    private static final Duration MAILS_KEPT = Duration.ofDays(30);

    private final NotificationStore store;
    private final Tickets tickets;
    private final TicketProcess process;
    private final Desks desks;
    private final NotificationRuleStore rules;
    private final NotificationKinds kinds;
    private final PendingMailStore mails;
    private final PushStore pushes;
    private final OutgoingMails outgoing;
    private final Persons persons;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notifications(
            NotificationStore store,
            Tickets tickets,
            TicketProcess process,
            Desks desks,
            NotificationRuleStore rules,
            NotificationKinds kinds,
            PendingMailStore mails,
            PushStore pushes,
            OutgoingMails outgoing,
            Persons persons,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.process = process;
        this.desks = desks;
        this.rules = rules;
        this.kinds = kinds;
        this.mails = mails;
        this.pushes = pushes;
        this.outgoing = outgoing;
        this.persons = persons;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells people who work on a ticket's desk of something, as each has chosen to hear of it, in the transaction in which it happens.
     *
     * @param kind of a {@link NotificationKind}
     * @param content numbers, for the words
     */
    public void tell(Collection<Long> personIds, String kind, long ticketId, Object content) {
        tell(
                personIds,
                Set.of(),
                kind,
                new About(ticketId, process.read(ticketId).deskId()),
                content,
                clock.instant());
    }

    /**
     * Tells those of these persons who may see the ticket, whether they work on its desk or are its customers, as each has chosen to
     * hear of it. What is not for customers they are not told.
     *
     * @return who is told
     */
    public Set<Long> tellThoseWhoSee(Collection<Long> personIds, String kind, Facts ticket, Object content) {
        return tellThoseWhoSee(personIds, kind, ticket, content, clock.instant());
    }

    /** @param at when it happened, which may be a while ago */
    Set<Long> tellThoseWhoSee(Collection<Long> personIds, String kind, Facts ticket, Object content, Instant at) {
        Set<Long> agents = new TreeSet<>();
        Set<Long> customers = new TreeSet<>();
        for (long personId : personIds) {
            CurrentPerson person = active(personId);
            if (person == null || !process.maySee(person, ticket.id())) {
                continue;
            }
            if (person.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId())) {
                agents.add(personId);
            } else if (kinds.require(kind).forCustomers()) {
                customers.add(personId);
            }
        }
        tell(agents, customers, kind, new About(ticket.id(), ticket.deskId()), content, at);
        agents.addAll(customers);
        return agents;
    }

    private @Nullable CurrentPerson active(long personId) {
        try {
            return persons.acting(personId);
        } catch (NotFound left) {
            return null;
        }
    }

    private void tell(
            Collection<Long> agents, Collection<Long> customers, String key, About about, Object content, Instant at) {
        if (agents.isEmpty() && customers.isEmpty()) {
            return;
        }
        NotificationKind kind = kinds.require(key);
        Set<Long> all = new HashSet<>(agents);
        all.addAll(customers);
        Map<Long, NotificationChoices> choices = rules.choices(all);
        Map<Way, Set<Long>> told = new EnumMap<>(Way.class);
        for (long person : all) {
            choices.getOrDefault(person, NotificationChoices.NONE)
                    .ways(kind, !agents.contains(person))
                    .forEach(way ->
                            told.computeIfAbsent(way, none -> new TreeSet<>()).add(person));
        }
        Instant now = clock.instant();
        // What customers find in the web app is the request itself.
        Set<Long> inWeb = told.getOrDefault(Way.WEB, Set.of()).stream()
                .filter(agents::contains)
                .collect(Collectors.toSet());
        Map<Long, Long> ids = Map.of();
        if (!inWeb.isEmpty()) {
            ids = store.insert(inWeb, key, about, content, now);
            events.publishEvent(new NotificationsMade(inWeb));
        }
        Set<Long> byMail = told.getOrDefault(Way.MAIL, Set.of());
        if (!byMail.isEmpty() && outgoing.areSent()) {
            Map<Long, Instant> due = new HashMap<>();
            persons.timeZones(byMail)
                    .forEach((person, zone) -> due.put(
                            person,
                            choices.getOrDefault(person, NotificationChoices.NONE)
                                    .due(kind, now, zone)));
            mails.insert(due, key, about.ticketId(), content, at);
        }
        Set<Long> byBrowser = told.getOrDefault(Way.BROWSER, Set.of());
        Map<Long, List<Long>> browsers = byBrowser.isEmpty() ? Map.of() : pushes.browsers(byBrowser);
        if (!browsers.isEmpty()) {
            for (Map.Entry<Long, ZoneId> each :
                    persons.timeZones(browsers.keySet()).entrySet()) {
                long person = each.getKey();
                Instant due = choices.getOrDefault(person, NotificationChoices.NONE)
                        .dueInBrowsers(kind, now, each.getValue());
                pushes.insert(
                        browsers.getOrDefault(person, List.of()),
                        ids.get(person),
                        key,
                        about.ticketId(),
                        content,
                        at,
                        due);
            }
        }
    }

    /**
     * Tells people in the web app of something that is about no ticket, in the transaction in which it happens.
     *
     * @param kind of a {@link NotificationKind}
     * @param content for the words
     */
    public void tell(Collection<Long> personIds, String kind, Object content) {
        if (!personIds.isEmpty()) {
            store.insert(personIds, kinds.require(kind).key(), null, content, clock.instant());
            events.publishEvent(new NotificationsMade(Set.copyOf(personIds)));
        }
    }

    /**
     * What somebody is told.
     *
     * @param kind the key of a {@link NotificationKind}
     * @param text what happened, in the reader's language
     * @param ticket null for what is about none
     */
    public record NotificationView(
            long id, String kind, String text, @Nullable LinkedTicket ticket, Instant at, boolean read) {}

    /**
     * Which of them are meant.
     *
     * @param kind the key of the only {@link NotificationKind} of which they are; null for all
     * @param deskKey of the only desk about whose tickets they are; null for all, also those about no ticket
     */
    public record Narrowing(@Nullable String kind, @Nullable String deskKey) {}

    private NotificationStore.Narrowing narrowing(CurrentPerson me, Narrowing narrowing) {
        return new NotificationStore.Narrowing(
                narrowing.kind(),
                narrowing.deskKey() == null
                        ? null
                        : desks.visible(me, narrowing.deskKey()).id());
    }

    /**
     * The newest first; what is about tickets that the reader may not see any more is left out.
     *
     * @param unread whether only those that were not read
     * @throws NotFound when there is no such desk that this person may see
     */
    @Transactional(readOnly = true)
    public Page<NotificationView> of(
            CurrentPerson me, boolean unread, Narrowing narrowing, @Nullable String after, @Nullable Integer limit) {
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        Page<NotificationStore.Row> page = Page.of(
                store.of(me.id(), cursor == null ? null : cursor.number(0), unread, narrowing(me, narrowing), most + 1),
                most,
                row -> Cursor.of(row.id()));
        List<TicketList.Row> visible = tickets.found(
                me,
                page.items().stream()
                        .map(NotificationStore.Row::ticketId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        Map<Long, LinkedTicket> named = new HashMap<>();
        List<LinkedTicket> inWords = tickets.named(me, visible);
        for (int index = 0; index < visible.size(); index++) {
            named.put(visible.get(index).id(), inWords.get(index));
        }
        return new Page<>(
                page.items().stream()
                        .filter(row -> (row.ticketId() == null || named.containsKey(row.ticketId()))
                                && kinds.find(row.kind()).isPresent())
                        .map(row -> view(me, row, row.ticketId() == null ? null : named.get(row.ticketId())))
                        .toList(),
                page.next());
    }

    private NotificationView view(CurrentPerson me, NotificationStore.Row row, @Nullable LinkedTicket ticket) {
        return new NotificationView(
                row.id(),
                row.kind(),
                kinds.require(row.kind()).words(me, row.content()),
                ticket,
                row.createdAt(),
                row.readAt() != null);
    }

    /** How many somebody has not read; no more than a thousand are counted. */
    @Transactional(readOnly = true)
    public int countUnread(CurrentPerson me) {
        return store.countUnread(me.id(), MOST_COUNTED);
    }

    /**
     * Notes that somebody has read some.
     *
     * @param ids which ones; null for all up to {@code latest}
     * @param latest the newest that they could have seen
     */
    @Transactional
    public void read(CurrentPerson me, @Nullable List<Long> ids, @Nullable Long latest, Narrowing narrowing) {
        if ((ids == null) == (latest == null)) {
            throw Invalid.at("/ids", "required");
        }
        if (ids != null && ids.size() > MOST_READ_AT_ONCE) {
            throw Invalid.at("/ids", "too_many", MOST_READ_AT_ONCE);
        }
        int read = store.read(
                me.id(), ids, Objects.requireNonNullElse(latest, 0L), narrowing(me, narrowing), clock.instant());
        if (read > 0) {
            events.publishEvent(new NotificationsMade(Set.of(me.id())));
        }
    }

    /** What is older than 90 days is old news. */
    @Transactional
    public void forgetOld() {
        store.deleteBefore(clock.instant().minus(KEPT));
        mails.deleteBefore(clock.instant().minus(MAILS_KEPT));
    }
}
