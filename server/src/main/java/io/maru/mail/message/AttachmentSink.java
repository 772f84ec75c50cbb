package io.maru.mail.message;

import java.io.IOException;
import java.io.InputStream;

/** Takes the files of a mail while it is read. */
@FunctionalInterface
public interface AttachmentSink {

    /** Only what the mail says is wanted. */
    AttachmentSink NONE = (attachment, content) -> {};

    /** @param content decoded; need not be read to its end, and is gone after the call */
    void accept(MailAttachment attachment, InputStream content) throws IOException;
}
