package io.maru.attachment;

import java.util.Set;

/** A module that keeps contents in the {@link BlobStore} which are nobody's attachments. */
public interface BlobKeeper {

    /** Of these contents, those that it still needs. */
    Set<String> keeps(Set<String> sha256);
}
