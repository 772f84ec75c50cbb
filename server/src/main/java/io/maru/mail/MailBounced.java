package io.maru.mail;

import org.jspecify.annotations.Nullable;

/**
 * A server reports that a mail did not reach an address. Published in the transaction that files the report.
 *
 * @param messageId of the mail that was sent, without brackets; null when the report does not say
 * @param address to whom it was sent, in lower case
 * @param permanent whether another mail would fare no better
 */
public record MailBounced(@Nullable String messageId, String address, boolean permanent) {}
