package io.maru.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final List<BlobKeeper> keepers;
    private final AttachmentProperties properties;
    private final Clock clock;

    AttachmentSweep(
            AttachmentStore store,
            ContentTextStore texts,
            BlobStore blobs,
            List<BlobKeeper> keepers,
            AttachmentProperties properties,
            Clock clock) {
        this.store = store;
        this.texts = texts;
        this.blobs = blobs;
        this.keepers = keepers;
        this.properties = properties;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        Instant abandoned = now.minus(properties.keepUnattached());
        Instant forgotten = now.minus(properties.keepDeleted());
        int unattached = store.deleteUnattached(abandoned);
        try {
            int removed = blobs.removeUnused(abandoned, some -> used(some, forgotten));
            texts.removeUnused(forgotten);
            if (unattached + removed > 0) {
                LOG.info("Removed {} uploads that were never attached and {} unused files", unattached, removed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> used(Set<String> sha256, Instant forgotten) {
        Set<String> used = new HashSet<>(store.used(sha256, forgotten));
        keepers.forEach(keeper -> used.addAll(keeper.keeps(sha256)));
        return used;
    }
}
