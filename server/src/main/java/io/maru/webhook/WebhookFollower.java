package io.maru.webhook;

import io.maru.approval.ApprovalEvent;
import io.maru.event.Event;
import io.maru.event.EventFollower;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.NotFound;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.sla.ThresholdReached;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the calls of webhooks, each with what its person may see at that moment. */
@Component
class WebhookFollower implements EventFollower {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFollower.class);

    private final WebhooksInUse webhooks;
    private final WebhookBodies bodies;
    private final WebhookCalls calls;
    private final TicketProcess tickets;
    private final Persons persons;
    private final Queries queries;

    WebhookFollower(
            WebhooksInUse webhooks,
            WebhookBodies bodies,
            WebhookCalls calls,
            TicketProcess tickets,
            Persons persons,
            Queries queries) {
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.calls = calls;
        this.tickets = tickets;
        this.persons = persons;
        this.queries = queries;
    }

    @Override
    public String key() {
        return "webhook";
    }

    @Override
    public boolean follows(String kind, Object content) {
        List<WebhookEvent> happened = WebhookEvent.of(content);
        return !happened.isEmpty() && webhooks.all().stream().anyMatch(webhook -> webhook.calledFor(happened) != null);
    }

    @Override
    public void follow(Event event) {
        Object published = switch (event.kind()) {
            case "sla.threshold" -> event.content(ThresholdReached.class);
            case String kind when kind.startsWith("approval.") -> event.content(ApprovalEvent.class);
            default -> event.content(TicketChanged.class);
        };
        List<WebhookEvent> happened = WebhookEvent.of(published);
        Facts ticket = tickets.read(event.ticketId());
        for (Webhook webhook : webhooks.all()) {
            WebhookEvent called = webhook.calledFor(happened);
            if (called != null && webhook.servesDesk(ticket.deskId())) {
                person(webhook)
                        .filter(person -> person.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()))
                        .filter(person -> tickets.maySee(person, ticket.id()))
                        .filter(person -> finds(webhook, person, ticket))
                        .flatMap(person -> bodies.write(webhook, person, called, event.at(), ticket, published))
                        .ifPresent(body -> calls.call(webhook, called, ticket.id(), body));
            }
        }
    }

    /** Nobody when they are gone; the page of webhooks says so. */
    private Optional<CurrentPerson> person(Webhook webhook) {
        try {
            return Optional.of(persons.acting(webhook.personId()));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** A query that is not understood any more, since what it named is gone, finds nothing. */
    private boolean finds(Webhook webhook, CurrentPerson person, Facts ticket) {
        if (webhook.query() == null) {
            return true;
        }
        try {
            return queries.finds(person, webhook.query(), ticket.id());
        } catch (QueryInvalid invalid) {
            LOG.warn("The query of the webhook {} is not understood: {}", webhook.id(), invalid.getMessage());
            return false;
        }
    }
}
