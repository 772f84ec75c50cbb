package io.maru.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.maru.desk.Desks;
import io.maru.mail.outbound.OutgoingMail;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.notification.PendingMailStore.Pending;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.RichText;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What is told by mail, as it is read: in the reader's language and time zone, and only what they may see at the moment it is written. */
@Component
class NotificationLetters {

    /** With more than these at once, one mail tells of all. */
    private static final int TICKETS_FOR_THEMSELVES = 5;

    /** A mail shows the latest of more. */
    private static final int MOST_SHOWN = 20;

    private final Tickets tickets;
    private final TicketProcess process;
    private final Desks desks;
    private final NotificationKinds kinds;
    private final OutgoingMails outgoing;
    private final Unsubscribing unsubscribing;
    private final Persons persons;
    private final Installations installations;
    private final MessageSource messages;
    private final Template page = template("mail/notification.html", true);
    private final Template plain = template("mail/notification.txt", false);

    NotificationLetters(
            Tickets tickets,
            TicketProcess process,
            Desks desks,
            NotificationKinds kinds,
            OutgoingMails outgoing,
            Unsubscribing unsubscribing,
            Persons persons,
            Installations installations,
            MessageSource messages) {
        this.tickets = tickets;
        this.process = process;
        this.desks = desks;
        this.kinds = kinds;
        this.outgoing = outgoing;
        this.unsubscribing = unsubscribing;
        this.persons = persons;
        this.installations = installations;
        this.messages = messages;
    }

