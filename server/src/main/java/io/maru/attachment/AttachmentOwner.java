package io.maru.attachment;

import io.maru.people.CurrentPerson;

/** A module whose things carry attachments. It alone knows who may see the thing, and so the file. */
public interface AttachmentOwner {

    /** The {@code ownerType} of its attachments. */
    String type();

    boolean mayRead(CurrentPerson current, Attachment attachment);

    boolean mayDelete(CurrentPerson current, Attachment attachment);
}
