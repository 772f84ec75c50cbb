package io.maru.widget;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.notification.SeenElsewhere;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.ticket.Conversation.NewComment;
import io.maru.ticket.Correspondence;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.Requests.NewRequest;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import io.maru.widget.ChatStore.OpenChat;
import io.maru.widget.WidgetVisits.ShownChat;
import io.maru.workflow.StatusCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Talking with a desk at once. A chat is a ticket from its first sentence on, so that nothing said is lost when either side leaves, and
 * who works on it does so as with any other; beside the ticket only stands whether its visitor is still there.
 */
@Service
public class Chats implements SeenElsewhere {

    /** Whoever works here and does not say so for so long has gone. */
    private static final Duration ATTENDED = Duration.ofSeconds(90);

    /** So long after a visitor was last seen they are shown as there; pages say so three times as often. */
    static final Duration PRESENT = Duration.ofSeconds(75);

    /** So long after their visitor was last seen chats are listed. */
    private static final Duration LISTED = Duration.ofMinutes(30);

    private static final int MOST_LISTED = 200;
    private static final int LONGEST_SUMMARY = 80;
    private static final int LONGEST_TEXT = 10_000;

    private final ChatStore store;
    private final WidgetStore widgets;
    private final WidgetVisits visits;
    private final Requests requests;
    private final Correspondence correspondence;
    private final Tickets tickets;
    private final Desks desks;
    private final Idempotency idempotency;
    private final Clock clock;