    private static Template template(String name, boolean html) {
        try {
            String text = new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
            return Mustache.compiler().escapeHTML(html).compile(text);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** One thing told. */
    record Item(
            String words,
            String at,
            @Nullable String saidHtml,
            @Nullable String saidText,
            @Nullable String act,
            @Nullable String actAddress) {}

    /** One ticket, with what is told of it; {@code earlier} more are not shown. */
    record Subject(
            String key,
            String summary,
            String status,
            String address,
            List<Item> items,
            @Nullable String earlier) {}

    /** All that a template shows. */
    record Letter(
            String language,
            String organisation,
            List<Subject> subjects,
            String open,
            @Nullable String answer,
            String settings,
            String settingsAddress,
            @Nullable String stop,
            @Nullable String stopAddress) {}

    /** @param path of the page on which the reader finds it */
    private record Shown(long id, long deskId, String key, String summary, String statusName, String path) {}

    private record Told(Shown ticket, Subject subject, boolean internal, boolean mandatory) {}

    /** The mails for one person; none of what they may not see any more, or was taken back. */
    List<OutgoingMail> of(CurrentPerson reader, List<Pending> pending) {
        Map<Long, List<Pending>> byTicket = new LinkedHashMap<>();
        pending.forEach(each -> byTicket.computeIfAbsent(each.ticketId(), none -> new ArrayList<>())
                .add(each));
        Map<Long, Shown> visible = visible(reader, byTicket.keySet());
        List<Told> inOrder = byTicket.entrySet().stream()
                .filter(each -> visible.containsKey(each.getKey()))
                .flatMap(each ->
                        told(reader, Objects.requireNonNull(visible.get(each.getKey())), each.getValue()).stream())
                .toList();
        if (inOrder.size() <= TICKETS_FOR_THEMSELVES) {
            return inOrder.stream().map(each -> letter(reader, List.of(each))).toList();
        }
        return List.of(letter(reader, inOrder));
    }

    /** Those that the reader may see, as people who work on them or as customers see them. */
    private Map<Long, Shown> visible(CurrentPerson reader, Set<Long> ids) {
        Map<Long, Shown> visible = new HashMap<>();
        List<TicketList.Row> rows = tickets.found(reader, ids);
        List<LinkedTicket> named = tickets.named(reader, rows);
        for (int index = 0; index < rows.size(); index++) {
            LinkedTicket ticket = named.get(index);
            TicketList.Row row = rows.get(index);
            visible.put(
                    row.id(),
                    new Shown(
                            row.id(), row.deskId(), ticket.key(), ticket.summary(), ticket.statusName(), "/tickets/"));
        }
        Set<Long> others = new TreeSet<>(ids);
        others.removeAll(visible.keySet());
        process.summaries(reader, others)
                .forEach((id, request) -> desks.byKey(request.deskKey())
                        .ifPresent(desk -> visible.put(
                                id,
                                new Shown(
                                        id,
                                        desk.id(),
                                        request.key(),
                                        request.summary(),
                                        request.statusName(),
                                        "/portal/requests/"))));
        return visible;
    }

    private Optional<Told> told(CurrentPerson reader, Shown ticket, List<Pending> pending) {
        List<Item> items = new ArrayList<>();
        boolean internal = false;
        boolean mandatory = false;
        for (Pending each : pending) {
            NotificationKind kind = kinds.find(each.kind()).orElse(null);
            if (kind == null || !kind.stands(reader, ticket.id(), each.content())) {
                continue;
            }
            Optional<NotificationKind.Act> act = kind.act(reader, ticket.id(), each.content());
            Optional<RichText> said = kind.said(reader, ticket.id(), each.content());
            internal = internal || kind.internal();
            mandatory = mandatory || kind.mandatory();
            items.add(new Item(
                    kind.words(reader, each.content()),
                    reader.language().words(each.at().atZone(reader.timeZone())),
                    said.map(this::forMail).orElse(null),
                    said.map(RichText::text).orElse(null),
                    act.map(NotificationKind.Act::label).orElse(null),
                    act.map(what -> outgoing.webAddress() + what.path()).orElse(null)));
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int earlier = Math.max(0, items.size() - MOST_SHOWN);
        return Optional.of(new Told(
                ticket,
                new Subject(
                        ticket.key(),
                        ticket.summary(),
                        ticket.statusName(),
                        outgoing.webAddress() + ticket.path() + ticket.key(),
                        items.subList(earlier, items.size()),
                        earlier == 0 ? null : text(reader, "notification.mail.earlier", earlier)),
                internal,
                mandatory));
    }

    private OutgoingMail letter(CurrentPerson reader, List<Told> told) {
        boolean single = told.size() == 1;
        Told first = told.getFirst();
        boolean mandatory = told.stream().anyMatch(Told::mandatory);
        URI web = outgoing.webAddress();
        URI stop = mandatory ? null : unsubscribing.page(web, reader.id());
        String organisation =
                installations.find().map(Installation::organisationName).orElse("Maru");
        Letter letter = new Letter(
                reader.language().tag(),
                organisation,
                told.stream().map(Told::subject).toList(),
                text(reader, "notification.mail.open"),
                single && outgoing.answersReach(first.ticket().deskId())
                        ? text(
                                reader,
                                first.internal() ? "notification.mail.answer_internal" : "notification.mail.answer")
                        : null,
                text(reader, "notification.mail.settings"),
                web + "/profile",
                stop == null ? null : text(reader, "notification.mail.stop"),
                stop == null ? null : stop.toString());
        return new OutgoingMail(
                Objects.requireNonNull(Objects.requireNonNull(
                                persons.references(List.of(reader.id())).get(reader.id()))
                        .email()),
                reader.id(),
                single ? first.ticket().id() : null,
                single ? first.ticket().deskId() : null,
                single && first.internal(),
                organisation,
                single
                        ? "[" + first.subject().key() + "] " + first.subject().summary()
                        : text(reader, "notification.mail.subject", told.size()),
                plain.execute(letter),
                page.execute(letter),
                mandatory ? null : unsubscribing.oneClick(web, reader.id()));
    }

    /** Pictures stay with the ticket, where it is asked who may see them; links of ours are told with their server. */
    private String forMail(RichText said) {
        Document document = Jsoup.parseBodyFragment(said.html());
        document.outputSettings().prettyPrint(false);
        document.select("img").forEach(picture -> picture.replaceWith(new TextNode("🖼")));
        String web = outgoing.webAddress().toString();
        document.select("a[href^=/]").forEach(link -> link.attr("href", web + link.attr("href")));
        return document.body().html();
    }

    private String text(CurrentPerson reader, String code, Object... arguments) {
        return messages.getMessage(code, arguments, reader.language().locale());
    }
}
