package io.maru.mail.inbound;

import io.maru.attachment.BlobKeeper;
import io.maru.attachment.BlobStore;
import io.maru.mail.message.AttachmentSink;
import io.maru.mail.message.MailParser;
import io.maru.mail.message.MailReading;
import io.maru.mail.message.ParsedMail;
import io.maru.platform.DatabaseNotifications;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes mails as they come, whatever they are: once it has answered, the mail is safe and its sender may forget it. */
@Component
class MailIntake implements BlobKeeper {

    private final ReceivedStore store;
    private final BlobStore blobs;
    private final MailProperties properties;
    private final DatabaseNotifications notifications;
    private final TransactionTemplate transaction;
    private final MailParser parser;
    private final Clock clock;

    MailIntake(
            ReceivedStore store,
            BlobStore blobs,
            MailProperties properties,
            DatabaseNotifications notifications,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.properties = properties;
        this.notifications = notifications;
        this.transaction = transaction;
        this.parser = new MailParser(properties.trustedServers());
        this.clock = clock;
    }

    /**
     * Keeps a mail that came to a mailbox, for {@link MailFiler}. No transaction is open while it arrives.
     *
     * @return the number under which it is kept; nothing when the mailbox has this mail already
     */
    Optional<Long> accept(long mailboxId, InputStream raw) throws IOException {
        return accept(mailboxId, raw, () -> {});
    }

    /** @param noted in the transaction in which it is kept: whatever says that it need not come again */
    Optional<Long> accept(long mailboxId, InputStream raw, Runnable noted) throws IOException {
        return accept(List.of(mailboxId), raw, noted).stream().findFirst();
    }

    /**
     * Keeps a mail that came to several mailboxes together.
     *
     * @return the number for each mailbox that did not have it
     */
    List<Long> accept(Collection<Long> mailboxIds, InputStream raw, Runnable noted) throws IOException {
        BlobStore.Blob blob = blobs.write(raw);
        String messageId;
        try (InputStream kept = blobs.read(blob.sha256()).getInputStream()) {
            messageId = MailParser.messageId(kept).orElse(blob.sha256() + "@raw.invalid");
        }
        List<Long> ids = Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            List<Long> inserted = mailboxIds.stream()
                    .flatMap(id -> store.insert(id, messageId, blob.sha256(), blob.size(), now).stream())
                    .toList();
            noted.run();
            return inserted;
        }));
        if (!ids.isEmpty()) {
            notifications.publish(MailFiler.CHANNEL, "");
        }
        return ids;
    }

    /**
     * Keeps what is there of a mail that is not taken, for whoever asks where it went.
     *
     * @param headers all that is there
     * @param key by which it is known when it has no id of its own
     * @param first in the same transaction, unless the mailbox had it, when its headers are understood
     */
    void refuse(
            long mailboxId,
            InputStream headers,
            String key,
            MailState state,
            Reason reason,
            Consumer<ParsedMail> first,
            Runnable noted)
            throws IOException {
        byte[] kept = headers.readAllBytes();
        BlobStore.Blob blob = blobs.write(new ByteArrayInputStream(kept));
        String messageId = MailParser.messageId(new ByteArrayInputStream(kept)).orElse(key);
        MailReading mail = parser.read(new ByteArrayInputStream(kept), AttachmentSink.NONE);
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            store.insert(mailboxId, messageId, blob.sha256(), blob.size(), now).ifPresent(id -> {
                if (mail instanceof ParsedMail understood) {
                    store.understood(store.find(id).orElseThrow(), Filing.understood(understood), now);
                    first.accept(understood);
                }
                store.close(id, state, reason.key(), null);
            });
            noted.run();
        });
    }

    @Override
    public Set<String> keeps(Set<String> sha256) {
        return store.keeps(sha256, clock.instant().minus(properties.keepRaw()));
    }
}
