package io.maru.event;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Cursor;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What has yet to follow from events, and what could not, for administrators. */
@Service
public class EventBacklog {

    private static final Duration KEPT_ASIDE = Duration.ofDays(90);

    private final EventStore store;
    private final Tickets tickets;
    private final Events events;
    private final Clock clock;

    EventBacklog(EventStore store, Tickets tickets, Events events, Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What one follower has yet to follow.
     *
     * @param follower its {@linkplain EventFollower#key key}
     * @param waiting how many events
     * @param oldest when the first of them happened
     * @param failed how many failed, whether they are tried again or were set aside
     */
    public record FollowerBacklog(
            String follower, int waiting, @Nullable Instant oldest, int failed) {}

    /**
     * An event that a follower could not follow.
     *
     * @param ticket null when the reader may not see it
     * @param chain what caused the event, the first cause first
     * @param failure what went wrong, in the words of the program
     * @param tryAt when it is tried again; null when it was set aside
     */
    public record FailedDelivery(
            String follower,
            long eventId,
            String kind,
            Instant at,
            @Nullable LinkedTicket ticket,
            List<String> chain,
            int failures,
            String failure,
            Instant failedAt,
            @Nullable Instant tryAt) {}

    /** Of every follower, in the order of their keys. */
    @Transactional(readOnly = true)
    public List<FollowerBacklog> backlog(CurrentPerson current) {
        current.require(Permission.EVENT_ADMINISTER);
        Map<String, FollowerBacklog> waiting =
                store.backlogs().stream().collect(Collectors.toMap(FollowerBacklog::follower, each -> each));
        return events.followers().stream()
                .sorted()
                .map(key -> waiting.getOrDefault(key, new FollowerBacklog(key, 0, null, 0)))
                .toList();
    }

    /** What failed, of the latest event first. */
    @Transactional(readOnly = true)
    public Page<FailedDelivery> failed(CurrentPerson current, @Nullable String after, @Nullable Integer limit) {
        current.require(Permission.EVENT_ADMINISTER);
        Cursor cursor = Cursor.decode(after, 2);
        int most = Page.limit(limit);
        Page<EventStore.Failed> page = Page.of(
                store.failed(
                        cursor == null ? null : cursor.number(0), cursor == null ? null : cursor.text(1), most + 1),
                most,
                row -> Cursor.of(row.event().id(), row.follower()));
        Map<Long, LinkedTicket> named = new HashMap<>();
        List<TicketList.Row> visible = tickets.found(
                current,
                page.items().stream().map(each -> each.event().ticketId()).collect(Collectors.toSet()));
        List<LinkedTicket> inWords = tickets.named(current, visible);
        for (int index = 0; index < visible.size(); index++) {
            named.put(visible.get(index).id(), inWords.get(index));
        }
        return page.map(row -> new FailedDelivery(
                row.follower(),
                row.event().id(),
                row.event().kind(),
                row.event().at(),
                named.get(row.event().ticketId()),
                row.event().chain(),
                row.failures(),
                row.failure(),
                row.failedAt(),
                row.tryAt()));
    }

    /** Lets a follower try again what failed, at once. */
    @Transactional
    public void retry(CurrentPerson current, String follower, long eventId) {
        current.require(Permission.EVENT_ADMINISTER);
        Event event = store.lockFailed(follower, eventId).orElseThrow(NotFound::new);
        Instant now = clock.instant();
        store.retry(follower, eventId, now);
        store.waiting(follower, event.ticketId(), now);
        events.tell(List.of(follower));
    }

    /** Lets what failed be: the follower never follows it, and goes on with what waits behind it. */
    @Transactional
    public void skip(CurrentPerson current, String follower, long eventId) {
        current.require(Permission.EVENT_ADMINISTER);
        Event event = store.lockFailed(follower, eventId).orElseThrow(NotFound::new);
        store.followed(follower, List.of(eventId));
        store.waiting(follower, event.ticketId(), clock.instant());
        events.tell(List.of(follower));
    }

    /** What was set aside 90 days ago is of no use to anybody any more. */
    @Transactional
    public void forgetOld() {
        store.forgetAside(clock.instant().minus(KEPT_ASIDE));
    }
}
