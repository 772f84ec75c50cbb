package io.maru.webhook;

import io.maru.mail.outbound.OutgoingMails;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.sla.ThresholdReached;
import io.maru.ticket.Conversation;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What webhooks are told, in the words of the person whose eyes they see with. */
@Component
class WebhookBodies {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int LONGEST_EXCERPT = 500;

    /** What Markdown gives a meaning. */
    private static final Pattern MARKED = Pattern.compile("([\\\\`*_{}\\[\\]()#+\\-.!|~>@])");

    private final Tickets tickets;
    private final TicketProcess process;
    private final Conversation conversation;
    private final Persons persons;
    private final OutgoingMails mails;
    private final MessageSource messages;

    WebhookBodies(
            Tickets tickets,
            TicketProcess process,
            Conversation conversation,
            Persons persons,
            OutgoingMails mails,
            MessageSource messages) {
        this.tickets = tickets;
        this.process = process;
        this.conversation = conversation;
        this.persons = persons;
        this.mails = mails;
        this.messages = messages;
    }

    private record Message(
            String key,
            String summary,
            @Nullable String address,
            String words,
            @Nullable String said) {}

    /** @return nothing when what it is about is gone, as a comment that was taken back */
    Optional<String> write(
            Webhook webhook, CurrentPerson person, WebhookEvent event, Instant at, Facts ticket, Object published) {
        TicketChanged change = published instanceof TicketChanged changed ? changed : null;
        RichText said = null;
        if (event == WebhookEvent.TICKET_COMMENTED || event == WebhookEvent.TICKET_COMMENTED_INTERNALLY) {
            said = change == null ? null : said(person, change).orElse(null);
            if (said == null) {
                return Optional.empty();
            }
        }
        TicketView view = tickets.view(person, ticket.key());
        PersonReference doer = change == null || !change.channel().byPerson()
                ? null
                : persons.references(Set.of(change.personId())).get(change.personId());
        if (webhook.format() == WebhookFormat.STANDARD) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("ticket", ticket(view));
            data.put("person", doer);
            if (change != null && change.kind() == TicketChanged.Kind.CHANGED) {
                data.put("changes", changes(person, ticket, change));
            }
            if (said != null) {
                data.put(
                        "comment",
                        Map.of("internal", event == WebhookEvent.TICKET_COMMENTED_INTERNALLY, "text", said.text()));
            }
            if (published instanceof ThresholdReached reached) {
                data.put(
                        "threshold",
                        Map.of(
                                "key",
                                reached.threshold(),
                                "dueAt",
                                reached.dueAt().toString()));
            }
            return Optional.of(standard(event.key(), at, data));
        }
        Object[] named = {
            doer == null ? text(person, "webhook.chat.by_rule") : doer.displayName(),
            view.status().name(),
            view.assignee() == null
                    ? text(person, "webhook.chat.nobody")
                    : view.assignee().displayName(),
            published instanceof ThresholdReached reached
                    ? person.language().words(reached.dueAt().atZone(person.timeZone()))
                    : ""
        };
        return Optional.of(message(
                webhook.format(),
                new Message(
                        view.key(),
                        view.summary(),
                        address(view.key()),
                        messages.getMessage(
                                "webhook.chat." + event.key(),
                                named,
                                person.language().locale()),
                        said == null ? null : PlainText.shortened(said.text(), LONGEST_EXCERPT))));
    }

    /** By which an administrator sees whether it arrives. */
    String example(Webhook webhook, CurrentPerson reader, Instant at) {
        String words = text(reader, "webhook.test");
        return webhook.format() == WebhookFormat.STANDARD
                ? standard("webhook.test", at, Map.of("text", words))
                : message(webhook.format(), new Message("TEST-1", webhook.name(), null, words, null));
    }

    private static String standard(String type, Instant at, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", data);
        return JSON.writeValueAsString(body);
    }

    private Map<String, Object> ticket(TicketView view) {
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("key", view.key());
        ticket.put("version", view.version());
        ticket.put("summary", view.summary());
        ticket.put("desk", view.deskKey());
        ticket.put("type", view.type());
        ticket.put(
                "requestType",
                view.requestType() == null ? null : view.requestType().name());
        ticket.put("status", view.status());
        ticket.put("priority", view.priority());
        ticket.put("resolution", view.resolution());
        ticket.put("reporter", view.reporter());
        ticket.put("assignee", view.assignee());
        ticket.put("team", view.team());
        ticket.put("labels", view.labels());
        ticket.put("dueDate", view.dueDate() == null ? null : view.dueDate().toString());
        Map<String, Object> fields = new LinkedHashMap<>();
        view.fields().forEach(field -> fields.put(field.key(), field.value()));
        ticket.put("fields", fields);
        ticket.put("createdAt", view.createdAt().toString());
        ticket.put("updatedAt", view.updatedAt().toString());
        ticket.put(
                "resolvedAt",
                view.resolvedAt() == null ? null : view.resolvedAt().toString());
        ticket.put("address", address(view.key()));
        return ticket;
    }

    private List<Map<String, Object>> changes(CurrentPerson person, Facts ticket, TicketChanged change) {
        return process.words(person, ticket.id(), change.changes()).stream()
                .map(each -> {
                    Map<String, Object> words = new LinkedHashMap<>();
                    words.put("field", each.field());
                    words.put("name", each.fieldName());
                    words.put("from", each.oldDisplay());
                    words.put("to", each.newDisplay());
                    return words;
                })
                .toList();
    }

    private Optional<RichText> said(CurrentPerson person, TicketChanged change) {
        return change.changes().stream()
                .filter(each -> each.field().equals("comment"))
                .map(HistoryEntry.Change::newValue)
                .filter(Objects::nonNull)
                .map(JsonNode.class::cast)
                .findFirst()
                .flatMap(comment -> conversation.said(
                        person, change.ticketId(), comment.path("id").asLong()));
    }

    /** Where people read it; null while nobody has said where that is. */
    private @Nullable String address(String key) {
        return mails.areSent() ? mails.webAddress() + "/tickets/" + key : null;
    }

    private static String message(WebhookFormat format, Message message) {
        return JSON.writeValueAsString(
                switch (format) {
                    case SLACK -> Map.of("text", slack(message));
                    case TEAMS -> card(message);
                    case MATTERMOST, STANDARD -> Map.of("text", markdown(message));
                });
    }

    private static String slack(Message message) {
        String title = message.address() == null
                ? escaped(message.key())
                : "<" + message.address() + "|" + escaped(message.key()) + ">";
        return "*" + title + "* " + escaped(message.summary()) + "\n" + escaped(message.words())
                + (message.said() == null ? "" : "\n>" + escaped(message.said()).replace("\n", "\n>"));
    }

    /** As Slack wants text that is no command, such as one that wakes everybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String markdown(Message message) {
        String title = message.address() == null
                ? marked(message.key())
                : "[" + marked(message.key()) + "](" + message.address() + ")";
        return "**" + title + "** " + marked(message.summary()) + "\n" + marked(message.words())
                + (message.said() == null ? "" : "\n> " + marked(message.said()).replace("\n", "\n> "));
    }

    /** Text that means nothing in Markdown, and calls nobody. */
    private static String marked(String text) {
        return MARKED.matcher(text).replaceAll("\\\\$1").replace("\\@", "@\u200b");
    }

    /** Adaptive Cards 1.4. */
    private static Map<String, Object> card(Message message) {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(Map.of(
                "type",
                "TextBlock",
                "wrap",
                true,
                "weight",
                "Bolder",
                "text",
                marked(message.key() + " " + message.summary())));
        lines.add(Map.of("type", "TextBlock", "wrap", true, "text", marked(message.words())));
        if (message.said() != null) {
            lines.add(Map.of("type", "TextBlock", "wrap", true, "isSubtle", true, "text", marked(message.said())));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        content.put("type", "AdaptiveCard");
        content.put("version", "1.4");
        content.put("body", lines);
        if (message.address() != null) {
            content.put(
                    "actions",
                    List.of(Map.of("type", "Action.OpenUrl", "title", message.key(), "url", message.address())));
        }
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", content)));
    }

    private String text(CurrentPerson reader, String code) {
        return messages.getMessage(code, null, reader.language().locale());
    }
}
