package io.maru.notification;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Json;
import io.maru.platform.Language;
import io.maru.platform.RichText;
import io.maru.ticket.Conversation;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.Status;
import io.maru.workflow.Workflows;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What happens to tickets, in words: a kind of notification for each occasion. */
@Component
class TicketNews {

    private static final Duration ANSWER_WAITS = Duration.ofSeconds(10);

    private final Conversation conversation;
    private final TicketProcess tickets;
    private final Workflows workflows;
    private final Persons persons;
    private final MessageSource messages;

    TicketNews(
            Conversation conversation,
            TicketProcess tickets,
            Workflows workflows,
            Persons persons,
            MessageSource messages) {
        this.conversation = conversation;
        this.tickets = tickets;
        this.workflows = workflows;
        this.persons = persons;
        this.messages = messages;
    }

    /**
     * What is kept of an occasion.
     *
     * @param personId who did it, or whom it did not reach; null for a rule
     * @param commentId what was said; null where nothing was
     * @param statusId where it stands now; null where that is not what happened
     */
    record Told(
            long deskId,
            @Nullable Long personId,
            @Nullable Long commentId,
            @Nullable Long statusId) {}

    List<NotificationKind> kinds() {
        return Arrays.stream(TicketOccasion.values())
                .<NotificationKind>map(Kind::new)
                .toList();
    }

    private final class Kind implements NotificationKind {

        private final TicketOccasion occasion;

        Kind(TicketOccasion occasion) {
            this.occasion = occasion;
        }

        @Override
        public String key() {
            return occasion.key();
        }

        @Override
        public String label(Language language) {
            return text(language, "notification.kind." + occasion.key());
        }

        @Override
        public Set<Way> ways(boolean customer) {
            if (customer) {
                return EnumSet.of(Way.MAIL, Way.BROWSER);
            }
            return switch (occasion) {
                case MENTIONED, MENTIONED_INTERNALLY, ASSIGNED, SHARED, COMMENTED -> EnumSet.allOf(Way.class);
                case CREATED, TEAM_ASSIGNED, COMMENTED_INTERNALLY, STATUS_CHANGED, RESOLVED, UNDELIVERED ->
                    EnumSet.of(Way.WEB);
            };
        }

        @Override
        public boolean forCustomers() {
            return occasion.forCustomers();
        }

        @Override
        public boolean internal() {
            return switch (occasion) {
                case MENTIONED_INTERNALLY, COMMENTED_INTERNALLY, UNDELIVERED -> true;
                case MENTIONED, COMMENTED, ASSIGNED, SHARED, RESOLVED, STATUS_CHANGED, CREATED, TEAM_ASSIGNED -> false;
            };
        }

        @Override
        public Duration patience() {
            return switch (occasion) {
                case CREATED, MENTIONED, MENTIONED_INTERNALLY, COMMENTED, COMMENTED_INTERNALLY -> ANSWER_WAITS;
                case SHARED, ASSIGNED, TEAM_ASSIGNED, STATUS_CHANGED, RESOLVED, UNDELIVERED ->
                    NotificationKind.super.patience();
            };
        }

        @Override
        public String words(CurrentPerson reader, JsonNode content) {
            boolean own = occasion == TicketOccasion.CREATED
                    && content.path("personId").asLong() == reader.id();
            String code = "notification.news." + (own ? "created_own" : occasion.key());
            PersonReference person = content.path("personId").isNumber()
                    ? persons.references(Set.of(content.path("personId").asLong()))
                            .get(content.path("personId").asLong())
                    : null;
            String who = person == null
                    ? text(reader.language(), "notification.by_rule")
                    : text(reader.language(), "notification.by_person", person.displayName());
            return text(reader.language(), code, who, status(reader, content));
        }

        /** Customers know a status by the name that was chosen for them. */
        private String status(CurrentPerson reader, JsonNode content) {
            if (!content.path("statusId").isNumber()) {
                return "";
            }
            Status status = workflows.status(content.path("statusId").asLong());
            return (worksOn(reader, content) ? status.name() : status.customerName()).in(reader.language());
        }

        /** A mail that tells that a comment did not arrive does not bring it to anybody, and is not missed when it does not arrive itself. */
        @Override
        public Optional<Long> comment(JsonNode content) {
            return occasion == TicketOccasion.UNDELIVERED ? Optional.empty() : commentOf(content);
        }

        private static Optional<Long> commentOf(JsonNode content) {
            return content.path("commentId").isNumber()
                    ? Optional.of(content.path("commentId").asLong())
                    : Optional.empty();
        }

        @Override
        public Optional<RichText> said(CurrentPerson reader, long ticketId, JsonNode content) {
            return commentOf(content).flatMap(commentId -> conversation.said(reader, ticketId, commentId));
        }

        @Override
        public boolean stands(CurrentPerson reader, long ticketId, JsonNode content) {
            return (!internal() || worksOn(reader, content))
                    && (commentOf(content).isEmpty()
                            || said(reader, ticketId, content).isPresent());
        }

        @Override
        public Optional<Sample> sample(CurrentPerson reader, long ticketId) {
            TicketProcess.Facts ticket = tickets.read(ticketId);
            Optional<Conversation.Said> last = switch (occasion) {
                case MENTIONED, COMMENTED, UNDELIVERED -> conversation.lastSaid(reader, ticketId, false);
                case MENTIONED_INTERNALLY, COMMENTED_INTERNALLY -> conversation.lastSaid(reader, ticketId, true);
                case ASSIGNED, SHARED, RESOLVED, STATUS_CHANGED, CREATED, TEAM_ASSIGNED -> Optional.empty();
            };
            JsonNode content = Json.tree(Json.of(new Told(
                    ticket.deskId(),
                    occasion == TicketOccasion.UNDELIVERED
                            ? Long.valueOf(ticket.reporterId())
                            : last.map(Conversation.Said::authorId).orElse(null),
                    last.map(Conversation.Said::commentId).orElse(null),
                    ticket.statusId())));
            return Optional.of(new Sample(
                    words(reader, content), said(reader, ticketId, content).orElse(null)));
        }

        private boolean worksOn(CurrentPerson reader, JsonNode content) {
            return reader.mayOnDesk(
                    Permission.TICKET_VIEW, content.path("deskId").asLong());
        }
    }

    private String text(Language language, String code, Object... arguments) {
        return messages.getMessage(code, arguments, language.locale());
    }
}
