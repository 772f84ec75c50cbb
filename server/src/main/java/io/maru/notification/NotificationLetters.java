package io.maru.notification;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.field.Forms;
import io.maru.mail.outbound.MailTemplate;
import io.maru.mail.outbound.OutgoingMail;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.notification.MailWordings.Design;
import io.maru.notification.PendingMailStore.Pending;
import io.maru.notification.ShownTickets.Shown;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketValues;
import io.maru.ticket.Tickets;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is told by mail, as it is read: in the reader's language and time zone, and only what they may see at the moment it is written. */
@Component
class NotificationLetters {

    /** With more than these at once, one mail tells of all. */
    private static final int TICKETS_FOR_THEMSELVES = 5;

    /** A mail shows the latest of more. */
    private static final int MOST_SHOWN = 20;

    /** Where links lead before anybody has said where people reach the web app. */
    private static final URI EXAMPLE = URI.create("https://maru.example");

    private static final int LONGEST_SUBJECT = 250;

    private final Tickets tickets;
    private final Requests requests;
    private final TicketProcess process;
    private final Forms forms;
    private final FieldExpressions fieldExpressions;
    private final ShownTickets shown;
    private final NotificationKinds kinds;
    private final MailWordings wordings;
    private final List<TicketRemark> remarks;
    private final OutgoingMails outgoing;
    private final Unsubscribing unsubscribing;
    private final Persons persons;
    private final MessageSource messages;
    private final Clock clock;
    private final MailTemplate template = new MailTemplate("notification");

    NotificationLetters(
            Tickets tickets,
            Requests requests,
            TicketProcess process,
            Forms forms,
            FieldExpressions fieldExpressions,
            ShownTickets shown,
            NotificationKinds kinds,
            MailWordings wordings,
            List<TicketRemark> remarks,
            OutgoingMails outgoing,
            Unsubscribing unsubscribing,
            Persons persons,
            MessageSource messages,
            Clock clock) {
        this.tickets = tickets;
        this.requests = requests;
        this.process = process;
        this.forms = forms;
        this.fieldExpressions = fieldExpressions;
        this.shown = shown;
        this.kinds = kinds;
        this.wordings = wordings;
        this.remarks = remarks;
        this.outgoing = outgoing;
        this.unsubscribing = unsubscribing;
        this.persons = persons;
        this.messages = messages;
        this.clock = clock;
    }

    /** One thing told. */
    record Item(
            String words,
            String at,
            @Nullable String saidHtml,
            @Nullable String saidText,
            @Nullable String act,
            @Nullable String actAddress) {}

    /**
     * One ticket, with what is told of it; {@code earlier} more are not shown.
     *
     * @param opening before all of it
     * @param openingLines the same, line by line
     * @param remarks after it, for who works on it
     */
    record Subject(
            String key,
            String summary,
            String status,
            String address,
            @Nullable String opening,
            List<String> openingLines,
            List<Item> items,
            @Nullable String earlier,
            List<String> remarks,
            String open) {}

    /**
     * All that a template shows.
     *
     * @param onAccent in which one reads on the accent
     */
    record Letter(
            String language,
            String brand,
            String accent,
            String onAccent,
            List<Subject> subjects,
            @Nullable String answer,
            List<String> footer,
            String settings,
            String settingsAddress,
            @Nullable String stop,
            @Nullable String stopAddress) {}

    private record Told(
            Shown ticket, Subject subject, Words words, List<Long> commentIds, boolean internal, boolean mandatory) {}

    /** How one ticket's news is worded. */
    private record Words(Design design, Optional<String> subject) {}

