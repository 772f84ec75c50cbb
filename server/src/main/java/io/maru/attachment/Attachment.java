package io.maru.attachment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file.
 *
 * @param ownerType which {@link AttachmentOwner} it belongs to; null until it is attached
 * @param commentId the comment it came with, if the owner has comments
 * @param internal whether only those who see internal notes may see it
 * @param fileName cleaned: one line, no path, at most 255 characters
 * @param contentType what its content is, whatever its sender said
 * @param size in bytes
 * @param imageWidth in pixels, before any rotation its metadata asks for; null unless a thumbnail of it can be made
 */
public record Attachment(
        UUID id,
        @Nullable String ownerType,
        @Nullable Long ownerId,
        @Nullable Long commentId,
        boolean internal,
        String fileName,
        String contentType,
        long size,
        @Nullable Integer imageWidth,
        @Nullable Integer imageHeight,
        long uploadedBy,
        Instant uploadedAt) {

    public boolean attached() {
        return ownerType != null;
    }
}
