package io.maru.notification;

/**
 * A mail as it would be sent.
 *
 * @param html the same as {@code text}, as a whole page
 */
public record MailPreview(String senderName, String subject, String text, String html) {}
