package io.maru.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.core.io.Resource;

/** Where bytes are, outside the database, each content once and named by its SHA-256 in hexadecimal. */
public interface BlobStore {

    /** A content that is kept by now. */
    record Blob(String sha256, long size) {}

    /**
     * Reads to the end in constant memory. When it returns, the content survives a power failure; when it throws,
     * nothing of it is kept.
     */
    Blob write(InputStream content) throws IOException;

    /** @throws IOException when it is not there */
    Resource read(String sha256) throws IOException;

    /** A small picture made of an image before, to be found beside it. */
    Optional<Resource> readThumbnail(String sha256);

    void writeThumbnail(String sha256, byte[] picture) throws IOException;

    /**
     * Removes what nobody needs, thumbnails included.
     *
     * @param writtenBefore what was written since stays, because it may be about to be used
     * @param used of some contents, those that are still needed
     * @return how many contents were removed
     */
    int removeUnused(Instant writtenBefore, UnaryOperator<Set<String>> used) throws IOException;
}