    Chats(
            ChatStore store,
            WidgetStore widgets,
            WidgetVisits visits,
            Requests requests,
            Correspondence correspondence,
            Tickets tickets,
            Desks desks,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.widgets = widgets;
        this.visits = visits;
        this.requests = requests;
        this.correspondence = correspondence;
        this.tickets = tickets;
        this.desks = desks;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param text plain, as it was typed */
    public record ChatMessage(@Nullable String text) {}

    /** @param key of the ticket that the chat is */
    public record ChatKey(String key) {}

    /** @param key of the chat that goes on; null when there is none */
    public record ChatStanding(@Nullable String key, boolean available) {}

    /** @param present whether its visitor has it before their eyes */
    public record ChatView(TicketView.RowView ticket, Instant startedAt, boolean present) {}

    /**
     * @param deskKeys where chats come to
     * @param attending for which of them the person is there
     */
    public record ChatDesk(Set<String> deskKeys, Set<String> attending, List<ChatView> chats) {}

    /** @param deskKeys for which somebody is there from now on; none to leave */
    public record Attendance(@Nullable Set<String> deskKeys) {}

    static Instant attendedSince(Instant now) {
        return now.minus(ATTENDED);
    }

    // ------------------------------------------------------------------ visitors

    /** The visitor's chat that goes on, and whether somebody is there. */
    @Transactional(readOnly = true)
    public ChatStanding standing(CurrentPerson visitor, UUID widgetId) {
        Widget widget = visits.visited(visitor, widgetId);
        return new ChatStanding(current(visitor, widget), available(widget));
    }

    private @Nullable String current(CurrentPerson visitor, Widget widget) {
        List<Long> ids = store.of(visitor.id(), widget.id()).stream()
                .map(OpenChat::ticketId)
                .toList();
        return requests.found(visitor, ids).stream()
                .filter(request -> request.statusCategory() != StatusCategory.DONE)
                .map(RequestView.Summary::key)
                .findFirst()
                .orElse(null);
    }

    private boolean available(Widget widget) {
        return widget.chatRequestTypeId() != null && store.isAttended(widget.deskId(), attendedSince(clock.instant()));
    }

    /**
     * Begins a chat with its first sentence.
     *
     * @throws NotFound when there are no chats here
     */
    @Transactional
    public ChatKey begin(CurrentPerson visitor, UUID widgetId, @Nullable String idempotencyKey, ChatMessage message) {
        Widget widget = visits.visited(visitor, widgetId);
        Long requestTypeId = widget.chatRequestTypeId();
        if (requestTypeId == null) {
            throw new NotFound();
        }
        RichText said = said(message);
        Map<String, JsonNode> values = Map.of(
                "summary", StringNode.valueOf(PlainText.shortened(PlainText.line(said.text()), LONGEST_SUMMARY)),
                "description", StringNode.valueOf(said.html()));
        return new ChatKey(idempotency.once(visitor.id(), idempotencyKey, "chat", message, () -> {
            CurrentPerson chatting = visitor.chatting();
            String key = requests.create(chatting, null, new NewRequest(requestTypeId, values, null));
            store.insert(ticketId(chatting, key), widget, visitor.id(), clock.instant());
            return key;
        }));
    }

    /** Says something more in a chat. */
    @Transactional
    public void say(
            CurrentPerson visitor, UUID widgetId, String key, @Nullable String idempotencyKey, ChatMessage message) {
        visits.visited(visitor, widgetId);
        requests.comment(
                visitor.chatting(),
                key,
                idempotencyKey,
                new NewComment(said(message).html(), false, null));
        store.seen(ticketId(visitor, key), visitor.id(), clock.instant());
    }

    private static RichText said(ChatMessage message) {
        String text = PlainText.lines(Objects.requireNonNullElse(message.text(), ""));
        if (text.isEmpty()) {
            throw Invalid.at("/text", "required");
        }
        if (PlainText.length(text) > LONGEST_TEXT) {
            throw Invalid.at("/text", "too_long", LONGEST_TEXT);
        }
        return RichText.ofPlain(text);
    }

    /** Notes that a visitor has their chat before their eyes. */
    @Transactional
    public ShownChat seen(CurrentPerson visitor, UUID widgetId, String key) {
        Widget widget = visits.visited(visitor, widgetId);
        store.seen(ticketId(visitor, key), visitor.id(), clock.instant());
        return new ShownChat(available(widget));
    }

    /** Ends a chat; its ticket stays, and answers go by notifications. */
    @Transactional
    public void end(CurrentPerson visitor, UUID widgetId, String key) {
        visits.visited(visitor, widgetId);
        long ticketId = ticketId(visitor, key);
        if (store.isOpen(ticketId, visitor.id())) {
            store.end(ticketId, clock.instant());
        }
    }

    private long ticketId(CurrentPerson visitor, String key) {
        return correspondence.concerned(visitor, key).orElseThrow(NotFound::new);
    }

    /** Whoever saw an answer in a chat needs no mail that tells of it. */
    @Override
    public boolean has(long ticketId, long personId, Instant at) {
        return store.seenAt(ticketId, personId)
                .filter(seen -> !seen.isBefore(at))
                .isPresent();
    }

    // ------------------------------------------------------------------ who answers

    /** The chats of the desks where somebody works. */
    @Transactional(readOnly = true)
    public ChatDesk desk(CurrentPerson current) {
        Map<Long, Desk> worked = worked(current);
        Set<Long> taking = widgets.desksWithChats();
        Instant now = clock.instant();
        List<OpenChat> open = store.ofDesks(worked.keySet(), now.minus(LISTED), MOST_LISTED);
        Map<Long, TicketList.Row> rows =
                rows(current, open.stream().map(OpenChat::ticketId).toList());
        List<OpenChat> visible =
                open.stream().filter(chat -> rows.containsKey(chat.ticketId())).toList();
        List<TicketView.RowView> views = tickets.rows(
                current, visible.stream().map(chat -> rows.get(chat.ticketId())).toList());
        List<ChatView> chats = new ArrayList<>();
        for (int index = 0; index < visible.size(); index++) {
            OpenChat chat = visible.get(index);
            if (views.get(index).status().category() != StatusCategory.DONE) {
                chats.add(new ChatView(
                        views.get(index),
                        chat.startedAt(),
                        chat.seenAt().plus(PRESENT).isAfter(now)));
            }
        }
        Set<Long> attended = store.attendedBy(current.id(), attendedSince(now));
        return new ChatDesk(
                keys(worked.values().stream()
                        .filter(desk -> taking.contains(desk.id()))
                        .toList()),
                keys(worked.values().stream()
                        .filter(desk -> attended.contains(desk.id()))
                        .toList()),
                chats);
    }

    /** Says that somebody is there for the chats of these desks; to be said again before it is forgotten. */
    @Transactional
    public void attend(CurrentPerson current, Attendance attendance) {
        Set<String> wanted = Objects.requireNonNullElse(attendance.deskKeys(), Set.of());
        Map<Long, Desk> worked = worked(current);
        Set<Long> ids = worked.values().stream()
                .filter(desk -> wanted.contains(desk.key()))
                .map(Desk::id)
                .collect(Collectors.toSet());
        if (ids.size() < wanted.size()) {
            throw Invalid.at("/deskKeys", "choice_unknown");
        }
        store.attend(current.id(), ids, clock.instant());
    }

    private Map<Long, Desk> worked(CurrentPerson current) {
        current.requireOnAnyDesk(Permission.TICKET_COMMENT_PUBLIC);
        Map<Long, Desk> worked = new HashMap<>();
        desks.visibleTo(current).stream()
                .filter(desk -> !desk.archived())
                .filter(desk -> current.mayOnDesk(Permission.TICKET_COMMENT_PUBLIC, desk.id()))
                .forEach(desk -> worked.put(desk.id(), desk));
        return worked;
    }

    private static Set<String> keys(Iterable<Desk> desks) {
        Set<String> keys = new TreeSet<>();
        desks.forEach(desk -> keys.add(desk.key()));
        return keys;
    }

    private Map<Long, TicketList.Row> rows(CurrentPerson current, List<Long> ids) {
        return tickets.found(current, ids).stream().collect(Collectors.toMap(TicketList.Row::id, row -> row));
    }
}