    /** The mails for one person; none of what they may not see any more, or was taken back. */
    List<OutgoingMail> of(CurrentPerson reader, List<Pending> pending) {
        Map<Long, List<Pending>> byTicket = new LinkedHashMap<>();
        pending.forEach(each -> byTicket.computeIfAbsent(each.ticketId(), none -> new ArrayList<>())
                .add(each));
        Map<Long, Shown> visible = shown.of(reader, byTicket.keySet());
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

    private Optional<Told> told(CurrentPerson reader, Shown ticket, List<Pending> pending) {
        List<Item> items = new ArrayList<>();
        List<NotificationKind> told = new ArrayList<>();
        for (Pending each : pending) {
            NotificationKind kind = kinds.find(each.kind()).orElse(null);
            if (kind == null || !kind.stands(reader, ticket.id(), each.content())) {
                continue;
            }
            Optional<NotificationKind.Act> act = kind.act(reader, ticket.id(), each.content());
            Optional<RichText> said = kind.said(reader, ticket.id(), each.content());
            told.add(kind);
            items.add(item(reader, kind.words(reader, each.content()), each.at(), said, act));
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<Long> commentIds = pending.stream()
                .flatMap(each -> kinds.find(each.kind()).flatMap(kind -> kind.comment(each.content())).stream())
                .distinct()
                .toList();
        return Optional.of(told(reader, ticket, wordings.design(reader, ticket.deskId()), told, items, commentIds));
    }

    private Item item(
            CurrentPerson reader,
            String words,
            Instant at,
            Optional<RichText> said,
            Optional<NotificationKind.Act> act) {
        return new Item(
                words,
                reader.language().words(at.atZone(reader.timeZone())),
                said.map(this::forMail).orElse(null),
                said.map(RichText::text).orElse(null),
                act.map(NotificationKind.Act::label).orElse(null),
                act.map(what -> web() + what.path()).orElse(null));
    }

    /** What tells several things has the words of the one that says most: for which somebody waits, then as they are listed. */
    private Told told(
            CurrentPerson reader,
            Shown ticket,
            Design design,
            List<NotificationKind> told,
            List<Item> items,
            List<Long> commentIds) {
        NotificationKind first = told.stream()
                .min(Comparator.comparing(NotificationKind::mandatory)
                        .reversed()
                        .thenComparing(kinds.all()::indexOf))
                .orElseThrow();
        Item of = items.get(told.lastIndexOf(first));
        Supplier<Map<String, Object>> values = new Supplier<>() {
            private @Nullable Map<String, Object> known;

            @Override
            public Map<String, Object> get() {
                if (known == null) {
                    known = values(reader, ticket, design, of);
                }
                return known;
            }
        };
        String opening = design.opening(first.key(), values).orElse(null);
        int earlier = Math.max(0, items.size() - MOST_SHOWN);
        return new Told(
                ticket,
                new Subject(
                        ticket.key(),
                        ticket.summary(),
                        ticket.statusName(),
                        web() + ticket.path() + ticket.key(),
                        opening,
                        lines(opening),
                        items.subList(earlier, items.size()),
                        earlier == 0 ? null : text(reader, "notification.mail.earlier", earlier),
                        ticket.asCustomer()
                                ? List.of()
                                : remarks.stream()
                                        .flatMap(each -> each.of(reader, ticket.key()).stream())
                                        .toList(),
                        design.button(first.key(), values).orElseGet(() -> text(reader, "notification.mail.open"))),
                new Words(design, design.subject(first.key(), values)),
                commentIds,
                told.stream().anyMatch(NotificationKind::internal),
                told.stream().anyMatch(NotificationKind::mandatory));
    }

    /** What the words of a mail may name, as this reader sees it. */
    private Map<String, Object> values(CurrentPerson reader, Shown ticket, Design design, Item told) {
        Map<String, Object> values = new HashMap<>();
        List<FieldDefinition> fields = forms.fieldsOfDesk(ticket.deskId());
        if (ticket.asCustomer()) {
            RequestView request = requests.view(reader, ticket.key());
            Map<String, JsonNode> answers = new HashMap<>();
            request.answers().forEach(answer -> answers.put(answer.key(), answer.value()));
            values.putAll(fieldExpressions.values(
                    fields.stream()
                            .filter(field -> answers.containsKey(field.key()))
                            .toList(),
                    answers,
                    reader));
            values.putAll(TicketValues.of(request));
        } else {
            values.putAll(fieldExpressions.values(
                    fields, process.visible(reader, ticket.key()).answers(), reader));
            values.putAll(TicketValues.of(tickets.view(reader, ticket.key()), reader.timeZone()));
        }
        values.put(MailWordings.READER, reader.displayName());
        values.put(MailWordings.ORGANISATION, design.organisation());
        values.put(MailWordings.NEWS, told.words());
        if (told.saidText() != null) {
            values.put(MailWordings.SAID, told.saidText());
        }
        return values;
    }

    private OutgoingMail letter(CurrentPerson reader, List<Told> told) {
        Told first = told.getFirst();
        boolean single = told.size() == 1;
        boolean mandatory = told.stream().anyMatch(Told::mandatory);
        URI stop = mandatory ? null : unsubscribing.page(web(), reader.id());
        Design design = single ? first.words().design() : wordings.design(reader, null);
        Letter letter = letter(reader, design, told, stop == null ? null : stop.toString());
        return new OutgoingMail(
                Objects.requireNonNull(Objects.requireNonNull(
                                persons.references(List.of(reader.id())).get(reader.id()))
                        .email()),
                reader.id(),
                single ? first.ticket().id() : null,
                single ? first.ticket().deskId() : null,
                single ? first.commentIds() : List.of(),
                single && first.internal(),
                design.senderName(),
                subject(reader, told),
                template.text(letter),
                template.html(letter),
                mandatory ? null : unsubscribing.oneClick(web(), reader.id()));
    }

    private String subject(CurrentPerson reader, List<Told> told) {
        Told first = told.getFirst();
        String subject = told.size() == 1
                ? first.words()
                        .subject()
                        .orElseGet(() -> "[" + first.subject().key() + "] "
                                + first.subject().summary())
                : text(reader, "notification.mail.subject", told.size());
        return PlainText.shortened(subject, LONGEST_SUBJECT);
    }

    private Letter letter(CurrentPerson reader, Design design, List<Told> told, @Nullable String stop) {
        Told first = told.getFirst();
        return new Letter(
                reader.language().tag(),
                design.brand(),
                design.accent(),
                onAccent(design.accent()),
                told.stream().map(Told::subject).toList(),
                told.size() == 1 && outgoing.answersReach(first.ticket().deskId())
                        ? text(
                                reader,
                                first.internal() ? "notification.mail.answer_internal" : "notification.mail.answer")
                        : null,
                lines(design.footer().orElse(null)),
                text(reader, "notification.mail.settings"),
                web() + "/profile",
                stop == null ? null : text(reader, "notification.mail.stop"),
                stop);
    }

    /**
     * A mail about a ticket as this reader would get it, without anything by which one could act in their place.
     *
     * @param kind what it tells; shown with what was said last, where it tells what is said
     */
    MailPreview preview(CurrentPerson reader, long ticketId, NotificationKind kind, Design design) {
        Shown ticket = Optional.ofNullable(shown.of(reader, Set.of(ticketId)).get(ticketId))
                .orElseThrow(NotFound::new);
        Optional<NotificationKind.Sample> sample = kind.sample(reader, ticketId);
        Item item = item(
                reader,
                sample.map(NotificationKind.Sample::words).orElseGet(() -> kind.label(reader.language())),
                clock.instant(),
                sample.flatMap(each -> Optional.ofNullable(each.said())),
                Optional.empty());
        Told told = told(reader, ticket, design, List.of(kind), List.of(item), List.of());
        Letter letter = letter(reader, design, List.of(told), kind.mandatory() ? null : web() + "/profile");
        return new MailPreview(
                design.senderName(), subject(reader, List.of(told)), template.text(letter), template.html(letter));
    }

    private URI web() {
        return outgoing.areSent() ? outgoing.webAddress() : EXAMPLE;
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    /** Black or white, whichever stands out more on a colour (WCAG's relative luminance). */
    static String onAccent(String colour) {
        double luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private static double linear(String colour, int at) {
        double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /** Pictures stay with the ticket, where it is asked who may see them; links of ours are told with their server. */
    private String forMail(RichText said) {
        Document document = Jsoup.parseBodyFragment(said.html());
        document.outputSettings().prettyPrint(false);
        document.select("img").forEach(picture -> picture.replaceWith(new TextNode("🖼")));
        String web = web().toString();
        document.select("a[href^=/]").forEach(link -> link.attr("href", web + link.attr("href")));
        return document.body().html();
    }

    private String text(CurrentPerson reader, String code, Object... arguments) {
        return messages.getMessage(code, arguments, reader.language().locale());
    }
}
