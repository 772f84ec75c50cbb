package io.maru.ticket;

import io.maru.attachment.Attachments;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.RichText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is said on tickets: to their customers, or among those who work on them. */
@Service
public class Conversation {

    private final CommentStore store;
    private final TicketStore tickets;
    private final TicketWriter writer;
    private final Attachments attachments;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Clock clock;

    Conversation(
            CommentStore store,
            TicketStore tickets,
            TicketWriter writer,
            Attachments attachments,
            Persons persons,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.writer = writer;
        this.attachments = attachments;
        this.persons = persons;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param attachmentIds the author's own uploads */
    public record NewComment(
            @Nullable String body,
            @Nullable Boolean internal,
            @Nullable List<UUID> attachmentIds) {

        boolean isInternal() {
            return Boolean.TRUE.equals(internal);
        }
    }

    /** Says something on a ticket, to its customers or among those who work on it; answers the comment's id. */
    @Transactional
    public long comment(CurrentPerson current, String key, @Nullable String idempotencyKey, NewComment comment) {
        Ticket ticket = writer.lockReadable(current, key);
        current.requireOnDesk(
                comment.isInternal() ? Permission.TICKET_COMMENT_INTERNAL : Permission.TICKET_COMMENT_PUBLIC,
                ticket.deskId());
        return Long.parseLong(idempotency.once(
                current.id(),
                idempotencyKey,
                "comment:" + ticket.id(),
                comment,
                () -> Long.toString(say(current, ticket, comment, "", Channel.of(current, Channel.WORKSPACE), false))));
    }

    /** The one way by which a comment comes to be; the caller has asked for permission and holds the ticket. */
    long say(
            CurrentPerson current,
            Ticket ticket,
            NewComment comment,
            String pointer,
            Channel channel,
            boolean asCustomer) {
        boolean internal = comment.isInternal();
        if (internal) {
            current.requireOnDesk(Permission.TICKET_COMMENT_INTERNAL, ticket.deskId());
        } else if (!asCustomer) {
            current.requireOnDesk(Permission.TICKET_COMMENT_PUBLIC, ticket.deskId());
        }
        List<Violation> violations = new ArrayList<>();
        RichText body = TicketRules.richText(violations, pointer + "/body", comment.body());
        List<UUID> files = comment.attachmentIds() == null ? List.of() : comment.attachmentIds();
        if (body.isEmpty() && files.isEmpty() && violations.isEmpty()) {
            violations.add(Violation.of(pointer + "/body", "required"));
        }
        Invalid.throwIfAny(violations);
        long commentId = store.insert(ticket.id(), current.id(), internal, body, clock.instant());
        attachments.attach(
                current, files, Tickets.ATTACHMENT_OWNER, ticket.id(), commentId, internal, pointer + "/attachmentIds");
        attachments.attachShown(current, body, Tickets.ATTACHMENT_OWNER, ticket.id(), commentId, internal);
        writer.note(
                current,
                ticket,
                channel,
                internal ? TicketChanged.Kind.COMMENTED_INTERNALLY : TicketChanged.Kind.COMMENTED,
                commented(commentId, internal, body));
        return commentId;
    }

    /** Keeps what a comment came with and is not shown. */
    void keepQuoted(long commentId, RichText quoted) {
        if (!quoted.isEmpty()) {
            store.setQuoted(commentId, quoted);
        }
    }

    /** What a transition says by itself; answers what there is to note in the transition's own version. */
    List<HistoryEntry.Change> say(CurrentPerson current, Ticket ticket, List<TransitionRules.Said> comments) {
        List<HistoryEntry.Change> changes = new ArrayList<>();
        for (TransitionRules.Said said : comments) {
            long id = store.insert(ticket.id(), current.id(), said.internal(), said.text(), clock.instant());
            changes.add(commented(id, said.internal(), said.text()));
        }
        return changes;
    }

    private static HistoryEntry.Change commented(long commentId, boolean internal, RichText body) {
        return noted("comment", commentId, internal, body.mentions());
    }

    /** @param mentions who is to hear that they are mentioned */
    private static HistoryEntry.Change noted(String what, long commentId, boolean internal, Set<Long> mentions) {
        Map<String, Object> noted = new TreeMap<>(Map.of("id", commentId, "internal", internal));
        if (!mentions.isEmpty()) {
            noted.put("mentions", mentions);
        }
        return new HistoryEntry.Change(what, null, TicketDraft.json(noted));
    }

    /** Those whom a comment mentions and who may not read it, so that they are told nothing. */
    @Transactional(readOnly = true)
    public List<PersonReference> mentionedInVain(CurrentPerson current, String key, long commentId) {
        Ticket ticket = writer.readable(current, key);
        Comment comment = store.find(ticket.id(), commentId).orElseThrow(NotFound::new);
        if (comment.internal()) {
            current.requireOnDesk(Permission.TICKET_VIEW, ticket.deskId());
        }
        List<Long> blind = RichText.of(comment.bodyHtml()).mentions().stream()
                .filter(personId -> !mayRead(personId, ticket, comment))
                .sorted()
                .toList();
        return List.copyOf(persons.references(blind).values());
    }

    private boolean mayRead(long personId, Ticket ticket, Comment comment) {
        try {
            return said(persons.acting(personId), ticket.id(), comment.id()).isPresent();
        } catch (NotFound left) {
            return false;
        }
    }

    /** Corrects a comment; what it said before is kept. */
    @Transactional
    public void editComment(CurrentPerson current, String key, long commentId, long basedOn, String body) {
        Ticket ticket = writer.lockReadable(current, key);
        edit(current, ticket, commentId, basedOn, body, Channel.of(current, Channel.WORKSPACE));
    }

    void edit(CurrentPerson current, Ticket ticket, long commentId, long basedOn, String body, Channel channel) {
        Comment comment = changeable(current, ticket, commentId, basedOn);
        List<Violation> violations = new ArrayList<>();
        RichText text = TicketRules.richText(violations, "/body", body);
        if (text.isEmpty() && violations.isEmpty()) {
            violations.add(Violation.of("/body", "required"));
        }
        Invalid.throwIfAny(violations);
        Set<Long> mentioned = newlyMentioned(comment, text);
        store.edit(comment, text, current.id(), clock.instant());
        attachments.attachShown(current, text, Tickets.ATTACHMENT_OWNER, ticket.id(), comment.id(), comment.internal());
        noteComment(current, ticket, comment, "comment_edited", mentioned, channel);
    }

    /** Whom no version of a comment has mentioned before: they have been told. */
    private Set<Long> newlyMentioned(Comment comment, RichText text) {
        Set<Long> mentioned = new TreeSet<>(text.mentions());
        if (!mentioned.isEmpty()) {
            mentioned.removeAll(RichText.of(comment.bodyHtml()).mentions());
            store.revisions(comment.id())
                    .forEach(earlier ->
                            mentioned.removeAll(RichText.of(earlier.bodyHtml()).mentions()));
        }
        return mentioned;
    }

    /** Takes a comment back; that it was there, and what it said, is kept for those who may moderate. */
    @Transactional
    public void deleteComment(CurrentPerson current, String key, long commentId, long basedOn) {
        Ticket ticket = writer.lockReadable(current, key);
        delete(current, ticket, commentId, basedOn, Channel.of(current, Channel.WORKSPACE));
    }

    void delete(CurrentPerson current, Ticket ticket, long commentId, long basedOn, Channel channel) {
        Comment comment = changeable(current, ticket, commentId, basedOn);
        store.delete(comment, current.id(), clock.instant());
        noteComment(current, ticket, comment, "comment_deleted", Set.of(), channel);
    }

    /** What a comment said before, newest first. */
    @Transactional(readOnly = true)
    public List<TicketView.Revision> revisions(CurrentPerson current, String key, long commentId) {
        Ticket ticket = writer.readable(current, key);
        Comment comment = store.find(ticket.id(), commentId).orElseThrow(NotFound::new);
        if (comment.deleted() && comment.authorId() != current.id()) {
            current.requireOnDesk(Permission.TICKET_MODERATE, ticket.deskId());
        }
        return store.revisions(commentId);
    }

    /** What was said, for somebody who may read it; nothing when it was taken back. */
    @Transactional(readOnly = true)
    public Optional<RichText> said(CurrentPerson reader, long ticketId, long commentId) {
        return tickets.visibleById(reader, ticketId)
                .flatMap(ticket -> store.find(ticketId, commentId).filter(comment -> isReadBy(reader, ticket, comment)))
                .map(comment -> RichText.of(comment.bodyHtml()));
    }

    /**
     * What the mail of a comment quotes, for somebody who may read the comment.
     *
     * @throws NotFound also when it was taken back
     */
    @Transactional(readOnly = true)
    public TicketView.QuotedText quoted(CurrentPerson reader, String key, long commentId) {
        Ticket ticket = tickets.visible(reader, key).orElseThrow(NotFound::new);
        return store.find(ticket.id(), commentId)
                .filter(comment -> isReadBy(reader, ticket, comment))
                .map(comment ->
                        new TicketView.QuotedText(store.quoted(commentId).orElse("")))
                .orElseThrow(NotFound::new);
    }

    private static boolean isReadBy(CurrentPerson reader, Ticket ticket, Comment comment) {
        return !comment.deleted() && (!comment.internal() || reader.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()));
    }

