package io.maru.mail.inbound;

import io.maru.attachment.BlobStore;
import io.maru.mail.inbound.ReceivedStore.Listed;
import io.maru.mail.inbound.ReceivedStore.Received;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Cursor;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails that came, each from its arrival to its ticket, for administrators. */
@Service
public class ReceivedMails {

    private final ReceivedStore store;
    private final BlobStore blobs;
    private final Tickets tickets;
    private final MessageSource messages;
    private final DatabaseNotifications notifications;
    private final Clock clock;

    ReceivedMails(
            ReceivedStore store,
            BlobStore blobs,
            Tickets tickets,
            MessageSource messages,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.tickets = tickets;
        this.messages = messages;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * A mail that came.
     *
     * @param mailbox its address
     * @param sender null when the mail does not say, or is not understood yet
     * @param reason why it was not filed, in words
     * @param size bytes that are kept
     * @param attempts how often filing it was begun
     * @param releasable whether somebody may let it through
     * @param releasedBy whether somebody has
     * @param refused commands of it that were not carried out
     * @param ticket where it is filed; null also for who may not see it
     */
    public record ReceivedMail(
            long id,
            String mailbox,
            String senderName,
            @Nullable String sender,
            String subject,
            MailState state,
            @Nullable String reason,
            long size,
            int attempts,
            boolean releasable,
            boolean released,
            Instant receivedAt,
            @Nullable Instant understoodAt,
            List<RefusedCommand> refused,
            @Nullable LinkedTicket ticket) {}

    /** @param line as it was written */
    public record RefusedCommand(String line, String reason) {}

    /**
     * The latest first.
     *
     * @param state null for all
     * @param mailboxId null for all
     */
    @Transactional(readOnly = true)
    public Page<ReceivedMail> list(
            CurrentPerson current,
            @Nullable MailState state,
            @Nullable Long mailboxId,
            @Nullable String after,
            @Nullable Integer limit) {
        current.require(Permission.MAIL_ADMINISTER);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        Page<Listed> page = Page.of(
                store.list(state, mailboxId, cursor == null ? null : cursor.number(0), most + 1),
                most,
                listed -> Cursor.of(listed.mail().id()));
        List<TicketList.Row> visible = tickets.found(
                current,
                page.items().stream()
                        .map(listed -> listed.mail().ticketId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        Map<Long, LinkedTicket> named = new HashMap<>();
        List<LinkedTicket> inWords = tickets.named(current, visible);
        for (int index = 0; index < visible.size(); index++) {
            named.put(visible.get(index).id(), inWords.get(index));
        }
        return new Page<>(
                page.items().stream()
                        .map(listed -> view(current, listed, named))
                        .toList(),
                page.next());
    }

    private ReceivedMail view(CurrentPerson current, Listed listed, Map<Long, LinkedTicket> named) {
        Received mail = listed.mail();
        return new ReceivedMail(
                mail.id(),
                listed.mailbox(),
                listed.senderName(),
                listed.sender(),
                listed.subject(),
                mail.state(),
                mail.reason() == null
                        ? null
                        : messages.getMessage(
                                "mail.reason." + mail.reason(),
                                null,
                                current.language().locale()),
                listed.size(),
                mail.attempts(),
                store.isReleasable(mail),
                mail.released(),
                mail.receivedAt(),
                listed.understoodAt(),
                listed.refused().stream()
                        .map(each ->
                                new RefusedCommand(each.line(), each.reason().in(current.language())))
                        .toList(),
                mail.ticketId() == null ? null : named.get(mail.ticketId()));
    }

    /**
     * The bytes as they came. Whoever shows them must not take them for a page: they are whatever anybody sent.
     *
     * @throws NotFound also when they are no longer kept
     */
    @Transactional(readOnly = true)
    public Resource raw(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        Received mail = store.find(id).orElseThrow(NotFound::new);
        try {
            return blobs.read(mail.sha256());
        } catch (IOException gone) {
            throw new NotFound();
        }
    }

    /**
     * Lets one through that was kept back or refused: it is filed as if its sender were known and allowed.
     *
     * @throws NotFound when there is none that could be
     */
    @Transactional
    public void release(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        if (!store.release(id, current.id(), clock.instant())) {
            throw new NotFound();
        }
        notifications.publish(MailFiler.CHANNEL, "");
    }

    /**
     * Leaves one unfiled for good that was kept back.
     *
     * @throws NotFound when there is none
     */
    @Transactional
    public void discard(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        if (!store.discard(id)) {
            throw new NotFound();
        }
    }
}
