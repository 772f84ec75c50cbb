package io.maru.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes away uploads that were never attached, and bytes that nothing refers to any more. */
@Component
class AttachmentSweep {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweep.class);

    private final AttachmentStore store;
    private final ContentTextStore texts;
    private final BlobStore blobs;
    private final AttachmentProperties properties;
    private final Clock clock;

    AttachmentSweep(
            AttachmentStore store,
            ContentTextStore texts,
            BlobStore blobs,
            AttachmentProperties properties,
            Clock clock) {
        this.store = store;
        this.texts = texts;
        this.blobs = blobs;
        this.properties = properties;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        Instant abandoned = now.minus(properties.keepUnattached());
        Instant forgotten = now.minus(properties.keepDeleted());
        int unattached = store.deleteUnattached(abandoned);
        try {
            int removed = blobs.removeUnused(abandoned, some -> store.used(some, forgotten));
            texts.removeUnused(forgotten);
            if (unattached + removed > 0) {
                LOG.info("Removed {} uploads that were never attached and {} unused files", unattached, removed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