    /** Something that was said. */
    public record Said(long commentId, long authorId) {}

    /** Who said these of a ticket's comments, for a module that asks in nobody's name; without those that were taken back. */
    @Transactional(readOnly = true)
    public List<Said> said(long ticketId, Collection<Long> commentIds) {
        return commentIds.stream()
                .flatMap(commentId -> store.find(ticketId, commentId).stream())
                .filter(comment -> !comment.deleted())
                .map(comment -> new Said(comment.id(), comment.authorId()))
                .toList();
    }

    /** What was said last, internally or not, that somebody may read; nothing when they may not, or nothing was. */
    @Transactional(readOnly = true)
    public Optional<Said> lastSaid(CurrentPerson reader, long ticketId, boolean internal) {
        return tickets.visibleById(reader, ticketId)
                .filter(ticket -> !internal || reader.mayOnDesk(Permission.TICKET_VIEW, ticket.deskId()))
                .flatMap(ticket -> store.of(ticketId, internal).stream()
                        .filter(comment -> comment.internal() == internal && !comment.deleted())
                        .reduce((earlier, later) -> later))
                .map(comment -> new Said(comment.id(), comment.authorId()));
    }

    private Comment changeable(CurrentPerson current, Ticket ticket, long commentId, long basedOn) {
        Comment comment = store.findForUpdate(ticket.id(), commentId)
                .filter(each -> !each.deleted())
                .orElseThrow(NotFound::new);
        if (!TicketViews.mayChange(current, ticket, comment)) {
            throw new NotPermitted();
        }
        if (comment.version() != basedOn) {
            throw new StaleVersion(comment.version());
        }
        return comment;
    }

    private void noteComment(
            CurrentPerson current, Ticket ticket, Comment comment, String what, Set<Long> mentions, Channel channel) {
        writer.note(
                current,
                ticket,
                channel,
                comment.internal() ? TicketChanged.Kind.COMMENTED_INTERNALLY : TicketChanged.Kind.COMMENTED,
                noted(what, comment.id(), comment.internal(), mentions));
    }
}
