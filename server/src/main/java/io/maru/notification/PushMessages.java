package io.maru.notification;

import io.maru.notification.PushStore.Pending;
import io.maru.notification.ShownTickets.Shown;
import io.maru.people.CurrentPerson;
import io.maru.platform.Json;
import io.maru.platform.PlainText;
import io.maru.platform.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What browsers tell, in words: in the reader's language, and only what they may see at the moment it is sent. */
@Component
class PushMessages {

    /** With more than these at once, one message tells of all. */
    private static final int TICKETS_FOR_THEMSELVES = 5;

    /** What is encrypted for a browser has four thousand bytes at most, and a letter may have three. */
    private static final int LONGEST_TITLE = 200;

    private static final int LONGEST_LINE = 400;

    private static final String INBOX = "/inbox";
    private static final String OWN_REQUESTS = "/portal";

    private final ShownTickets shown;
    private final NotificationKinds kinds;
    private final List<SeenElsewhere> elsewhere;
    private final Secrets secrets;
    private final MessageSource messages;

    PushMessages(
            ShownTickets shown,
            NotificationKinds kinds,
            List<SeenElsewhere> elsewhere,
            Secrets secrets,
            MessageSource messages) {
        this.shown = shown;
        this.kinds = kinds;
        this.elsewhere = elsewhere;
        this.secrets = secrets;
        this.messages = messages;
    }

    /**
     * @param pending the ids of what it tells
     * @param text JSON, as the browser's service worker reads it
     * @param topic of a later one that takes its place where it was not told yet
     * @param urgent whether somebody waits for the reader
     */
    record PushMessage(List<Long> pending, String text, String topic, boolean urgent) {}

    /** @param tag of a later one that takes its place on the screen */
    private record Content(String title, String body, String path, String tag, String language) {}

    private record News(Shown ticket, NotificationKind kind, Pending pending) {}

    /** The messages for one person; none of what they have read, may not see any more, or was taken back. */
    List<PushMessage> of(CurrentPerson reader, List<Pending> pending) {
        Map<Long, Shown> visible =
                shown.of(reader, pending.stream().map(Pending::ticketId).collect(Collectors.toSet()));
        Map<Long, List<News>> byTicket = new LinkedHashMap<>();
        for (Pending each : pending) {
            Shown ticket = visible.get(each.ticketId());
            NotificationKind kind = kinds.find(each.kind()).orElse(null);
            if (ticket != null
                    && kind != null
                    && !each.read()
                    && elsewhere.stream().noneMatch(place -> place.has(each.ticketId(), reader.id(), each.at()))
                    && kind.stands(reader, each.ticketId(), each.content())) {
                byTicket.computeIfAbsent(each.ticketId(), none -> new ArrayList<>())
                        .add(new News(ticket, kind, each));
            }
        }
        if (byTicket.size() > TICKETS_FOR_THEMSELVES) {
            return List.of(ofAll(
                    reader,
                    byTicket.values().stream()
                            .map(List::getFirst)
                            .map(News::ticket)
                            .toList(),
                    byTicket.values().stream().flatMap(List::stream).toList()));
        }
        return byTicket.values().stream().map(news -> ofTicket(reader, news)).toList();
    }

    /** Of several it says the latest, or that for which somebody waits. */
    private PushMessage ofTicket(CurrentPerson reader, List<News> news) {
        News first = news.stream()
                .max(Comparator.comparing((News each) -> each.kind().mandatory())
                        .thenComparing(each -> each.pending().id()))
                .orElseThrow();
        Shown ticket = first.ticket();
        String words = first.kind().words(reader, first.pending().content());
        String line = news.size() == 1 ? words : text(reader, "notification.push.more", words, news.size() - 1);
        return message(
                reader, ticket.key() + " " + ticket.summary(), line, ticket.path() + ticket.key(), ticket.key(), news);
    }

    private PushMessage ofAll(CurrentPerson reader, List<Shown> tickets, List<News> news) {
        return message(
                reader,
                text(reader, "notification.mail.subject", tickets.size()),
                tickets.stream().map(Shown::key).collect(Collectors.joining(", ")),
                tickets.stream().anyMatch(Shown::asCustomer) ? OWN_REQUESTS : INBOX,
                "news",
                news);
    }

    private PushMessage message(
            CurrentPerson reader, String title, String line, String path, String tag, List<News> news) {
        Content content = new Content(
                PlainText.shortened(title, LONGEST_TITLE),
                PlainText.shortened(line, LONGEST_LINE),
                path,
                tag,
                reader.language().tag());
        return new PushMessage(
                news.stream().map(each -> each.pending().id()).toList(),
                Objects.requireNonNull(Json.of(content)).data(),
                // Push services need not know which tickets there are.
                secrets.sign("push topic", tag),
                news.stream().anyMatch(each -> each.kind().mandatory()));
    }

    private String text(CurrentPerson reader, String code, Object... arguments) {
        return messages.getMessage(code, arguments, reader.language().locale());
    }
}
