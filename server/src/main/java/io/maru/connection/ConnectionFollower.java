package io.maru.connection;

import io.maru.connection.ConnectionStore.Known;
import io.maru.event.Event;
import io.maru.event.EventFollower;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.platform.RichText;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.RequestView;
import io.maru.ticket.RequestView.CommentTurn;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketProcess;
import io.maru.webhook.WebhookCalls;
import io.maru.webhook.WebhookCalls.Wanted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells connected systems what becomes of their requests, as the customer of the request sees it: internal notes are not in there. */
@Component
class ConnectionFollower implements EventFollower {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATUS = "request.status_changed";
    private static final String COMMENT = "request.commented";

    private final ConnectionStore store;
    private final SystemsInUse systems;
    private final WebhookCalls calls;
    private final Requests requests;
    private final TicketProcess tickets;
    private final Persons persons;
    private final MessageSource messages;

    ConnectionFollower(
            ConnectionStore store,
            SystemsInUse systems,
            WebhookCalls calls,
            Requests requests,
            TicketProcess tickets,
            Persons persons,
            MessageSource messages) {
        this.store = store;
        this.systems = systems;
        this.calls = calls;
        this.requests = requests;
        this.tickets = tickets;
        this.persons = persons;
        this.messages = messages;
    }

    @Override
    public String key() {
        return "connection";
    }

    @Override
    public boolean follows(String kind, Object content) {
        return content instanceof TicketChanged change && type(change) != null && systems.any();
    }

    private static @Nullable String type(TicketChanged change) {
        return switch (change.kind()) {
            case COMMENTED -> COMMENT;
            case CHANGED ->
                change.changes().stream().anyMatch(each -> each.field().equals("status")) ? STATUS : null;
            case CREATED, COMMENTED_INTERNALLY -> null;
        };
    }

    @Override
    public void follow(Event event) {
        TicketChanged change = event.content(TicketChanged.class);
        String type = Objects.requireNonNull(type(change));
        List<Known> knownAs = store.knownAs(event.ticketId());
        if (knownAs.isEmpty()) {
            return;
        }
        RequestView request = asItsCustomer(event.ticketId()).orElse(null);
        CommentTurn said = request == null || !type.equals(COMMENT) ? null : said(request, change);
        if (request == null || type.equals(COMMENT) && said == null) {
            return;
        }
        for (Known known : knownAs) {
            systems.find(known.systemId())
                    .ifPresent(system -> calls.call(new Wanted(
                            null,
                            Objects.requireNonNull(system.callbackAddress()),
                            system.secret(),
                            type,
                            event.ticketId(),
                            "connection " + system.name(),
                            body(type, event.at(), known.externalId(), request, said))));
        }
    }

    /** Nobody is told of a request whose reporter is gone. */
    private Optional<RequestView> asItsCustomer(long ticketId) {
        try {
            TicketProcess.Facts facts = tickets.read(ticketId);
            CurrentPerson reporter = persons.acting(facts.reporterId());
            return Optional.of(requests.view(reporter, facts.key()));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** What the desk said; what came from the other side is known there. */
    private static @Nullable CommentTurn said(RequestView request, TicketChanged change) {
        Optional<Long> id = change.changes().stream()
                .filter(each -> each.field().equals("comment"))
                .map(HistoryEntry.Change::newValue)
                .filter(Objects::nonNull)
                .map(JsonNode.class::cast)
                .map(comment -> comment.path("id").asLong())
                .findFirst();
        return request.conversation().stream()
                .map(RequestView.Turn::comment)
                .filter(Objects::nonNull)
                .filter(comment -> id.isPresent() && comment.id() == id.get())
                .filter(comment -> comment.byAgent() && !comment.deleted())
                .findFirst()
                .orElse(null);
    }

    private String body(String type, Instant at, String externalId, RequestView request, @Nullable CommentTurn said) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("externalId", externalId);
        data.put("key", request.key());
        data.put("version", request.version());
        data.put("summary", request.summary());
        data.put(
                "status",
                Map.of(
                        "name",
                        request.statusName(),
                        "category",
                        request.statusCategory().key()));
        data.put("resolution", request.resolution());
        data.put("resolutionName", resolutionName(request));
        if (said != null) {
            data.put(
                    "comment", Map.of("author", said.author().displayName(), "text", RichText.textOf(said.bodyHtml())));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", data);
        return JSON.writeValueAsString(body);
    }

    /** In the words of its customer, as the status is. */
    private @Nullable String resolutionName(RequestView request) {
        return request.resolution() == null
                ? null
                : messages.getMessage(
                        "ticket.resolution." + request.resolution().key(),
                        null,
                        persons.acting(request.reporter().id()).language().locale());
    }
}
