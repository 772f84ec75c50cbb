/**
 * Files that people send with what they write. Bytes are kept once per content in a {@link BlobStore} and handed out
 * only after their {@link AttachmentOwner} said yes; what a file is, its content tells and not its sender.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people"})
package io.maru.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
