package io.maru.attachment;

import java.io.IOException;
import java.util.Optional;
import org.springframework.core.io.Resource;

/** Looks for malware in an upload before anybody can download it. */
public interface AttachmentScanner {

    /**
     * @return the name of what was found; empty when nothing was
     * @throws IOException when it could not be examined, which refuses the upload
     */
    Optional<String> threatIn(Resource content, String fileName) throws IOException;
}
