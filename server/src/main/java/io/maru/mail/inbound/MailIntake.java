package io.maru.mail.inbound;

import io.maru.attachment.BlobKeeper;
import io.maru.attachment.BlobStore;
import io.maru.mail.message.MailParser;
import io.maru.platform.DatabaseNotifications;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes mails as they come, whatever they are: once it has answered, the mail is safe and its sender may forget it. */
@Component
class MailIntake implements BlobKeeper {

    private final ReceivedStore store;
    private final BlobStore blobs;
    private final MailProperties properties;
    private final DatabaseNotifications notifications;
    private final Clock clock;

    MailIntake(
            ReceivedStore store,
            BlobStore blobs,
            MailProperties properties,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.properties = properties;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * Keeps a mail that came to a mailbox, for {@link MailFiler}. No transaction is open while it arrives.
     *
     * @return the number under which it is kept; nothing when the mailbox has this mail already
     */
    Optional<Long> accept(long mailboxId, InputStream raw) throws IOException {
        BlobStore.Blob blob = blobs.write(raw);
        String messageId;
        try (InputStream kept = blobs.read(blob.sha256()).getInputStream()) {
            messageId = MailParser.messageId(kept).orElse(blob.sha256() + "@raw.invalid");
        }
        Optional<Long> id = store.insert(mailboxId, messageId, blob.sha256(), blob.size(), clock.instant());
        id.ifPresent(known -> notifications.publish(MailFiler.CHANNEL, ""));
        return id;
    }

    @Override
    public Set<String> keeps(Set<String> sha256) {
        return store.keeps(sha256, clock.instant().minus(properties.keepRaw()));
    }
}
