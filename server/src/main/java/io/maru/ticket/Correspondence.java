package io.maru.ticket;

import io.maru.attachment.Attachments;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotPermitted;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.ticket.Conversation.NewComment;
import io.maru.workflow.StatusCategory;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What people write to desks and tickets by mail. They may do with it what they may do otherwise, and no more. */
@Service
public class Correspondence {

    private static final int LONGEST_SUMMARY = 255;

    private final TicketStore store;
    private final TicketWriter writer;
    private final TransitionRules transitionRules;
    private final Conversation conversation;
    private final Requests requests;
    private final Desks desks;
    private final Attachments attachments;
    private final Clock clock;

    Correspondence(
            TicketStore store,
            TicketWriter writer,
            TransitionRules transitionRules,
            Conversation conversation,
            Requests requests,
            Desks desks,
            Attachments attachments,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.transitionRules = transitionRules;
        this.conversation = conversation;
        this.requests = requests;
        this.desks = desks;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * What somebody wrote.
     *
     * @param quoted what is not shown with it unless somebody asks: what it quotes, and the signature
     * @param attachmentIds the sender's own uploads, pictures of the body among them
     * @param answers whether it may move a ticket on, as what a program wrote may not
     */
    public record Letter(String subject, RichText body, RichText quoted, List<UUID> attachmentIds, boolean answers) {}

    /** @param commentId null when the letter opened the ticket */
    public record Place(long ticketId, String key, @Nullable Long commentId) {}

    /**
     * Makes a ticket of a letter.
     *
     * @param reporterId whose request it is; another than the sender's own for agents only
     * @param earlierTicketId which the letter seems to be about; the two are linked
     * @throws NotPermitted when the sender may not raise requests at this desk
     */
    @Transactional
    public Place open(
            CurrentPerson sender,
            Desk desk,
            RequestType requestType,
            long reporterId,
            List<Long> participantIds,
            Letter letter,
            @Nullable Long earlierTicketId) {
        boolean agent = sender.mayOnDesk(Permission.TICKET_CREATE, desk.id());
        if (!agent && (reporterId != sender.id() || !desks.mayRaise(sender, desk))) {
            throw new NotPermitted();
        }
        Map<String, JsonNode> answers = new HashMap<>();
        answers.put("summary", TicketDraft.json(PlainText.shortened(letter.subject(), LONGEST_SUMMARY)));
        if (!letter.body().isEmpty()) {
            answers.put("description", TicketDraft.json(letter.body().html()));
        }
        String key = writer.insert(
                sender,
                desk,
                requestType,
                requestType.ticketType(),
                answers,
                reporterId,
                null,
                null,
                List.of(),
                participantIds.stream().filter(id -> id != reporterId).toList(),
                Channel.MAIL);
        Ticket made = store.visible(sender, key).orElseThrow();
        attachments.attach(sender, unseen(letter), Tickets.ATTACHMENT_OWNER, made.id(), null, false, "/attachmentIds");
        if (earlierTicketId != null) {
            Ticket earlier = store.require(earlierTicketId);
            store.addLink(made.id(), earlier.id(), LinkType.RELATES_TO, sender.id(), clock.instant());
            writer.note(
                    sender,
                    made,
                    Channel.MAIL,
                    TicketChanged.Kind.CHANGED,
                    new HistoryEntry.Change(
                            "link",
                            null,
                            TicketDraft.json(
                                    Map.of("type", LinkType.RELATES_TO.key(), "outward", true, "key", earlier.key()))));
        }
        return new Place(made.id(), key, null);
    }

    /**
     * Says on a ticket what a letter says. A customer's moves the ticket on when the workflow has a transition for that.
     *
     * @param joins whether somebody who has nothing to do with the ticket yet may take part in it
     * @param internal whether it is about what the ticket's customers may not know; an agent's letter is an internal note then
     * @param whenDone whether also on a ticket that is done and stays so
     * @return nothing when it is not for this sender to say something here
     */
    @Transactional
    public Optional<Place> say(
            CurrentPerson sender, long ticketId, boolean joins, boolean internal, boolean whenDone, Letter letter) {
        Ticket ticket = store.lock(ticketId);
        boolean customer = ticket.customerIds().contains(sender.id());
        boolean agent = sender.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId())
                && sender.mayOnDesk(Permission.TICKET_COMMENT_PUBLIC, ticket.deskId());
        if (!customer && !agent && !joins) {
            return Optional.empty();
        }
        boolean note = internal && agent && sender.mayOnDesk(Permission.TICKET_COMMENT_INTERNAL, ticket.deskId());
        boolean movesOn = (customer || !agent)
                && !note
                && letter.answers()
                && transitionRules.offered(sender, ticket, false).stream()
                        .anyMatch(transition -> transition.onCustomerComment());
        if (ticket.statusCategory() == StatusCategory.DONE && letter.answers() && !movesOn && !whenDone) {
            return Optional.empty();
        }
        if (!customer && !agent) {
            writer.setParticipant(sender, ticket, sender.id(), true, Channel.MAIL);
        }
        RichText body = letter.body().isEmpty() && letter.attachmentIds().isEmpty()
                ? RichText.ofPlain(letter.subject())
                : letter.body();
        long commentId = conversation.say(
                sender,
                ticket,
                new NewComment(body.html(), note, List.copyOf(unseen(letter))),
                "",
                Channel.MAIL,
                !note && (customer || !agent));
        // What those quote who work on the ticket, or were told more than its customers, may be what these must not
        // know.
        if (note || !internal && (customer || !agent)) {
            conversation.keepQuoted(commentId, letter.quoted());
        }
        if (movesOn) {
            requests.answered(sender, ticket.key(), Channel.MAIL);
        }
        return Optional.of(new Place(ticket.id(), ticket.key(), commentId));
    }

    /** A ticket by its key, for somebody who takes part in it or works on it. */
    @Transactional(readOnly = true)
    public Optional<Long> concerned(CurrentPerson sender, String key) {
        return store.visible(sender, key)
                .filter(ticket -> ticket.customerIds().contains(sender.id())
                        || sender.mayOnDesk(Permission.TICKET_COMMENT_PUBLIC, ticket.deskId()))
                .map(Ticket::id);
    }

    /** Pictures come to the ticket with the text that shows them. */
    private static List<UUID> unseen(Letter letter) {
        Set<UUID> shown = letter.body().images();
        return letter.attachmentIds().stream().filter(id -> !shown.contains(id)).toList();
    }
}
