package io.maru.mail.message;

import org.jspecify.annotations.Nullable;

/**
 * A file of a mail.
 *
 * @param number its place among the mail's files, from 0; the same each time the mail is read
 * @param name as its sender called it, decoded; made up when they did not
 * @param type as its sender says, in lower case
 * @param contentId by which the mail's text shows it; null when it does not
 */
public record MailAttachment(
        int number, String name, String type, @Nullable String contentId) {}
